// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing
import Trade

@testable import Printing

/// A walk over whole certificates, object by object, as qpdf tells them.
@Suite struct StructureTests {
  /// A certificate of a shipped template with text in fonts of its own, and of several sheets and copies.
  private static func certificate(_ name: String) throws -> [UInt8] {
    var stamper = try Stamper(try Fixture.shipped(name))
    var form = Fixture.form(items: 30)
    form.consignor.name = "東京貿易株式会社 한국어 शर्मा เชียงใหม่ שלום مرحبا"
    guard case .sheets(let sheets) = try stamper.examine(form, notes: Fixture.notes()) else { return [] }
    return try stamper.prefix + stamper.stamp(Fixture.order(form, copies: 2, sheets: sheets))
  }

  @Test(
    "Every stream of the artwork is in the certificate byte for byte, or joined and deflated",
    arguments: ArtworkCase.all)
  func streams(_ artwork: ArtworkCase) throws {
    var stamper = try Stamper(artwork.source())
    let certificate = try stamper.prefix + stamper.stamp(Fixture.order(Fixture.form()))
    try Tool.expectSound(certificate)
    try Self.expectKept(artwork.pdf, page: artwork.page, in: PDFStructure(certificate))
  }

  @Test("The same for every template that the project ships", arguments: Fixture.shippedWithArtwork)
  func shippedStreams(name: String) throws {
    let source = try Fixture.shipped(name)
    let page = try Template(yaml: source.yaml, file: name).artworkPage ?? 1
    try Self.expectKept(#require(source.artwork), page: page, in: PDFStructure(Self.certificate(name)))
  }

  private static func expectKept(_ artwork: [UInt8], page: Int, in certificate: PDFStructure) throws {
    let original = try PDFStructure(artwork)
    var page = try #require(original.pages.dropFirst(page - 1).first)
    let entry = page.removeValue(forKey: "/Contents")
    let contents = original.resolve(entry) as? [Any] ?? [entry as Any]
    let kept = certificate.streams
    var seen = 0
    for stream in original.streams(reachedFrom: [page, original.catalog?["/OutputIntents"] as Any]) {
      #expect(
        kept.contains {
          $0.raw == stream.raw && $0.dictionary["/Filter"] as? String == stream.dictionary["/Filter"] as? String
        })
      seen += 1
    }
    // Contents in one stream are copied like the others; several are one text with breaks between (7.8.2).
    let parts = contents.compactMap { original.stream($0) }
    if parts.count == 1 {
      #expect(kept.contains { $0.raw == parts[0].raw })
    } else if parts.count > 1 {
      let joined = parts.map(\.plain).reduce(Data()) { $0 + $1 + Data("\n".utf8) }
      #expect(kept.contains { $0.plain == joined })
    }
    #expect(seen + parts.count > 0)
  }

  @Test("Colours, layers and intents of the artwork stand in page and catalog of the certificate")
  func catalog() throws {
    let artwork = try #require(ArtworkCase.all.last)
    var stamper = try Stamper(artwork.source())
    let certificate = try PDFStructure(stamper.prefix + stamper.stamp(Fixture.order(Fixture.form())))
    let catalog = try #require(certificate.catalog)
    let intents = try #require(certificate.resolve(catalog["/OutputIntents"]) as? [Any])
    let intent = try #require(certificate.dictionary(intents.first))
    #expect(certificate.stream(intent["/DestOutputProfile"])?.plain == Data(ICCProfile.bytes))
    let layers = try #require(certificate.dictionary(catalog["/OCProperties"]))
    #expect((certificate.resolve(layers["/OCGs"]) as? [Any])?.count == 2)
    let names = try #require(certificate.resolve(layers["/OCGs"]) as? [Any]).compactMap {
      certificate.dictionary($0)?["/Name"] as? String
    }
    #expect(names == ["u:Shown", "u:Hidden"])
    for page in certificate.pages {
      #expect(certificate.dictionary(page["/Group"])?["/S"] as? String == "/Transparency")
    }
    #expect(certificate.dictionaries.contains { $0["/OPM"] as? Int == 1 && $0["/op"] as? Bool == true })
  }

  @Test("Every font is embedded as a subset and says its Unicode", arguments: Fixture.shippedNames)
  func fonts(name: String) throws {
    let certificate = try PDFStructure(Self.certificate(name))
    let fonts = certificate.dictionaries.filter {
      $0["/Type"] as? String == "/Font" && ($0["/Subtype"] as? String)?.hasPrefix("/CIDFont") == false
    }
    #expect(fonts.count { $0["/Subtype"] as? String == "/Type0" } >= 7)
    for font in fonts {
      let name = try #require(font["/BaseFont"] as? String)
      #expect(name.wholeMatch(of: /\/[A-Z]{6}\+.+/) != nil, "\(name) is no subset")
      let map = try #require(certificate.stream(font["/ToUnicode"]), "\(name) has no ToUnicode")
      #expect(String(decoding: map.plain, as: UTF8.self).contains("beginbf"))
      let holder =
        font["/Subtype"] as? String == "/Type0"
        ? certificate.dictionary((certificate.resolve(font["/DescendantFonts"]) as? [Any])?.first) : font
      let descriptor = try #require(certificate.dictionary(holder?["/FontDescriptor"]), "\(name) has no descriptor")
      let program = ["/FontFile", "/FontFile2", "/FontFile3"].compactMap { certificate.stream(descriptor[$0]) }
      #expect(program.count == 1 && program[0].plain.count > 100, "\(name) is not embedded")
    }
  }

  @Test("Header, filters and kinds of objects are of PDF 1.7 and no later", arguments: Fixture.shippedNames)
  func version(name: String) throws {
    let bytes = try Self.certificate(name)
    #expect(bytes.starts(with: "%PDF-1.7\n".utf8))
    try Tool.expectSound(bytes)
    let certificate = try PDFStructure(bytes)
    #expect(certificate.trailer["/Encrypt"] == nil && certificate.trailer["/ID"] != nil)
    // ISO 32000-1 table 6: what a reader of 1.7 can undo.
    let filters: Set<String> = [
      "/ASCIIHexDecode", "/ASCII85Decode", "/LZWDecode", "/FlateDecode", "/RunLengthDecode", "/CCITTFaxDecode",
      "/JBIG2Decode", "/DCTDecode", "/JPXDecode",
    ]
    for stream in certificate.streams {
      let names = (certificate.resolve(stream.dictionary["/Filter"]) as? [Any]) ?? [stream.dictionary["/Filter"] as Any]
      for name in names.compactMap({ $0 as? String }) { #expect(filters.contains(name)) }
    }
    // Keys that ISO 32000-2 adds: associated files, document parts, black point compensation, output intents of pages.
    let later: Set<String> = ["/AF", "/DPart", "/DPartRoot", "/UseBlackPtComp", "/BlackPointCompensation", "/HTO"]
    for dictionary in certificate.dictionaries { #expect(later.isDisjoint(with: dictionary.keys)) }
    for page in certificate.pages {
      #expect(page["/OutputIntents"] == nil)
      #expect(
        certificate.dictionary(page["/Resources"]) != nil
          || certificate.dictionary(page["/Parent"])?["/Resources"] != nil)
    }
    #expect(certificate.pages.count >= 2)
  }
}
