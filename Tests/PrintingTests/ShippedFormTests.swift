// SPDX-License-Identifier: GPL-3.0-or-later

import PDF
import Testing
import Trade

@testable import Printing

/// Form D, the China-Australia form and Form RCEP as shipped, stamped without the rule books that they wait for.
@Suite struct ShippedFormTests {
  private func form(items: Int, flags: [String]? = nil) -> ApplicationForm {
    var form = Fixture.form(items: items)
    form.transport.means = "MV Wisła"
    form.flags = flags
    for index in form.items.indices {
      form.items[index].criterion = ["WO", "CTSH + 35%", "PSR"][index % 3]
      form.items[index].fob = Amount(amount: "9360.50", currency: "USD")
    }
    return form
  }

  private func stamped(
    _ form: ApplicationForm, name: String, copies: Int = 1
  ) throws -> (pages: [String], order: PrintOrder, file: [UInt8], codes: [[UInt8]?]) {
    var stamper = try Stamper(try Fixture.shipped(name))
    guard case .sheets(let sheets) = try stamper.examine(form, notes: Fixture.notes()) else {
      Issue.record("not printed")
      return ([], try Fixture.order(form), [], [])
    }
    var order = try Fixture.order(form, copies: copies, sheets: sheets)
    order.notes.issuerCountry = "SG"
    let tail = try stamper.stamp(order)
    let bytes = stamper.prefix + tail
    let file = try PDFFile(bytes, name: name)
    var pages: [String] = []
    for page in 0..<file.pageCount { pages.append(try file.text(ofPage: page)) }
    for (check, page) in zip(try stamper.pageChecks(order), pages) { #expect(check.missing(from: page).isEmpty) }
    var proof = try Proof(stamper)
    return (pages, order, bytes, try proof.codes(in: tail))
  }

  @Test("Form D bears a tick for each flag, the value where it is asked for, and its copies' names")
  func formD() throws {
    let flags = ["third-party-invoicing", "back-to-back", "exhibition", "accumulation", "de-minimis", "retroactive"]
    let result = try stamped(form(items: 3, flags: flags), name: "form-d", copies: 4)
    try Tool.expectSound(result.file)
    #expect(result.codes == result.order.seals.map { Array($0.utf8) })
    #expect(result.pages.count == 4)
    for (page, word) in zip(result.pages, ["ORIGINAL", "DUPLICATE", "TRIPLICATE", "COPY 4"]) {
      #expect(page.contains(word))
      #expect(page.split(separator: "✓", omittingEmptySubsequences: false).count == flags.count + 1)
      #expect(page.split(separator: "USD 9360.50", omittingEmptySubsequences: false).count == 2)
      #expect(page.contains("By sea, MV Wisła") && page.contains("Singapore") && page.contains("HS 0904.11"))
    }
    let plain = try stamped(form(items: 3), name: "form-d")
    #expect(!plain.pages[0].contains("✓"))
  }

  @Test("Each flag ticks its own box of Form D")
  func ticks() throws {
    let template = try Stamper(try Fixture.shipped("form-d")).template
    let fields = template.boxes.map(\.field).filter { $0.flag != nil }
    #expect(fields.count == 6 && Set(fields).count == 6)
    for field in fields {
      let wording = Wording(
        form: form(items: 1, flags: [try #require(field.flag)]), notes: Fixture.notes(), template: template, number: "")
      #expect(fields.filter { wording.text(of: $0) == "✓" } == [field])
    }
  }

  @Test("Twenty items of the China-Australia form go on to continuation sheets, none lost")
  func chafta() throws {
    var form = form(items: 20)
    form.producer = form.consignor
    let result = try stamped(form, name: "chafta")
    try Tool.expectSound(result.file)
    #expect(result.codes == result.order.seals.map { Array($0.utf8) })
    #expect(result.pages.count > 1)
    for (index, page) in result.pages.enumerated() {
      #expect(page.contains("Sheet \(index + 1) of \(result.pages.count)") && page.contains("SAME"))
    }
    let text = result.pages.joined(separator: "\n")
    for item in form.items { #expect(text.contains("\(item.packages[0].count) cartons")) }
    #expect(text.contains("Continued on sheet 2") && !text.contains("USD"))
  }

  @Test("Form RCEP bears its three ticks, each item's country, and another title on its continuation sheets")
  func rcep() throws {
    var form = form(items: 20, flags: ["back-to-back", "third-party-invoicing", "retroactive"])
    for index in form.items.indices {
      form.items[index].origin = ["SG", "PL", "BE"][index % 3]
      form.items[index].criterion = ["WO", "RVC 52.5% ACU", "CTC"][index % 3]
    }
    let result = try stamped(form, name: "rcep")
    try Tool.expectSound(result.file)
    #expect(result.codes == result.order.seals.map { Array($0.utf8) })
    #expect(result.pages.count > 1)
    for (index, page) in result.pages.enumerated() {
      #expect(page.contains("Sheet \(index + 1) of \(result.pages.count)"))
      #expect(page.contains("CONTINUATION SHEET") == (index > 0))
      #expect(page.split(separator: "✓", omittingEmptySubsequences: false).count == 4)
    }
    let text = result.pages.joined(separator: "\n")
    for item in form.items { #expect(text.contains("\(item.packages[0].count) cartons")) }
    // The value stands beside the value content only.
    #expect(text.split(separator: "USD 9360.50", omittingEmptySubsequences: false).count == 7 + 1)
    #expect(
      text.contains("Poland") && text.contains("Belgium") && text.contains("HS 0904.11") == false
        && text.contains("0904.11"))
  }

  @Test("Each flag that Form RCEP has ticks its own box")
  func ticksOfRCEP() throws {
    let template = try Stamper(try Fixture.shipped("rcep")).template
    let fields = template.boxes.map(\.field).filter { $0.flag != nil }
    #expect(Set(fields.compactMap(\.flag)) == ["back-to-back", "third-party-invoicing", "retroactive"])
  }

  @Test(
    "The shipped artwork is small and has one spot ink of its own",
    arguments: [
      ("form-d", "Chamber#20Green"), ("chafta", "Chamber#20Bordeaux"), ("rcep", "Chamber#20Violet"),
      ("ordinary-a4", "Chamber#20Blue"),
      ("ordinary-back", "Chamber#20Blue"),
    ])
  func artwork(name: String, ink: String) {
    let bytes = Fixture.bytes("\(Fixture.root)/pipelines/templates/\(name).pdf")
    #expect(!bytes.isEmpty && bytes.count <= 80_000)
    #expect(String(decoding: bytes, as: UTF8.self).contains("/\(ink)"))
  }

  @Test("Stamp and signature lines keep away from the code", arguments: ["form-d", "chafta", "rcep", "ordinary-a4"])
  func codeIsClear(name: String) throws {
    let template = try Stamper(try Fixture.shipped(name)).template
    // A thumb covers some 25 mm of an edge; a hand stamp of 35 mm stands within its ring give or take 5 mm.
    #expect(template.code.clearFrame.x > 25 && template.code.clearFrame.right < template.width - 25)
    #expect(template.code.clearFrame.bottom < template.height - 25)
  }
}
