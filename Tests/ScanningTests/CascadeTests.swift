// SPDX-License-Identifier: GPL-3.0-or-later
import Barcodes
import Paper
import Scanning
import Testing

@Suite struct CascadeTests {
  /// What happened to a sheet, and the first step that reads it then: all before it have failed.
  enum Damage: String, CaseIterable, Sendable {
    case nothing, faint, noise, shadow, cover, screen, specks, heavyBlur, patternGone

    func sheet() throws -> Sheet {
      var sheet = try Sheet()
      switch self {
      case .nothing: break
      case .faint: sheet.change { tone, _, _, _ in 170 + tone / 16 }
      case .noise: sheet.change { tone, _, _, noise in tone * 3 / 5 + 50 + (noise - 128) / 2 }
      case .shadow: sheet.change { tone, x, _, noise in tone * (50 + 200 * x / 339) / 255 + noise / 32 + 5 }
      case .cover: sheet.change { tone, x, y, _ in (140..<200).contains(x) && (150..<205).contains(y) ? 255 : tone }
      case .screen: sheet.change { tone, x, y, _ in x % 4 == 0 && y % 4 == 0 ? 0 : tone }
      case .specks: sheet.change { tone, _, _, noise in noise < 30 ? 255 : noise > 225 ? 0 : tone }
      case .heavyBlur: sheet.blur(side: 3, times: 5)
      case .patternGone: sheet.change { tone, x, y, _ in x < 84 && y < 84 ? 255 : tone }
      }
      return sheet
    }

    var step: Scan.Step {
      switch self {
      case .nothing, .faint, .noise, .shadow, .cover: .threshold
      case .screen: .median
      case .specks, .heavyBlur, .patternGone: .measured
      }
    }
  }

  @Test(
    "A damaged code is read by the step that is made for it, and lies where it was printed", arguments: Damage.allCases)
  func damages(damage: Damage) throws {
    let scan = try #require(damage.sheet().reading().codes.first)
    #expect(scan.text == Sheet.text)
    #expect(scan.step == damage.step)
    for (corner, printed) in zip(scan.corners, [(60, 60), (279, 60), (279, 279), (60, 279)]) {
      #expect(abs(corner.x - printed.0) <= 3 && abs(corner.y - printed.1) <= 3)
    }
    #expect(abs(scan.module - 3) < 0.1 && abs(scan.skew) < 1)
    #expect(abs(scan.resolution.dotsPerInch - 165.65) < 5)
  }

  @Test("A code under coloured ink is read where the ink is bright")
  func colour() throws {
    let sheet = try Sheet()
    let pixels = sheet.picture.pixels.enumerated().flatMap { index, tone -> [UInt8] in
      let (x, y) = (index % sheet.picture.width - 170, index / sheet.picture.width - 170)
      // Solid blue disc in the middle, thin white rings in it.
      let isInked = x * x + y * y < 9_000 && (x * x + y * y) / 300 % 4 != 0
      return isInked ? [UInt8(Int(tone) / 12), UInt8(Int(tone) / 10), UInt8(Int(tone) * 9 / 10)] : [tone, tone, tone]
    }
    let picture = RGBImage(width: sheet.picture.width, height: sheet.picture.height, pixels: pixels)
    var scanner = try SealScanner()
    let coloured = WholePicture(picture, name: "stamped.png", resolution: sheet.resolution)
    let scan = try #require(scanner.read(coloured).codes.first)
    #expect(scan.text == Sheet.text)
    #expect(scan.step == .colour)
  }

  @Test("A code of half the printed size that lies askew is read in finer pixels")
  func smallAndTurned() throws {
    var sheet = Sheet(width: 113, height: 113, module: 4)
    try sheet.add(Sheet.text, x: 38, y: 38, pixels: 2)
    let upright = sheet.picture
    let middle = upright.width / 2
    // By 30 degrees, each pixel the mean of sixteen places.
    sheet.change { _, x, y, _ in
      var sum = 0
      for part in 0..<16 {
        let (right, below) = (Double(x - middle) + Double(part % 4) / 4, Double(y - middle) + Double(part / 4) / 4)
        let column = middle + Int((right * 0.8660 + below * 0.5).rounded())
        let row = middle + Int((below * 0.8660 - right * 0.5).rounded())
        let isInside = (0..<upright.width).contains(column) && (0..<upright.height).contains(row)
        sum += isInside ? Int(upright[column, row]) : 255
      }
      return sum / 16
    }
    let scan = try #require(sheet.reading().codes.first)
    #expect(scan.text == Sheet.text)
    #expect(abs(scan.skew - 30) < 1)
  }

  @Test("A code of half the printed size is read in finer pixels")
  func small() throws {
    var sheet = Sheet(width: 113, height: 113, module: 4)
    try sheet.add(Sheet.text, x: 38, y: 38, pixels: 2)
    let scan = try #require(sheet.reading().codes.first)
    #expect(scan.text == Sheet.text)
    #expect(abs(scan.module - 2) < 0.1)
  }

  @Test(
    "A code is read however the sheet lies, and the angle told",
    arguments: [(7.0, 0.99255, 0.12187), (45, 0.70711, 0.70711), (90, 0, 1), (152, -0.88295, 0.46947), (-90, 0, -1)])
  func turned(degrees: Double, cosine: Double, sine: Double) throws {
    var sheet = try Sheet()
    sheet.turn(cosine: cosine, sine: sine)
    let scan = try #require(sheet.reading().codes.first)
    #expect(scan.text == Sheet.text)
    #expect(abs(scan.skew - degrees) < 1)
  }

