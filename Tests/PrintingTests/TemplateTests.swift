// SPDX-License-Identifier: GPL-3.0-or-later

import PDF
import Paper
import Testing

@testable import Printing

@Suite struct TemplateTests {
  private func fault(_ yaml: String) -> String {
    do {
      _ = try Template(yaml: Array(yaml.utf8), file: "test.yaml")
      return "no fault"
    } catch {
      return error.description
    }
  }

  @Test(
    "The layout of the tests and the shipped ones have no fault", arguments: Fixture.shippedNames)
  func sound(name: String) throws {
    #expect(fault(Fixture.yaml()) == "no fault")
    let source = try Fixture.shipped(name)
    _ = try Stamper(source)
  }

  @Test(
    "A fault names file, line, place, millimetres and the way out",
    arguments: [
      ("  - { field: origin, x: 180, y: 30, width: 80, height: 5, size: 9 }", "box 6 (origin): x 180 to 260"),
      ("  - { field: origin, x: -1, y: 30, width: 8, height: 5, size: 9 }", "x -1 to 7"),
      ("  - { field: origin, x: 20, y: 60, width: 30, height: 2, size: 9, minimum: 8 }", "needs 3.39 mm"),
      ("  - { field: origin, x: 20, y: 60, width: 1, height: 9, size: 9 }", "make it wider"),
      ("  - { field: origin, x: 120, y: 235, width: 30, height: 9, size: 9 }", "overlaps the code"),
      ("  - { field: origin, x: 120, y: 200, width: 30, height: 9, size: 5, minimum: 9 }", "minimum 9.0 is more"),
      ("  - { field: orign, x: 120, y: 200, width: 30, height: 9, size: 5 }", "did you mean \"origin\""),
      ("  - { field: origin, x: 120, y: 200, widht: 30, height: 9, size: 5 }", "did you mean \"width\""),
      ("  - { field: origin, x: 120, y: 200, width: 30, height: 9, size: 9, colour: red }", "unknown key \"colour\""),
    ])
  func boxes(box: String, expected: String) {
    let found = fault(Fixture.yaml(boxes: box))
    #expect(found.contains(expected), "\(found)")
    #expect(found.hasPrefix("test.yaml:12:"), "\(found)")
  }

  @Test(
    "The goods table and the code keep to the sheet and off each other",
    arguments: [
      (
        Fixture.yaml(goods: "x: 20, y: 200, width: 170, height: 60"),
        "goods: x 20 to 190, y 200 to 260 mm overlaps the code"
      ),
      (Fixture.yaml(goods: "x: 20, y: 120, width: 170, height: 9"), "make it higher"),
      (Fixture.yaml(goods: "x: 20, y: 120, width: 100, height: 60"), "outside the table"),
      (Fixture.yaml(code: "x: 180, y: 240"), "beyond the sheet"),
      (Fixture.yaml(code: "x: 150, y: 1"), "beyond the sheet"),
      (Fixture.yaml(offset: "x: 51, y: 0"), "out of bounds"),
      (Fixture.yaml(tail: "stamp: { image: s.png, x: 140, y: 250, width: 30, height: 30 }"), "stamp: x 140 to 170"),
      (Fixture.yaml(tail: "artwork: form.pdf"), "pre-printed stock bears its artwork already"),
      (Fixture.yaml().replacing("field: sheet.mark", with: "field: origin"), "no box prints sheet.mark"),
      ("]", "not valid YAML"), ("", "the file is empty"),
    ])
  func places(yaml: String, expected: String) {
    let found = fault(yaml)
    #expect(found.contains(expected), "\(found)")
  }

  @Test("A font, picture or artwork that is not there is named with its line")
  func missing() throws {
    var source = Fixture.source(Fixture.yaml(tail: "stamp: { image: seal.png, x: 20, y: 250, width: 30, height: 30 }"))
    #expect(
      throws: PrintingError.missing(template: "test.yaml", line: 17, kind: "the stamp's picture", file: "seal.png")
    ) {
      _ = try Stamper(source)
    }
    source = Fixture.source(Fixture.yaml())
    source.fontPaths["DejaVuSans.ttf"] = nil
    #expect(throws: PrintingError.missing(template: "test.yaml", line: 5, kind: "the font", file: "DejaVuSans.ttf")) {
      _ = try Stamper(source)
    }
    source = try Fixture.shipped("ordinary-a4")
    source.artwork = nil
    #expect(throws: PrintingError.self) { _ = try Stamper(source) }
  }

  @Test("Artwork that is no PDF, or of another size, is refused with the reason")
  func artwork() throws {
    var source = try Fixture.shipped("ordinary-a4")
    let good = source.artwork
    source.artwork = Array("<html>".utf8)
    #expect(
      throws: PrintingError.artwork(
        template: "ordinary-a4.yaml", file: "ordinary-a4.pdf", problem: "cannot read: not a PDF (no %PDF header found)")
    ) { _ = try Stamper(source) }
    source.artwork = good
    let yaml = String(decoding: source.yaml, as: UTF8.self)
    source.yaml = Array(yaml.replacing("width: 210, height: 297", with: "width: 215.9, height: 279.4").utf8)
    do {
      _ = try Stamper(source)
      Issue.record("a page of another size was taken")
    } catch {
      #expect(
        error.description.contains("210 × 297 mm, the template says 215.9 × 279.4 mm")
          || error.description.contains("beyond the sheet"))
    }
  }

  @Test("A picture of a stamp is printed, PNG with or without transparency; other bytes are refused")
  func pictures() throws {
    let yaml = Fixture.yaml(tail: "stamp: { image: seal.png, x: 20, y: 250, width: 30, height: 30 }")
    let plain = try #require(GrayImage(width: 40, height: 40, filledWith: 64).png())
    let stamper = try Stamper(Fixture.source(yaml, images: ["seal.png": plain]))
    let page = try PDFFile(stamper.prefix + stampOne(yaml, picture: plain), name: "picture")
    let image = try page.render(page: 0, at: Resolution(dotsPerInch: 72))
    #expect(image[100, 750] == 64)
    #expect(throws: PrintingError.self) {
      _ = try Stamper(Fixture.source(yaml, images: ["seal.png": Array("GIF89a".utf8)]))
    }
    for cut in stride(from: 0, to: plain.count, by: 7) {
      // Every cut either prints or is refused by name; nothing worse.
      do {
        _ = try Stamper(Fixture.source(yaml, images: ["seal.png": Array(plain[..<cut])]))
      } catch {
        guard case .picture = error else {
          Issue.record("\(error)")
          return
        }
      }
    }
  }

  private func stampOne(_ yaml: String, picture: [UInt8]) throws -> [UInt8] {
    var stamper = try Stamper(Fixture.source(yaml, images: ["seal.png": picture]))
    return try stamper.stamp(Fixture.order(Fixture.form()))
  }
}
