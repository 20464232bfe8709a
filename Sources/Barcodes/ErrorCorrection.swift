// SPDX-License-Identifier: GPL-3.0-or-later

/// How much of a QR code may be lost before it cannot be read (ISO/IEC 18004 7.5.1).
public enum ErrorCorrection: Int32, Sendable, CaseIterable {
  /// About 7 % of the codewords.
  case low
  /// About 15 %.
  case medium
  /// About 25 %.
  case quartile
  /// About 30 %.
  case high

  /// The letter that the standard uses.
  public var letter: String {
    switch self {
    case .low: "L"
    case .medium: "M"
    case .quartile: "Q"
    case .high: "H"
    }
  }
}
