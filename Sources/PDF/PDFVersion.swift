// SPDX-License-Identifier: GPL-3.0-or-later

/// A version of PDF, `1.7`.
public struct PDFVersion: Hashable, Comparable, Sendable, CustomStringConvertible {
  public var major: Int
  public var minor: Int

  public init(major: Int, minor: Int) {
    self.major = major
    self.minor = minor
  }

  /// From the text of a header or of the catalog's /Version; nil where it is none.
  init?(_ text: some StringProtocol) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, let major = Int(parts[0]), let minor = Int(parts[1]), (0...9).contains(major),
      (0...9).contains(minor)
    else { return nil }
    self.init(major: major, minor: minor)
  }

  public var description: String { "\(major).\(minor)" }

  public static func < (left: PDFVersion, right: PDFVersion) -> Bool {
    (left.major, left.minor) < (right.major, right.minor)
  }
}