  @Test("All codes of a page are read, row by row")
  func several() throws {
    var sheet = Sheet(width: 340, height: 240)
    let texts = (1...6).map { Array("HTTPS://VERIFY.EXAMPLE/1/CODE\($0)".utf8) }
    for (index, text) in texts.enumerated() { try sheet.add(text, x: 15 + index % 3 * 110, y: 20 + index / 3 * 110) }
    let scans = try sheet.reading().codes
    #expect(scans.map(\.text) == texts)
  }

  @Test("A page crowded with small codes gives them all")
  func crowded() throws {
    var sheet = Sheet(width: 280, height: 110)
    var texts: Set<[UInt8]> = []
    for number in 0..<30 {
      let text = Array("CODE-\(number)".utf8)
      texts.insert(text)
      let code = try QRSymbol(alphanumeric: text, version: 1, level: .medium).image(pixelsPerModule: 3)
      let (left, top) = (number % 10 * 84, number / 10 * 90 + 20)
      for y in 0..<code.height { for x in 0..<code.width { sheet.picture[left + x, top + y] = code[x, y] } }
    }
    #expect(try Set(sheet.reading().codes.map(\.text)) == texts)
  }

  @Test("The same code twice on a page is two codes")
  func twice() throws {
    var sheet = Sheet(width: 240, height: 120)
    try sheet.add(Sheet.text, x: 20, y: 20)
    try sheet.add(Sheet.text, x: 140, y: 20)
    #expect(try sheet.reading().codes.map(\.text) == [Sheet.text, Sheet.text])
  }

  @Test("A code is read in its printed place, and elsewhere", arguments: [9.2, 40])
  func printedPlace(millimetres: Double) throws {
    let place = Area(millimetresX: millimetres, y: millimetres, width: 33.6, height: 33.6)
    #expect(try Sheet().reading(expecting: [place]).codes.map(\.text) == [Sheet.text])
  }

  @Test("A page whose resolution is not known or told wrong is read", arguments: [nil, 72.0, 1200])
  func resolution(claimed: Double?) throws {
    // A5, for A4 as taken: modules of 4.2 pixels.
    var sheet = Sheet(width: 330, height: 457)
    try sheet.add(Sheet.text, x: 40, y: 300)
    var scanner = try SealScanner()
    let page = WholePicture(
      sheet.picture, name: "phone.jpg", resolution: claimed.map(Resolution.init(dotsPerInch:)))
    #expect(try scanner.read(page).codes.map(\.text) == [Sheet.text])
  }

  @Test("A page whose file tells a resolution that a page could have, and has not, is read")
  func credibleResolution() throws {
    // A4, of which the file says that it is nearly A3.
    var sheet = Sheet(width: 457, height: 646, module: 3)
    try sheet.add(Sheet.text, x: 260, y: 500)
    var scanner = try SealScanner()
    let claimed = Resolution(dotsPerInch: sheet.resolution.dotsPerInch / 1.48)
    #expect(
      try scanner.read(WholePicture(sheet.picture, name: "lzw.tif", resolution: claimed)).codes.map(\.text) == [
        Sheet.text
      ])
  }

  @Test("All codes of sheets side by side are read, though the file does not tell that the page is no A4")
  func sideBySide() throws {
    var sheet = Sheet(width: 660, height: 914, module: 2)
    let texts = (1...4).map { number in Sheet.text.dropLast() + [UInt8(ascii: "A") + UInt8(number)] }
    for (index, text) in texts.enumerated() {
      try sheet.add(Array(text), x: 60 + index % 2 * 330, y: 340 + index / 2 * 457)
    }
    var scanner = try SealScanner()
    let scans = try scanner.read(WholePicture(sheet.picture, name: "desk.png", resolution: nil)).codes
    #expect(scans.map(\.text) == texts.map(Array.init))
  }

  @Test("A code that is seen but not readable is told with its place, and with the resolution where that is why")
  func unreadable() throws {
    var covered = try Sheet()
    covered.change { tone, x, y, _ in (90..<250).contains(x) && (100..<250).contains(y) ? 255 : tone }
    guard case .damaged(let place) = try covered.reading() else {
      Issue.record("\(try covered.reading())")
      return
    }
    #expect(abs(place.x - 170) < 10 && abs(place.y - 170) < 10)
    var coarse = try Sheet(module: 1)
    coarse.change { tone, x, y, _ in (30..<83).contains(x) && (33..<83).contains(y) ? 255 : tone }
    guard case .coarse(let resolution, _) = try coarse.reading() else {
      Issue.record("\(try coarse.reading())")
      return
    }
    #expect(abs(resolution.dotsPerInch - 55.2) < 0.1)
  }

  @Test("The same picture gives the same reading")
  func determinism() throws {
    let sheet = try Damage.specks.sheet()
    #expect(try sheet.reading() == sheet.reading())
  }

  @Test(
    "Pictures of nothing are no trouble",
    arguments: [(1, 1), (1, 700), (900, 2), (17, 23), (300, 200)], ["black", "white", "noise"])
  func nothing(size: (width: Int, height: Int), kind: String) throws {
    var sheet = Sheet(width: size.width, height: size.height, module: 1)
    sheet.change { tone, _, _, noise in kind == "black" ? 0 : kind == "white" ? 255 : noise }
    #expect(try sheet.reading().codes.isEmpty)
    var scanner = try SealScanner()
    #expect(try scanner.read(WholePicture(sheet.picture, name: "x.png", resolution: nil)).codes.isEmpty)
  }
}
