// SPDX-License-Identifier: GPL-3.0-or-later

import PDF
import Paper
import Seeded
import Testing
import Trade

@testable import Printing

@Suite struct StamperTests {
  private func sheets(_ form: ApplicationForm, _ stamper: inout Stamper) throws -> Int {
    guard case .sheets(let count) = try stamper.examine(form, notes: Fixture.notes()) else { return 0 }
    return count
  }

  private func textMatches(_ tail: [UInt8], of order: PrintOrder, _ stamper: inout Stamper) throws -> Bool {
    let file = try PDFFile(stamper.prefix + tail, name: "certificate")
    let checks = try stamper.pageChecks(order)
    guard file.pageCount == checks.count else { return false }
    for (page, check) in checks.enumerated() {
      let missing = check.missing(from: try file.text(ofPage: page))
      if !missing.isEmpty {
        Issue.record("page \(page + 1) lacks \(missing)")
        return false
      }
    }
    return true
  }

  @Test(
    "The same order gives the same bytes, whatever was stamped before", arguments: Fixture.shippedNames)
  func deterministic(name: String) throws {
    let source = try Fixture.shipped(name)
    var foreign = Fixture.form(items: 3)
    foreign.consignee.name = "東京貿易株式会社 شركة الشرق ผ้าฝ้าย"
    let orders = [
      try Fixture.order(Fixture.form(), copies: 3), try Fixture.order(foreign, sequence: 2),
      try Fixture.order(Fixture.form(items: 8, seed: 2), sequence: 3),
    ]
    var one = try Stamper(source)
    let first = try orders.map { try one.stamp($0) }
    #expect(try orders.map { try one.stamp($0) } == first)
    var other = try Stamper(source)
    #expect(other.prefix == one.prefix)
    for index in orders.indices.reversed() { #expect(try other.stamp(orders[index]) == first[index]) }
  }

  @Test(
    "Another program reads the certificate's words from every page", arguments: ["ordinary-a4", "ordinary-preprinted"])
  func words(name: String) throws {
    var stamper = try Stamper(try Fixture.shipped(name))
    var form = Fixture.form(items: 5, remarks: "L/C 4711")
    form.consignor.name = "Ελληνική Βιομηχανία — ООО «Экспорт» — 東京貿易株式会社"
    form.flags = ["retroactive"]
    let order = try Fixture.order(form, copies: 2, replaces: "SG-2026-0000009-1")
    let tail = try stamper.stamp(order)
    #expect(try textMatches(tail, of: order, &stamper))
    let file = try PDFFile(stamper.prefix + tail, name: "certificate")
    let text = String(try file.text(ofPage: 1).map { $0 == "\n" ? " " : $0 })
    for words in [
      "COPY 2", "ISSUED RETROSPECTIVELY", "cancels and replaces certificate SG-2026-0000009-1",
      "Poland (European Union)",
      "***", "120 cartons", "Sheet 1 of 1",
    ] {
      #expect(text.contains(words), "\(words) in \(text)")
    }
    #expect(try file.text(ofPage: 0).contains("ORIGINAL"))
  }

  @Test("A checker of PDFs finds nothing to say", arguments: Fixture.shippedNames)
  func structure(name: String) throws {
    var stamper = try Stamper(try Fixture.shipped(name))
    var form = Fixture.form(items: 40)
    form.consignor.name = "東京貿易株式会社"
    let count = try sheets(form, &stamper)
    let tail = try stamper.stamp(try Fixture.order(form, copies: 2, sheets: count))
    try Tool.expectSound(stamper.prefix + tail)
  }

  @Test("Goods that need more sheets go on, each item whole, the last sheet ends with the mark")
  func overflow() throws {
    var stamper = try Stamper(Fixture.source(Fixture.yaml()))
    let form = Fixture.form(items: 30)
    let count = try sheets(form, &stamper)
    #expect(count > 1)
    let order = try Fixture.order(form, copies: 2, sheets: count)
    let tail = try stamper.stamp(order)
    #expect(try textMatches(tail, of: order, &stamper))
    let file = try PDFFile(stamper.prefix + tail, name: "certificate")
    #expect(file.pageCount == 2 * count)
    for page in 0..<count {
      let text = try file.text(ofPage: page)
      #expect(text.contains("Sheet \(page + 1) of \(count)"))
      #expect(text.contains("***") == (page == count - 1))
      #expect(text.contains("Continued on sheet \(page + 2)") == (page < count - 1))
    }
  }

  @Test("Type shrinks to its minimum before a second sheet is begun")
  func shrinks() throws {
    var stamper = try Stamper(Fixture.source(Fixture.yaml()))
    var seen: [Int] = []
    for items in 1...8 { seen.append(try sheets(Fixture.form(items: items), &stamper)) }
    // 60 mm hold three items of three lines at 9 pt with totals and mark; at 7 pt one more.
    #expect(seen == seen.sorted())
    #expect(seen.first == 1 && seen.last == 2)
  }

  @Test("Text too long for its box goes on to the next sheet to its last word")
  func continued() throws {
    var stamper = try Stamper(Fixture.source(Fixture.yaml()))
    let words = (1...400).map { "word\($0)" }
    let form = Fixture.form(remarks: words.joined(separator: " "))
    let count = try sheets(form, &stamper)
    #expect(count > 1)
    let order = try Fixture.order(form, sheets: count)
    let tail = try stamper.stamp(order)
    let file = try PDFFile(stamper.prefix + tail, name: "certificate")
    var text = ""
    for page in 0..<count { text += try file.text(ofPage: page) + "\n" }
    let found = Set(text.split { $0 == " " || $0 == "\n" })
    for word in words where !found.contains(word[...]) { Issue.record("\(word) is lost") }
    #expect(text.contains("Box 5 (continued)") && text.contains("(continued on sheet 2)"))
  }

  @Test("Nothing that a form says is lost, whatever its lengths", arguments: 0..<12)
  func nothingLost(seed: Int) throws {
    var numbers = SeededNumbers(seed: UInt64(seed))
    var stamper = try Stamper(Fixture.source(Fixture.yaml()))
    func words(_ tag: String, upTo limit: Int) -> [String] {
      (0..<Int.random(in: 1...limit, using: &numbers)).map { "\(tag)\($0)x" }
    }
    var form = Fixture.form(items: Int.random(in: 1...12, using: &numbers))
    var expected = words("r", upTo: 200)
    form.remarks = expected.joined(separator: " ")
    for index in form.items.indices {
      let description = words("i\(index)w", upTo: Bool.random(using: &numbers) ? 6 : 250)
      form.items[index].description = description.joined(separator: " ")
      expected += description
    }
    let count = try sheets(form, &stamper)
    let order = try Fixture.order(form, sheets: count)
    let tail = try stamper.stamp(order)
    let file = try PDFFile(stamper.prefix + tail, name: "certificate")
    var text = ""
    for page in 0..<count { text += try file.text(ofPage: page) + "\n" }
    // Readers leave out the space between columns: a word may be glued to its neighbour.
    for word in expected where !text.contains(word) { Issue.record("\(word) is lost") }
  }

  @Test("A character that no font has is a finding with its code point, box and item")
  func glyphs() throws {
    var stamper = try Stamper(Fixture.source(Fixture.yaml()))
    var form = Fixture.form()
    form.items[1].description = "Mugs \u{1F4A9}"
    form.remarks = "\u{13000}"
    guard case .unprintable(let findings) = try stamper.examine(form, notes: Fixture.notes()) else {
      Issue.record("printed")
      return
    }
    #expect(findings.map(\.rule) == ["remarks.glyph", "item.goods.glyph"])
    #expect(findings.map(\.box) == ["5", "6"])
    #expect(findings.map(\.item) == [nil, 2])
    #expect(findings[1].message.contains("U+1F4A9"))
    #expect(throws: PrintingError.self) { _ = try stamper.stamp(try Fixture.order(form)) }
  }

  @Test("Wrong counts of seals and sheets are refused")
  func counts() throws {
    var stamper = try Stamper(Fixture.source(Fixture.yaml()))
    var order = try Fixture.order(Fixture.form(), copies: 2)
    order.seals.removeLast()
    #expect(throws: PrintingError.seals(certificate: "SG-2026-0000001-H", expected: 2, found: 1)) {
      _ = try stamper.stamp(order)
    }
    #expect(throws: PrintingError.sheets(certificate: "SG-2026-0000001-H", expected: 2, found: 1)) {
      _ = try stamper.stamp(try Fixture.order(Fixture.form(), sheets: 2))
    }
  }

  @Test("A reprint is one copy with its own number")
  func reprint() throws {
    var stamper = try Stamper(Fixture.source(Fixture.yaml()))
    var order = try Fixture.order(Fixture.form(), copies: 3)
    order.copies = 4...4
    order.seals = [order.seals[0]]
    let file = try PDFFile(stamper.prefix + stamper.stamp(order), name: "certificate")
    #expect(file.pageCount == 1)
    #expect(try file.text(ofPage: 0).contains("COPY 4"))
  }

  @Test("A printer's offset moves everything by exactly that", arguments: [(1.3, -0.7), (-12.5, 0.1), (0.1, 0.1)])
  func offset(x: Double, y: Double) throws {
    var plain = try Stamper(Fixture.source(Fixture.yaml()))
    var moved = try Stamper(Fixture.source(Fixture.yaml(offset: "x: \(x), y: \(y)")))
    let order = try Fixture.order(Fixture.form())
    let dots = Resolution(dotsPerInch: 254)
    let one = try PDFFile(plain.prefix + plain.stamp(order), name: "plain").render(page: 0, at: dots)
    let other = try PDFFile(moved.prefix + moved.stamp(order), name: "moved").render(page: 0, at: dots)
    // At 254 dpi a tenth of a millimetre is a pixel.
    let (dx, dy) = (Int((x * 10).rounded()), Int((y * 10).rounded()))
    let a = one.cropped(x: 190, y: 290, width: 1500, height: 2500)
    let b = other.cropped(x: 190 + dx, y: 290 + dy, width: 1500, height: 2500)
    var differing = 0
    for (left, right) in zip(a.pixels, b.pixels) where abs(Int(left) - Int(right)) > 100 { differing += 1 }
    #expect(differing < 200)
    #expect(a.pixels.contains(0))
    var proof = try Proof(moved)
    #expect(try proof.codes(in: moved.stamp(order)) == order.seals.map { Array($0.utf8) })
  }

  @Test(
    "Odd text is printed whole or is a finding, and another program reads it back",
    arguments: [
      "\u{202E}abc", "a\u{0}b", String(repeating: "W", count: 1_500), String(repeating: "字", count: 400),
      "\r\n\r\n\t x", String(repeating: "é\n", count: 60), "\u{FEFF}", "()\\\r(", "e\u{301}\u{301}\u{301}", "👨‍👩‍👧",
      String(repeating: "شركة الشرق للتجارة ", count: 6), "مرحبا 12 (ABC)", "ผ้าฝ้าย हस्तनिर्मित",
    ])
  func oddText(text: String) throws {
    var stamper = try Stamper(try Fixture.shipped("ordinary-preprinted"))
    var proof = try Proof(stamper)
    for place in 0..<3 {
      var form = Fixture.form()
      switch place {
      case 0: form.remarks = text
      case 1: form.items[0].description = text
      default: form.declaration.signatory = text
      }
      let count = try sheets(form, &stamper)
      guard count > 0 else { continue }
      let order = try Fixture.order(form, sheets: count)
      let tail = try stamper.stamp(order)
      #expect(try proof.codes(in: tail) == order.seals.map { Array($0.utf8) })
      // Direction overrides turn text around on paper too: only its characters can be compared.
      if !text.unicodeScalars.contains("\u{202E}") { #expect(try textMatches(tail, of: order, &stamper)) }
    }
  }
}
