// SPDX-License-Identifier: GPL-3.0-or-later

import HandmadePDFs
import PDF
import Seeded
import Testing

@testable import Printing

@Suite struct InspectionTests {
  private static let box = "/MediaBox [0 0 595.28 841.89]"

  private func source(_ pdf: [UInt8], page: String = "") -> TemplateSource {
    var source = Fixture.source(Fixture.yaml().replacing("preprinted: true", with: "artwork: art.pdf\(page)"))
    source.artwork = pdf
    return source
  }

  private func words(_ inspection: TemplateInspection, _ severity: TemplateFault.Severity = .error) -> [String] {
    inspection.faults.filter { $0.severity == severity }.map(\.description)
  }

  @Test("The shipped templates are good, and what they have is told", arguments: Fixture.shippedNames)
  func shipped(name: String) throws {
    let source = try Fixture.shipped(name)
    let inspection = TemplateInspection(source)
    #expect(inspection.isGood && words(inspection).isEmpty, "\(inspection.faults)")
    let facts = try #require(inspection.facts)
    #expect(facts.name == name && facts.width == 210 && facts.height == 297)
    #expect((facts.artwork == nil) == facts.isPreprinted)
    #expect(facts.prefixBytes == (try Stamper(source)).prefix.count)
    #expect(facts.boxes.contains("number") && facts.columns.count >= 3)
  }

  @Test("Ten faults of one file are told together, each at its line")
  func together() {
    let yaml = Fixture.yaml(
      boxes: """
          - { field: orign, x: 20, y: 60, width: 30, height: 8, size: 9 }
          - { field: transport, x: 60, y: 60, widht: 30, height: 8, size: 9 }
          - { field: producer, x: 180, y: 60, width: 40, height: 8, size: 9 }
          - { field: invoices, x: 120, y: 235, width: 40, height: 8, size: 9 }
          - { field: reference, x: 20, y: 70, width: 30, height: 2, size: 9 }
          - { field: destination, x: 20, y: 75, width: wide, height: 8, size: 9 }
        """, tail: "stamp: { image: seal.png, x: 20, y: 290, width: 30, height: 30 }\ncolour: blue",
      offset: "x: 50, y: 0")
    var source = Fixture.source(yaml)
    source.fontPaths["DejaVuSans-Bold.ttf"] = nil
    let inspection = TemplateInspection(source)
    #expect(!inspection.isGood)
    let found = words(inspection)
    for expected in [
      "test.yaml:12: boxes[6].field: unknown name \"orign\"", "test.yaml:13: unknown key \"widht\"",
      "test.yaml:14: box (producer): x 180 to 220",
      "test.yaml:15: box (invoices): x 120 to 160, y 235 to 243 mm overlaps the code",
      "test.yaml:16: box (reference): 2 mm high", "test.yaml:17: boxes[11].width: expected a number",
      "test.yaml:4: offset: x 50, y 0 mm moves", "test.yaml:5: the font DejaVuSans-Bold.ttf is not there",
      "test.yaml:22: stamp: x 20 to 50, y 290 to 320", "test.yaml:22: the stamp's picture seal.png",
      "test.yaml:23: unknown key \"colour\"",
    ] {
      #expect(found.contains { $0.hasPrefix(expected) }, "\(expected) in \(found)")
    }
    #expect(inspection.faults.map(\.line) == inspection.faults.map(\.line).sorted())
  }

  @Test("The first of these faults is what a run is refused with")
  func runs() {
    for (yaml, expected) in [
      (
        Fixture.yaml(offset: "x: 50, y: 0"),
        "offset: x 50, y 0 mm moves what is printed off the sheet; keep x from -20 to"
      ),
      (Fixture.yaml(tail: "printers: { hp: { x: 0, y: -30 } }"), "printers.hp: x 0, y -30 mm"),
    ] {
      let error = #expect(throws: PrintingError.self) { try Template(yaml: Array(yaml.utf8), file: "t.yaml") }
      #expect(error?.description.contains(expected) == true, "\(String(describing: error))")
    }
  }

