// SPDX-License-Identifier: GPL-3.0-or-later

/// A company's name made comparable: words in capitals, without punctuation, common accents and legal form.
///
/// "Lion City Spices Pte. Ltd." and "LION CITY SPICES" are one name. Not for printing.
public struct PartyName: Hashable, Sendable, CustomStringConvertible {
  public let description: String

  public init(_ written: String) {
    let folded = FoldedText(written).withoutLegalForm
    description = String(decoding: folded.bytes.dropFirst().dropLast(), as: UTF8.self)
  }

  /// Nothing that could name anybody.
  public var isEmpty: Bool { description.isEmpty }
}
