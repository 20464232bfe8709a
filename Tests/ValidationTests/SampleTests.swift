// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Submissions
import Testing
import Trade
import Validation

/// The sample inbox, whose files are named for what becomes of them.
@Suite("The sample applications under the ordinary rule book")
struct SampleTests {
  static let folder = Fixture.root.appending(path: "samples/inbox")

  static func names(_ prefix: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasPrefix(prefix) }.sorted()
  }

  /// Findings of every application of a file: of its shape, then of the rule book.
  static func findings(_ name: String) throws -> [Finding] {
    let bytes = Array(try Data(contentsOf: folder.appending(path: name)))
    let kind = SubmissionKind(sniffing: bytes)
    var findings: [Finding] = []
    for part in kind == .csv ? splitCSV(bytes) : [bytes] {
      let examination = read(part, kind: kind)
      let ruled = try examination.form.map(Fixture.findings) ?? []
      findings += examination.findings(with: ruled)
    }
    return findings
  }

  @Test("Clean applications have no findings")
  func clean() throws {
    for name in try Self.names("clean-") {
      #expect(try Self.findings(name) == [], "\(name)")
    }
  }

  @Test("Retroactive applications are warned of, and nothing else is found")
  func retroactive() throws {
    for name in try Self.names("held-retroactive") {
      #expect(Set(try Self.findings(name).map(\.rule)) == ["transport.departure.retroactive"], "\(name)")
      #expect(try Self.findings(name).allSatisfy { $0.severity == .warning })
    }
  }

  @Test("Refused applications have an error; letters that no font has are found on the sheet, not here")
  func refused() throws {
    for name in try Self.names("refused-") where name != "refused-letters-no-font-has.json" {
      #expect(try Self.findings(name).contains { $0.severity == .error }, "\(name)")
    }
  }
}
