// SPDX-License-Identifier: GPL-3.0-or-later

import Certificates
import PDF
import Paper
import Testing
import Trade

@testable import Printing

/// Artwork beyond the first page: continuation sheets and backs.
@Suite struct SheetArtworkTests {
  /// A PDF of A4 pages, each filled with one grey; with a layer where asked.
  private static func pages(_ greys: [Double], width: Double = 595, withLayer: Bool = false) -> [UInt8] {
    var writer = ObjectWriter(first: 1, start: 0)
    writer.header(version: "1.7")
    let layer = withLayer ? "/OCProperties<</OCGs[3 0 R]/D<</OFF[3 0 R]>>>>" : ""
    writer.object { $0.put("<</Type/Catalog/Pages 2 0 R\(layer)>>") }
    let kids = greys.indices.map { "\(5 + 2 * $0) 0 R" }.joined(separator: " ")
    writer.object { $0.put("<</Type/Pages/Count \(greys.count)/Kids[\(kids)]/MediaBox[0 0 \(width) 842]>>") }
    writer.object { $0.put("<</Type/OCG/Name(Draft)>>") }
    for grey in greys {
      let content = writer.stream(Array("\(grey) g 0 0 \(width) 842 re f".utf8))
      writer.object { $0.put("<</Type/Page/Parent 2 0 R/Resources<<>>/Contents \(content) 0 R>>") }
    }
    let information = writer.object { $0.put("<<>>") }
    writer.finish(earlier: [], catalog: 1, information: information, identifier: [1])
    return writer.bytes
  }

  private static func source(_ keys: String, artwork: [UInt8], back: [UInt8]? = nil) -> TemplateSource {
    var source = Fixture.source(Fixture.yaml(tail: keys).replacing("preprinted: true", with: "artwork: form.pdf"))
    source.artwork = artwork
    source.back = back
    return source
  }

  @Test("Continuation sheets bear their own page of the artwork, and their codes are read back")
  func continuation() throws {
    let source = Self.source(
      "artworkPage: 2\ncontinuation: { artworkPage: 1 }", artwork: Self.pages([0.5, 0.75]))
    var stamper = try Stamper(source)
    let form = Fixture.form(items: 40)
    guard case .sheets(let count) = try stamper.examine(form, notes: Fixture.notes()), count > 1 else {
      Issue.record("one sheet")
      return
    }
    let order = try Fixture.order(form, copies: 2, sheets: count)
    let tail = try stamper.stamp(order)
    let file = try PDFFile(stamper.prefix + tail, name: "certificate")
    for page in 0..<2 * count {
      let corner = try file.render(page: page, at: Resolution(dotsPerInch: 36))[5, 5]
      #expect(abs(Int(corner) - (page % count == 0 ? 191 : 128)) <= 1)
    }
    var proof = try Proof(stamper)
    #expect(try proof.codes(in: tail) == order.seals.map { Array($0.utf8) })
    try Tool.expectSound(stamper.prefix + tail)
  }

  @Test(
    "What cannot be a continuation or a back is refused with the reason",
    arguments: [
      ("continuation: { artworkPage: 2 }", "say with `artworkPage` which is for the first sheet"),
      ("artworkPage: 1\ncontinuation: { artworkPage: 3 }", "form.pdf"),
      ("artworkPage: 1\nback: { artwork: back.pdf, page: 2 }", "back.pdf"),
      ("artworkPage: 1\nback: { artwork: wide.pdf }", "its page is 246.94 × 297.04 mm"),
      ("artworkPage: 1\nback: { artwork: none.pdf }", "the artwork of the back none.pdf is not there"),
      ("artworkPage: 1\nback: { artwork: layers.pdf }", "page 1 has layers (optional content)"),
      ("artworkPage: 1\nback: { artwork: back.pdf, side: long }", "unknown key \"side\""),
    ])
  func refused(keys: String, expected: String) {
    var source = Self.source(keys, artwork: Self.pages([0.5, 0.75]))
    if keys.contains("back.pdf") { source.back = Self.pages([0.9]) }
    if keys.contains("wide.pdf") { source.back = Self.pages([0.9], width: 700) }
    if keys.contains("layers.pdf") { source.back = Self.pages([0.9], withLayer: true) }
    let error = #expect(throws: PrintingError.self) { _ = try Stamper(source) }
    #expect(error?.description.contains(expected) ?? false, "\(error?.description ?? "")")
  }

  @Test("Pre-printed stock has no artwork to continue")
  func preprinted() {
    let error = #expect(throws: PrintingError.self) {
      _ = try Stamper(Fixture.source(Fixture.yaml(tail: "continuation: { artworkPage: 2 }")))
    }
    #expect(error?.description.contains("leave `continuation` out") ?? false)
  }

  @Test("A run on both sides has the back behind every sheet and a blank one behind the banner")
  func back() throws {
    let source = try Fixture.shipped("ordinary-a4")
    var stamper = try Stamper(source)
    var run = try PrintRun(
      in: stamper.runFrame(hasBacks: true), code: "20261124-02/1", created: Timestamp(seconds: 1_795_000_000))
    var bytes = run.begin()
    for sequence in 1...2 {
      let order = try Fixture.order(Fixture.form(items: 2, seed: sequence), sequence: sequence)
      bytes += try run.append(stamper.stamp(order), number: order.certificate.number, copies: 1...1)
    }
    #expect(run.sheetCount == 2)
    bytes += try run.finish(banner: stamper.banner(run.banner))
    try Tool.expectSound(bytes)
    let file = try PDFFile(bytes, name: "run")
    #expect(file.pageCount == 6)
    #expect(try file.text(ofPage: 1).allSatisfy { $0.isWhitespace })
    let dots = Resolution(dotsPerInch: 60)
    let alone = try PDFFile(#require(source.back), name: "artwork").renderColour(page: 0, at: dots)
    for page in [3, 5] {
      #expect(try file.renderColour(page: page, at: dots).pixels == alone.pixels)
      #expect(try file.text(ofPage: page).contains("NOTES AND CONDITIONS"))
      #expect(try !file.text(ofPage: page - 1).contains("NOTES AND CONDITIONS"))
    }
  }

  @Test("A run on both sides of a template without a back is refused")
  func runWithoutBack() throws {
    let stamper = try Stamper(Fixture.source(Fixture.yaml()))
    #expect(throws: PrintingError.noBack(template: stamper.template.file)) { try stamper.runFrame(hasBacks: true) }
  }

  @Test("A certificate's own PDF has no back")
  func noBack() throws {
    var stamper = try Stamper(try Fixture.shipped("ordinary-a4"))
    let file = try PDFFile(stamper.prefix + stamper.stamp(Fixture.order(Fixture.form())), name: "certificate")
    #expect(file.pageCount == 1)
    #expect(try !file.text(ofPage: 0).contains("NOTES AND CONDITIONS"))
  }
}
