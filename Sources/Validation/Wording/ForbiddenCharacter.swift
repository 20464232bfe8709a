// SPDX-License-Identifier: GPL-3.0-or-later

/// A character that no certificate may bear, because a reader cannot see it or cannot trust what it does.
enum ForbiddenCharacter {
  case control
  /// Turns the direction of what follows (Unicode Bidirectional Algorithm, UAX 9, table 4).
  case direction
  /// Any other invisible one: zero-width spaces and joiners, soft hyphens, byte order marks.
  case invisible
  case lineBreak
  case privateUse
  case unassigned

  /// Nil for a character that may stand on a certificate.
  init?(_ scalar: Unicode.Scalar) {
    if scalar.value < 0x80 {
      guard scalar.value < 0x20 || scalar.value == 0x7F else { return nil }
      self = scalar.value == 0x0A || scalar.value == 0x0D ? .lineBreak : .control
      return
    }
    switch scalar.properties.generalCategory {
    case .control: self = .control
    case .format:
      switch scalar.value {
      case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: self = .direction
      default: self = .invisible
      }
    case .lineSeparator, .paragraphSeparator: self = .lineBreak
    case .privateUse: self = .privateUse
    case .surrogate, .unassigned: self = .unassigned
    default: return nil
    }
  }

  /// Without an article: "no control character".
  var words: String {
    switch self {
    case .control: "control character"
    case .direction: "character that turns the direction of the text"
    case .invisible: "invisible character"
    case .lineBreak: "line break inside the text"
    case .privateUse: "private-use character"
    case .unassigned: "character that Unicode does not have"
    }
  }
}
