// SPDX-License-Identifier: GPL-3.0-or-later

import PDF
import Paper
import Testing
import Trade
import Typography

@testable import Printing

/// Paragraphs on a certificate against those that Pango draws with cairo (`pango-view`), to within a pixel of 150 dpi.
@Suite struct PangoTests {
  /// Points; 450 pixels.
  private static let width = 216.0
  private static let size = 9.0
  /// Pango is asked for ten times the size, as it puts base lines on whole points, and drawn at a tenth of the dots.
  private static let scale = 10.0
  private static let dots = 150.0

  struct Sample: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var family: String
    var file: String
    var text: String
  }

  static let samples: [Sample] = [
    Sample(
      testDescription: "Latin", family: "Noto Sans", file: "NotoSans-Regular.ttf",
      text:
        "Machined valve bodies of stainless steel with flanges to standard, “AVATAR” and Größe 12,5: ground, polished and "
        + "packed for To Yesterday, Łódź, office fluffy Việt Nam"),
    Sample(
      testDescription: "Greek", family: "Noto Sans", file: "NotoSans-Regular.ttf",
      text: "Ανώνυμη Εταιρεία Σίσυφος και Υιοί, εξαγωγές προϊόντων χάλυβα προς την Αλεξανδρούπολη και τη Θεσσαλονίκη"),
    Sample(
      testDescription: "Cyrillic", family: "Noto Sans", file: "NotoSans-Regular.ttf",
      text: "Общество с ограниченной ответственностью Северный ветер, Машиностроение и металлообработка ГАУ Туда"),
    Sample(
      testDescription: "Chinese and Japanese", family: "Droid Sans Fallback", file: "DroidSansFallbackFull.ttf",
      text: "新加坡贸易进出口机械设备有限公司不锈钢阀门法兰连接石油天然气管道用東京貿易株式会社ひらがなカタカナ工業製品輸出入業務"),
    Sample(
      testDescription: "Korean", family: "Noto Sans CJK JP", file: "NotoSansCJK-Regular.ttc",
      text: "한국무역협회 주식회사 스테인리스 강철 밸브 몸체와 플랜지 석유 및 가스 배관용 수출 포장 부산에서 싱가포르까지"),
    Sample(
      testDescription: "Arabic", family: "Noto Naskh Arabic", file: "NotoNaskhArabic-Regular.ttf",
      text: "شركة الشرق للتجارة والصناعة المحدودة صمامات من الفولاذ المقاوم للصدأ لأنابيب النفط والغاز من ميناء جبل علي"
    ),
    Sample(
      testDescription: "Hebrew", family: "Noto Sans Hebrew", file: "NotoSansHebrew-Regular.ttf",
      text: "חברת המזרח לסחר ולתעשייה בערבון מוגבל שסתומים מפלדת אל חלד לצינורות נפט וגז מנמל חיפה אל נמל סינגפור שלום"),
    Sample(
      testDescription: "Thai", family: "Noto Sans Thai", file: "NotoSansThai-Regular.ttf",
      text: "บริษัทส่งออกผ้าฝ้ายเชียงใหม่จำกัด วาล์วเหล็กกล้าไร้สนิมสำหรับท่อน้ำมันและก๊าซ บรรจุกล่องเพื่อการส่งออก"),
    Sample(
      testDescription: "Devanagari", family: "Noto Sans Devanagari", file: "NotoSansDevanagari-Regular.ttf",
      text: "हस्तनिर्मित सूती वस्त्र निर्यात कंपनी लिमिटेड मुंबई तेल और गैस पाइपलाइनों के लिए इस्पात के वाल्व क्षेत्र शर्मा"),
  ]

  @Test("A paragraph of every script stands as Pango's own, line by line", arguments: samples)
  func paragraph(_ sample: Sample) throws {
    let expected = try Self.pango(sample)
    let lines = Double(try Self.lineCount(sample))
    #expect(lines >= 2)
    let leading = Double(expected.height) / lines / Self.dots * 72 / Self.size
    let found = try Self.certificate(sample, leading: leading, height: expected.height)
    // The two put the first base line at different depths of a line; the whole paragraph may move up or down by that.
    let misses = (-8...8).map { Self.misses(expected, found, down: $0) }
    #expect(misses.min() == 0, "\(misses)")
    // A paragraph that is two pixels off to the side would not pass.
    let shifted = GrayImage(width: found.width, height: found.height).pasting(found, x: 2)
    #expect((-8...8).map { Self.misses(expected, shifted, down: $0) }.min() ?? 0 > 50)
  }

  private static func pango(_ sample: Sample) throws -> GrayImage {
    let folder = try Tool.Folder()
    let text = try folder.write(Array(sample.text.utf8), as: "text")
    let target = folder.path("out.pdf")
    let result = try Tool.run(
      "pango-view", "--backend=cairo", "--font=\(sample.family) \(size * scale)", "--width=\(Int(width * scale))",
      "--dpi=72", "--margin=0", "--hinting=none", "--hint-metrics=off", "--subpixel-positions", "--language=en",
      "--wrap=word-char", "--no-display", "--output=\(target)", text)
    try #require(result.code == 0)
    let page = try PDFFile(Fixture.bytes(target), name: "pango").render(
      page: 0, at: Resolution(dotsPerInch: dots / scale))
    return page.cropped(x: 0, y: 0, width: Int(width / 72 * dots), height: page.height)
  }

  private static func source(_ sample: Sample, leading: Double) -> TemplateSource {
    let box =
      "  - { field: remarks, x: 25.4, y: 50.8, width: 76.2, height: 40, size: \(size), minimum: \(size), "
      + "leading: \((leading * 10_000).rounded() / 10_000) }"
    let yaml = Fixture.yaml().replacing(/\ \ - { field: remarks.*/, with: box)
      .replacing("regular: [", with: "regular: [\(sample.file), ")
    return TemplateSource(
      name: "test.yaml", yaml: Array(yaml.utf8), artwork: nil,
      fontPaths: Fixture.fontPaths([sample.file, "DejaVuSans.ttf", "DejaVuSans-Bold.ttf"]))
  }

  private static func lineCount(_ sample: Sample) throws -> Int {
    var stamper = try Stamper(source(sample, leading: 1.2))
    return try stamper.fonts.paragraph(sample.text, style: .regular, size: size, width: width).lines.count
  }

  /// The box of the certificate, with a line's height of room above and below.
  private static func certificate(_ sample: Sample, leading: Double, height: Int) throws -> GrayImage {
    var stamper = try Stamper(source(sample, leading: leading))
    var form = Fixture.form(remarks: sample.text)
    // No line but the sample's in this box.
    form.invoices = []
    let order = try Fixture.order(form)
    let page = try PDFFile(stamper.prefix + stamper.stamp(order), name: "certificate").render(
      page: 0, at: Resolution(dotsPerInch: dots))
    return page.cropped(x: 150, y: 300, width: 450, height: height + 10)
  }

  /// Pixels of ink in one picture that have no ink within a pixel in the other.
  private static func misses(_ one: GrayImage, _ other: GrayImage, down: Int) -> Int {
    func missing(_ a: GrayImage, _ b: GrayImage, _ down: Int) -> Int {
      var count = 0
      for y in 0..<a.height {
        for x in 0..<a.width where a[x, y] < 96 {
          var isNear = false
          for row in (y + down - 1)...(y + down + 1) where row >= 0 && row < b.height {
            for column in max(0, x - 1)...min(b.width - 1, x + 1) where b[column, row] < 200 { isNear = true }
          }
          if !isNear { count += 1 }
        }
      }
      return count
    }
    return missing(one, other, down) + missing(other, one, -down)
  }
}

extension GrayImage {
  /// This picture with another laid over it, moved to the right.
  fileprivate func pasting(_ other: GrayImage, x: Int) -> GrayImage {
    var copy = self
    for row in 0..<min(height, other.height) {
      for column in x..<width { copy[column, row] = other[column - x, row] }
    }
    return copy
  }
}
