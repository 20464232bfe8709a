// SPDX-License-Identifier: GPL-3.0-or-later

/// Windows code page 1252, the character set of Western European spreadsheets.
///
/// Source: https://www.unicode.org/Public/MAPPINGS/VENDORS/MICSFT/WINDOWS/CP1252.TXT
public enum Windows1252 {
  /// 80 to 9F; 0 where the code page has no character. A0 to FF are those of Unicode.
  private static let upper: [UInt16] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
    0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E,
    0x0178,
  ]

  /// One of the five bytes that are no character.
  public static func isUndefined(_ byte: UInt8) -> Bool {
    (0x80...0x9F).contains(byte) && upper[Int(byte) - 0x80] == 0
  }

  public static func text(_ bytes: some Sequence<UInt8>) -> String {
    var text = String.UnicodeScalarView()
    for byte in bytes {
      let code = (0x80...0x9F).contains(byte) ? upper[Int(byte) - 0x80] : UInt16(byte)
      text.append(Unicode.Scalar(code) ?? "\u{FFFD}")
    }
    return String(text)
  }
}
