// SPDX-License-Identifier: GPL-3.0-or-later
import Paper
import Scanning
import Testing

@Suite struct BlankSheetTests {
  /// What an empty back may look like.
  enum Back: String, CaseIterable, Sendable {
    case white, gray, specks, showThrough, punched, edges
  }

  @Test("Empty backs are blank", arguments: Back.allCases)
  func blank(back: Back) throws {
    var sheet = Sheet(width: 420, height: 594, module: 1)
    sheet.change { tone, x, y, noise in
      switch back {
      case .white: 255
      case .gray: 190 + noise / 16
      case .specks: (x * 31 + y * 57) % 9_001 == 0 ? 0 : 250
      // Lines of text from the other side.
      case .showThrough: y % 12 < 6 && x % 7 < 4 ? 222 : 245
      case .punched: (x - 20) * (x - 20) + (y % 297 - 148) * (y % 297 - 148) < 64 ? 0 : 250
      case .edges: x < 12 || y > 580 ? 40 : 250
      }
    }
    #expect(try sheet.reading() == .blank)
  }

  @Test("A sheet with some lines of text is not blank, nor is a black one")
  func notBlank() throws {
    var sheet = Sheet(width: 420, height: 594, module: 1)
    sheet.change { _, x, y, _ in (100..<130).contains(y) && y % 12 < 6 && (60..<300).contains(x) && x % 7 < 4 ? 40 : 245
    }
    #expect(try sheet.reading() == .noCode)
    sheet.change { _, _, _, _ in 0 }
    #expect(try sheet.reading() == .noCode)
  }
}
