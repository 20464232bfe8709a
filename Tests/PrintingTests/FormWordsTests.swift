// SPDX-License-Identifier: GPL-3.0-or-later

import Testing
import Trade

@testable import Printing

@Suite struct FormWordsTests {
  private func wording(
    _ form: ApplicationForm = Fixture.form(), boxes: String = "", tail: String = "",
    notes: PrintNotes = Fixture.notes()
  ) throws -> Wording {
    let yaml = Fixture.yaml(boxes: boxes, tail: tail)
    return Wording(
      form: form, notes: notes, template: try Template(yaml: Array(yaml.utf8), file: "test.yaml"),
      number: "SG-2026-0000009-1")
  }

  private static let replacement = {
    var notes = Fixture.notes(replaces: "SG-2026-0000007-X")
    notes.duplicateOf = "SG-2026-0000003-D"
    return notes
  }()

  @Test(
    "A mark stands in its box where the template has one, else in the remarks",
    arguments: [
      (BoxField.markRetrospective, "ISSUED RETROSPECTIVELY"),
      (.markDuplicate, "DUPLICATE of certificate SG-2026-0000003-D"),
      (.markReplaces, "This certificate cancels and replaces certificate SG-2026-0000007-X issued on 24 October 2026."),
    ])
  func marks(field: BoxField, words: String) throws {
    var form = Fixture.form()
    form.flags = ["retroactive"]
    let without = try wording(form, notes: Self.replacement)
    #expect(without.text(of: BoxField.remarks).contains(words))
    let with = try wording(
      form, boxes: "  - { field: \(field.rawValue), x: 20, y: 200, width: 80, height: 9, size: 8, minimum: 6 }",
      notes: Self.replacement)
    #expect(with.text(of: field) == words)
    #expect(!with.text(of: BoxField.remarks).contains(words))
    let plain = try wording(boxes: "  - { field: \(field.rawValue), x: 20, y: 200, width: 80, height: 9, size: 8 }")
    #expect(plain.text(of: field) == "")
  }

  @Test("A ticked box says that a certificate is issued after shipment; the remarks need not")
  func tick() throws {
    var form = Fixture.form()
    form.flags = ["retroactive"]
    let boxes = "  - { field: tick.retroactive, x: 20, y: 200, width: 5, height: 5, size: 8 }"
    let wording = try wording(form, boxes: boxes, tail: "words: { tick: \"✓\" }")
    #expect(wording.text(of: .tickRetroactive) == "✓" && wording.text(of: BoxField.remarks).hasPrefix("Invoice"))
  }

  @Test(
    "A template that says how long after the departure is marked so marks it without being asked",
    arguments: [(18, true), (19, true), (20, false), (26, false)])
  func tickByDays(day: Int, isMarked: Bool) throws {
    var form = Fixture.form()
    form.transport.departure = "2026-11-\(day)"
    let boxes = "  - { field: tick.retroactive, x: 20, y: 200, width: 5, height: 5, size: 8 }"
    #expect(try wording(form, boxes: boxes).text(of: .tickRetroactive) == "")
    let days = try wording(form, boxes: boxes, tail: "words: { retrospectiveAfterDays: 3 }")
    #expect((days.text(of: .tickRetroactive) == "X") == isMarked)
  }

  @Test(
    "Brackets are left out where the day is not known",
    arguments: [
      ("of {number}[ of {date}].", "of N."), ("[{date}: ]{number}[!]", "N"), ("{number} [", "N ["), ("]{number}", "]N"),
    ])
  func brackets(words: String, expected: String) {
    #expect(Template.Words.filled(words, number: "N", date: nil) == expected)
  }

  @Test("A template's own words are printed")
  func ownWords() throws {
    var notes = Self.replacement
    notes.replacedOn = nil
    notes.duplicatedOn = Fixture.day
    let wording = try wording(
      tail: "words: { replaces: \"Replaces {number}[ of {date}]\", duplicate: \"TRUE COPY of {number}[ of {date}]\" }",
      notes: notes)
    let remarks = wording.text(of: BoxField.remarks)
    #expect(remarks.contains("Replaces SG-2026-0000007-X\n"))
    #expect(remarks.contains("TRUE COPY of SG-2026-0000003-D of 23 November 2026\n"))
  }

  @Test(
    "Copies bear the words that the form has for them, and numbers after these",
    arguments: [
      ("copies: { words: [ORIGINAL, DUPLICATE, TRIPLICATE] }", ["ORIGINAL", "DUPLICATE", "TRIPLICATE", "COPY 4"]),
      ("copies: { original: FIRST, copy: NEXT }", ["FIRST", "NEXT 2", "NEXT 3", "NEXT 4"]),
      ("", ["ORIGINAL", "COPY 2", "COPY 3", "COPY 4"]),
    ])
  func copies(tail: String, expected: [String]) throws {
    let words = try wording(tail: tail).template.words
    #expect((1...4).map { words.copyMark($0) } == expected)
  }

