// SPDX-License-Identifier: GPL-3.0-or-later
internal import Spelling

/// What a code list says of itself in its first lines: `# Version: 2022`, `# Source: https://…`.
public struct CodeListHeader: Equatable, Sendable {
  /// Empty where the list does not say.
  public var version = ""
  public var source = ""

  public init(version: String, source: String) {
    self.version = version
    self.source = source
  }

  /// Reads the lines before the first code.
  public init(parsing bytes: [UInt8]) {
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      guard line.first == UInt8(ascii: "#") else { break }
      let text = String(decoding: line.dropFirst(), as: UTF8.self).trimmed
      if let value = Self.value("Version:", of: text) { version = value }
      if let value = Self.value("Source:", of: text) { source = value }
    }
  }

  private static func value(_ key: String, of text: String) -> String? {
    text.hasPrefix(key) ? text.dropFirst(key.count).trimmed : nil
  }

  var lines: String { "# Version: \(version)\n# Source: \(source)\n" }
}

extension StringProtocol {
  /// Without spaces, tabs and carriage returns at both ends.
  var trimmed: String { trimmed { $0 == " " || $0 == "\t" || $0 == "\r" } }
}
