// SPDX-License-Identifier: GPL-3.0-or-later

extension String {
  /// The text with every character that hides or reorders others written out: `\u{202E}`.
  ///
  /// For names and sentences from outside on terminals and in reports. Meant are control characters, line breaks,
  /// bidirectional marks, embeddings, overrides and isolates (UAX 9), and characters without a shape of their own, the
  /// soft hyphen and tags among them. The joiners U+200C and U+200D stay: Persian and Hindi are written with them.
  public var visible: String {
    guard utf8.contains(where: Self.mayBeginHidden) else { return self }
    var text = ""
    text.reserveCapacity(utf8.count + 16)
    for scalar in unicodeScalars {
      if scalar.isHidden {
        text += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }

  /// Whether a hidden character's UTF-8 can begin with this byte; most texts have none such.
  private static func mayBeginHidden(_ byte: UInt8) -> Bool {
    switch byte {
    case 0..<0x20, 0x7F, 0xC2, 0xD8, 0xE1, 0xE2, 0xEF, 0xF3: true
    default: false
    }
  }
}

extension Unicode.Scalar {
  fileprivate var isHidden: Bool {
    switch value {
    case 0..<0x20, 0x7F..<0xA0, 0xAD: true
    case 0x061C, 0x180E, 0x200B, 0x200E...0x200F, 0x2028...0x202E, 0x2060...0x206F: true
    case 0xFEFF, 0xFFF9...0xFFFB, 0xE0000...0xE007F: true
    default: false
    }
  }
}