  @Test(
    "Words that have no room in their box or say nothing are told when the template is read",
    arguments: [
      (
        "  - { field: mark.replaces, x: 20, y: 200, width: 20, height: 5, size: 8 }", "",
        "box 6 (mark.replaces): \"This"
      ),
      (
        "",
        "copies: { words: [ORIGINAL, \"THE VERY \(String(repeating: "SECOND ", count: 12))\"] }",
        "box 4 (copy.mark): \"THE VERY"
      ),
      ("", "words: { replaces: \"Replaces another.\" }", "put {number} where its number stands"),
      ("", "words: { tick: \"\" }", "tick"), ("", "words: { retrospective: \"\" }", "retrospective"),
      ("", "copies: { copy: \"\u{13000}\" }", "U+13000"),
      (
        "  - { field: tick.exhibition, x: 20, y: 200, width: 5, height: 5, size: 8 }", "words: { tick: YES YES }",
        "(tick."
      ),
    ])
  func room(boxes: String, tail: String, expected: String) {
    let error = #expect(throws: PrintingError.self) {
      _ = try Stamper(Fixture.source(Fixture.yaml(boxes: boxes, tail: tail)))
    }
    #expect(error?.description.contains(expected) ?? false, "\(error?.description ?? "no fault")")
  }

  @Test("Two names for the original are one too many")
  func twoOriginals() {
    let error = #expect(throws: PrintingError.self) {
      _ = try wording(tail: "copies: { words: [A, B], original: C }")
    }
    #expect(error?.description.contains("`words` names the original already") ?? false)
  }

  @Test("A producer is printed in full, or in the word that the agreement has")
  func producer() throws {
    let words = "words: { sameProducer: SAME, noProducer: UNKNOWN }"
    var form = Fixture.form()
    #expect(try wording(form, tail: words).text(of: BoxField.producer) == "UNKNOWN")
    #expect(try wording(form).text(of: BoxField.producer) == "")
    form.producer = form.consignor
    #expect(try wording(form, tail: words).text(of: BoxField.producer) == "SAME")
    #expect(try wording(form).text(of: BoxField.producer).hasPrefix("Łódzkie"))
    form.producer?.name = "Another"
    #expect(try wording(form, tail: words).text(of: BoxField.producer).hasPrefix("Another"))
  }

  @Test("Transport is taken apart; the mode leads the vessel unless it has a box")
  func transport() throws {
    var form = Fixture.form()
    form.transport.means = "MV Wisła"
    let plain = try wording(form)
    #expect(plain.text(of: .transportMeans) == "By sea, MV Wisła")
    #expect(plain.text(of: .transportDeparture) == "26 November 2026")
    #expect(plain.text(of: .transportLoading) == "PLGDN" && plain.text(of: .transportDischarge) == "BEANR")
    let apart = try wording(
      form, boxes: "  - { field: transport.mode, x: 20, y: 200, width: 50, height: 5, size: 8, minimum: 6 }")
    #expect(apart.text(of: .transportMode) == "By sea" && apart.text(of: .transportMeans) == "MV Wisła")
  }

  @Test("Remarks without a box are printed under the goods, and their letters are checked")
  func remarksUnderGoods() throws {
    let yaml = Fixture.yaml().replacing("field: remarks", with: "field: destination")
    var stamper = try Stamper(Fixture.source(yaml))
    let order = try Fixture.order(Fixture.form(remarks: "L/C 4711"), replaces: "SG-2026-0000007-X")
    let checks = try stamper.pageChecks(order)
    let all = checks[0].lines.map { String(decoding: $0.text, as: UTF8.self) }
    #expect(all.contains("L/C4711") && all.contains { $0.hasPrefix("Thiscertificatecancels") })
    guard
      case .unprintable(let findings) = try stamper.examine(Fixture.form(remarks: "\u{13000}"), notes: Fixture.notes())
    else {
      Issue.record("printed")
      return
    }
    #expect(findings.map(\.rule) == ["remarks.glyph"])
  }

  @Test(
    "The value is printed where the criterion is a regional value content",
    arguments: [
      ("40%", true), ("CTSH + 35%", true), ("RVC [79.73] %+CTSH", true), ("rvc 40", true), ("WO", false),
      ("CTH", false),
    ])
  func value(criterion: String, isPrinted: Bool) throws {
    var form = Fixture.form(items: 1)
    form.items[0].criterion = criterion
    form.items[0].fob = Amount(amount: "9360.00", currency: "USD")
    let text = try wording(form).text(of: .quantityAndValue, item: form.items[0])
    #expect(text.contains("USD 9360.00") == isPrinted && text.hasPrefix("3240 kg gross"))
  }
}
