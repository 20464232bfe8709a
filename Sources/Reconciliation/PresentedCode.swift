// SPDX-License-Identifier: GPL-3.0-or-later
public import Signing

/// The text of a code as somebody presents it.
public struct PresentedCode: Equatable, Sendable {
  /// The code's bytes, whatever they are.
  public var text: [UInt8]
  /// SHA-256 of the file that bears it; nil for a text alone.
  public var file: Digest?

  public init(text: [UInt8], file: Digest? = nil) {
    self.text = text
    self.file = file
  }
}
