// SPDX-License-Identifier: GPL-3.0-or-later

/// What a strings file does not say in its language.
public struct LetterGaps: Equatable, Sendable {
  /// Keys of the frame.
  public var frame: [String] = []
  /// Rules for which the file has no sentence, neither of their own nor of their family.
  public var rules: [String] = []
  /// Fields without a name.
  public var fields: [String] = []
  /// Sentences for rules that no book has.
  public var unused: [String] = []

  public init() {}

  public var isComplete: Bool { frame.isEmpty && rules.isEmpty && fields.isEmpty }
}
