// SPDX-License-Identifier: GPL-3.0-or-later

import Certificates
import PDF
import Signing
import Testing
import Trade

@testable import Printing

@Suite struct PrintRunTests {
  @Test(
    "A run holds the banner and every page of every certificate in order",
    arguments: Fixture.shippedNames)
  func pages(name: String) throws {
    var stamper = try Stamper(try Fixture.shipped(name))
    var run = try PrintRun(in: stamper.runFrame(), code: "20261123-01/1", created: Timestamp(seconds: 1_795_000_000))
    var file = run.begin()
    var expected: [String] = [""]
    for sequence in 1...5 {
      var form = Fixture.form(items: 2, seed: sequence)
      if sequence == 3 { form.consignor.name = "東京貿易株式会社" }
      let order = try Fixture.order(form, sequence: sequence, copies: 1 + sequence % 2)
      let tail = try stamper.stamp(order)
      file += try run.append(tail, number: order.certificate.number, copies: 1...order.certificate.copies)
      let single = try PDFFile(stamper.prefix + tail, name: "single")
      for page in 0..<single.pageCount { expected.append(try single.text(ofPage: page)) }
    }
    #expect(run.sheetCount == expected.count - 1)
    file += try run.finish(banner: stamper.banner(run.banner))
    let whole = try PDFFile(file, name: "run")
    #expect(whole.pageCount == expected.count)
    for page in 1..<expected.count { #expect(try whole.text(ofPage: page) == expected[page]) }
    let banner = try whole.text(ofPage: 0)
    #expect(banner.contains("Print run 20261123-01/1") && banner.contains("SG-2026-0000001-H"))
    #expect(banner.contains("5 certificates, \(expected.count - 1) sheets"))
    try Tool.expectSound(file)
  }

  @Test("A long list takes more banner sheets and loses no number")
  func longList() throws {
    var stamper = try Stamper(Fixture.source(Fixture.yaml()))
    var run = try PrintRun(in: stamper.runFrame(), code: "20261123-01/2", created: Timestamp(seconds: 1_795_000_000))
    _ = run.begin()
    let order = try Fixture.order(Fixture.form())
    let tail = try stamper.stamp(order)
    var file = stamper.prefix
    for sequence in 1...300 {
      let number = try #require(CertificateNumber(country: "SG", year: 2026, sequence: sequence))
      file += try run.append(tail, number: number, copies: 1...1)
    }
    file += try run.finish(banner: stamper.banner(run.banner))
    let whole = try PDFFile(file, name: "run")
    #expect(whole.pageCount > 301)
    var text = ""
    for page in 0..<(whole.pageCount - 300) { text += try whole.text(ofPage: page) }
    for sequence in 1...300 {
      let number = try #require(CertificateNumber(country: "SG", year: 2026, sequence: sequence))
      #expect(text.contains(number.description))
    }
  }

  @Test("Entries with serials stand in as many columns as they have room in, and none is cut")
  func serials() throws {
    var stamper = try Stamper(Fixture.source(Fixture.yaml()))
    var banner = RunBanner(
      code: "20261123-01/2", created: Timestamp(seconds: 1_795_000_000), sheetCount: 60,
      checksum: Digest(sha256: [1]), entries: [])
    for sequence in 1...60 {
      let number = try #require(CertificateNumber(country: "SG", year: 2026, sequence: sequence))
      banner.entries.append(.init(number: number.description, copies: 1...1, sheets: 1))
    }
    #expect(try stamper.banner(banner).count == 1)
    for place in banner.entries.indices {
      banner.entries[place].stock = (0..<9).map { "A00\(place)\($0)–A00\(place)\($0 + 1)" }.joined(separator: ", ")
    }
    let pages = try stamper.banner(banner)
    #expect(pages.count >= 3)
    var run = try PrintRun(in: stamper.runFrame(), code: banner.code, created: banner.created)
    let pdf = try PDFFile(run.begin() + run.finish(banner: pages), name: "banner")
    var text = ""
    for page in 0..<pdf.pageCount { text += try pdf.text(ofPage: page) }
    for place in banner.entries.indices { #expect(text.contains("A00\(place)8–A00\(place)9")) }
  }

  @Test("Bytes that are no certificate of the template are refused and leave the run as it was")
  func foreign() throws {
    var stamper = try Stamper(Fixture.source(Fixture.yaml()))
    var run = try PrintRun(in: stamper.runFrame(), code: "r", created: Timestamp(seconds: 0))
    _ = run.begin()
    let order = try Fixture.order(Fixture.form())
    let tail = try stamper.stamp(order)
    for bytes in [[], Array(tail.dropFirst(3)), Array(tail.prefix(200)), stamper.prefix] {
      #expect(throws: PrintingError.self) {
        _ = try run.append(bytes, number: order.certificate.number, copies: 1...1)
      }
    }
    #expect(run.sheetCount == 0)
  }
}
