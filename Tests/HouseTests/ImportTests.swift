// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

/// Holds the sources to the floors of Package.swift: SwiftPM lets a target import a module that it does not declare.
@Suite("The floors of Package.swift")
struct ImportTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Modules that come with the toolchain.
  static let toolchain: Set<String> = [
    "Dispatch", "Foundation", "FoundationNetworking", "Glibc", "Synchronization", "Testing",
  ]

  /// What each target may import, from the lines of Package.swift.
  static func declared() throws -> [String: Set<String>] {
    let text = try String(contentsOf: root.appending(path: "Package.swift"), encoding: .utf8)
    var table: [String: Set<String>] = [:]
    let call = /(?:room|wrapper|tests|target|executableTarget)\(\s*(?:name:\s*)?"(\w+)"((?:[^()]|\([^()]*\))*)\)/
    for match in text.matches(of: call) {
      let names = match.2.matches(of: /"([A-Za-z]\w*)"/).map { String($0.1) }
      table[String(match.1), default: []].formUnion(names)
    }
    return table
  }

  static func sources() throws -> [(module: String, path: String, text: String)] {
    var found: [(String, String, String)] = []
    for folder in ["Sources", "Tests"] {
      let base = root.appending(path: folder)
      let files = FileManager.default.enumerator(at: base, includingPropertiesForKeys: nil)
      while let file = files?.nextObject() as? URL {
        guard file.pathExtension == "swift" else { continue }
        let path = file.path.dropFirst(base.path.count + 1)
        // Programs of the tests stand one folder deeper.
        let parts = path.split(separator: "/")
        let module = parts.first == "Fakes" ? parts[1] : parts[0]
        found.append((String(module), folder + "/" + path, try String(contentsOf: file, encoding: .utf8)))
      }
    }
    return found
  }

  static func imports(of text: String) -> [String] {
    text.split(separator: "\n").compactMap { line in
      guard
        let match = line.firstMatch(
          of:
            /^(?:@testable |@preconcurrency |public |internal |package |private |fileprivate )*import (?:struct |class |func |enum )?(\w+)/
        )
      else { return nil }
      return String(match.1)
    }
  }

  @Test("A module imports only what its line in Package.swift names")
  func declaredOnly() throws {
    let table = try Self.declared()
    #expect(table.count > 30)
    for (module, path, text) in try Self.sources() where module != "C" {
      var allowed = try #require(table[module], "\(path): \(module) is not in Package.swift")
      // Package.swift's `tests` gives it to all of them.
      if path.hasPrefix("Tests/") { allowed.insert("Seeded") }
      for name in Self.imports(of: text) where !Self.toolchain.contains(name) {
        #expect(allowed.contains(name), "\(path): imports \(name), which \(module) does not declare")
      }
    }
  }

  @Test("C libraries are imported by their wrappers alone")
  func wrappersOnly() throws {
    let wrappers: Set<String> = [
      "Workers", "Web", "Typography", "PDF", "Pictures", "Barcodes", "TextReading", "Signing", "Tokens", "DurableFiles",
      "Archives", "XML",
    ]
    for (module, path, text) in try Self.sources() where path.hasPrefix("Sources/") {
      for name in Self.imports(of: text) where name.wholeMatch(of: /C[A-Z]\w*/) != nil && name != "CanonicalJSON" {
        if name == "Certificates" || name == "CoreFoundation" { continue }
        #expect(wrappers.contains(module), "\(path): imports \(name); only wrappers touch C")
      }
    }
  }

  @Test("Every source file says its licence and stays readable in length")
  func files() throws {
    for (_, path, text) in try Self.sources() {
      #expect(text.hasPrefix("// SPDX-License-Identifier: GPL-3.0-or-later"), "\(path): licence line missing")
      if path.hasPrefix("Sources/") {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).count
        #expect(lines <= 401, "\(path): \(lines) lines; split it by ideas")
      }
    }
  }
}