  @Test(
    "Artwork that cannot be used is told with the reason and the way out",
    arguments: [
      (
        HandmadePDF.page(box, catalog: "/OpenAction << /S /JavaScript /JS (x) >>").bytes,
        "has a JavaScript action; save it without"
      ),
      (HandmadePDF.page(box, catalog: "/OpenAction << /S /Launch /F (x) >>").bytes, "has a Launch action"),
      (HandmadePDF.page(box, catalog: "/AcroForm << /XFA (x) >>").bytes, "XFA form"),
      (HandmadePDF.encrypted(userPassword: false), "is encrypted; save it without a password"),
      (HandmadePDF.encrypted(userPassword: true), "is encrypted"),
      (
        HandmadePDF.page("/MediaBox [0 0 14173 14173]").bytes,
        "its page is 4999.92 × 4999.92 mm, the template says 210 × 297 mm"
      ),
      (Array("%!PS".utf8), "not a PDF"), ([], "not a PDF"),
    ])
  func badArtwork(pdf: [UInt8], expected: String) {
    let found = words(TemplateInspection(source(pdf)))
    #expect(found.count == 1 && found[0].hasPrefix("test.yaml:3: artwork: ") && found[0].contains(expected), "\(found)")
  }

  @Test("A page that is not there, and several where one is expected, are told")
  func pages() {
    #expect(
      words(TemplateInspection(source(HandmadePDF.page(Self.box).bytes, page: "\nartworkPage: 2"))).first?.contains(
        "has 1 page") == true)
    var two = HandmadePDF()
    two.add("<< /Type /Catalog /Pages 2 0 R >>")
    two.add("<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 \(Self.box) >>")
    two.add("<< /Type /Page /Parent 2 0 R >>")
    two.add("<< /Type /Page /Parent 2 0 R >>")
    #expect(words(TemplateInspection(source(two.bytes))).first?.contains("name the page") == true)
    #expect(TemplateInspection(source(two.bytes, page: "\nartworkPage: 2")).isGood)
  }

  @Test("A table of objects that was mended, twenty thousand objects and left-out fields are warnings")
  func warnings() throws {
    var torn = HandmadePDF.page(Self.box).bytes
    let start = try #require(torn.indices.last { torn[$0...].starts(with: "startxref".utf8) })
    torn.removeSubrange(start...)
    var many = HandmadePDF.page(Self.box, resources: "<< /Properties << /Chain 5 0 R >> >>")
    for index in 0..<20_000 { many.add("<< /After \(min(6 + index, 20_004)) 0 R >>") }
    let filled = HandmadePDF.page("\(Self.box) /Annots [<< /Type /Annot /Subtype /Widget /Rect [0 0 9 9] >>]")
    for (pdf, expected) in [
      (torn, "art.pdf: repaired: "), (many.bytes, "art.pdf: 20001 objects"), (filled.bytes, "left out of the artwork"),
    ] {
      let inspection = TemplateInspection(source(pdf))
      #expect(inspection.isGood, "\(inspection.faults)")
      #expect(
        words(inspection, .warning).contains {
          $0.hasPrefix("test.yaml:3: warning: artwork: ") && $0.contains(expected)
        })
    }
  }

  @Test("A sheet of five metres is a warning")
  func largeSheet() {
    let yaml = Fixture.yaml().replacing("width: 210, height: 297", with: "width: 5000, height: 5000")
    let inspection = TemplateInspection(Fixture.source(yaml))
    #expect(inspection.isGood)
    #expect(
      words(inspection, .warning) == [
        "test.yaml: warning: page: 5000 × 5000 mm, larger than A0; lengths are millimetres"
      ])
  }

  @Test("Boxes that lie over each other are warnings, those that share a hair's breadth are not")
  func overlaps() {
    func warnings(_ box: String) -> [String] {
      words(TemplateInspection(Fixture.source(Fixture.yaml(boxes: box))), .warning)
    }
    #expect(
      warnings("  - { field: origin, x: 60, y: 50, width: 50, height: 8, size: 9 }") == [
        "test.yaml:12: warning: box 6 (origin): x 60 to 110, y 50 to 58 mm overlaps box 2 (consignor) on line 8, "
          + "x 20 to 100, y 30 to 55 mm; text may run over text, move or narrow one of them"
      ])
    #expect(warnings("  - { field: origin, x: 60, y: 54.8, width: 50, height: 8, size: 9 }").isEmpty)
    #expect(
      warnings("  - { field: origin, x: 20, y: 116, width: 50, height: 8, size: 9 }").first?.contains(
        "overlaps the goods table") == true)
  }

  @Test("Fonts that lack what every sheet prints, and boxes without room for it, are told")
  func ownWords() {
    let hint = Fixture.yaml(
      boxes: "  - { field: verify.hint, x: 20, y: 250, width: 60, height: 8, size: 6, minimum: 6 }",
      tail: "hint: \"\u{13000} {host}\"\ncopies: { original: 原本, copy: COPY }")
    let found = words(TemplateInspection(Fixture.source(hint)))
    #expect(
      found.contains { $0.hasPrefix("test.yaml:12: box 6 (verify.hint): no font has a glyph for U+13000") }, "\(found)")
    #expect(found.contains { $0.contains("box 4 (copy.mark): no font has a glyph for U+539F") })
    let narrow = Fixture.yaml().replacing(
      "field: number, x: 120, y: 20, width: 70, height: 8", with: "field: number, x: 120, y: 20, width: 20, height: 4")
    #expect(
      words(TemplateInspection(Fixture.source(narrow))).first?.contains(
        "box 1 (number): 17 characters, as long as its text can be") == true)
  }

  @Test("A font or picture of other bytes is told")
  func otherBytes() {
    var source = Fixture.source(
      Fixture.yaml(tail: "stamp: { image: seal.png, x: 20, y: 250, width: 30, height: 30 }"),
      images: ["seal.png": Array("GIF89a".utf8)])
    source.fontPaths["DejaVuSans.ttf"] = Fixture.root + "/LICENSE"
    let found = words(TemplateInspection(source))
    #expect(found.contains { $0.hasPrefix("test.yaml:5: fonts: DejaVuSans.ttf: ") }, "\(found)")
    #expect(found.contains { $0.hasPrefix("test.yaml:17: picture: cannot use seal.png: ") }, "\(found)")
  }

  @Test("Spot colours of the artwork are named")
  func spotColours() throws {
    let rich = ArtworkCase.all.filter { $0.testDescription.hasPrefix("spot") }
    #expect(TemplateInspection(try #require(rich.first).source()).facts?.artwork?.spotColours == ["PANTONE 286 C"])
    #expect(TemplateInspection(try Fixture.shipped("ordinary-a4")).facts?.artwork?.spotColours == ["Chamber Blue"])
  }

  @Test("Any change of a template's bytes is read, or told, never worse", arguments: 0..<4)
  func fuzz(seed: Int) {
    var numbers = SeededNumbers(seed: UInt64(seed))
    let good = Array(Fixture.yaml(tail: "printers: { hp: { x: 0.4, y: -1.2 } }").utf8)
    for _ in 0..<60 {
      var bytes = good
      for _ in 0...Int.random(in: 0...3, using: &numbers) {
        let place = Int.random(in: 0..<bytes.count, using: &numbers)
        bytes[place] = "{}[]:,-#\"'x0. \n".utf8.randomElement(using: &numbers) ?? 0
      }
      let inspection = TemplateInspection(layout: bytes, file: "f.yaml")
      let runs = (try? Template(yaml: bytes, file: "f.yaml")) != nil
      #expect(runs == inspection.isGood, "\(String(decoding: bytes, as: UTF8.self))\n\(inspection.faults)")
    }
  }
}
