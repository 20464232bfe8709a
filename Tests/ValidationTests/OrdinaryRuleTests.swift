// SPDX-License-Identifier: GPL-3.0-or-later

import Seeded
import Testing
import Trade
import Validation

/// A fault put into a clean form, and what must be said about it.
struct Example: Sendable, CustomTestStringConvertible {
  var rule: String
  var fault: @Sendable (inout ApplicationForm) -> Void
  /// A part of the message.
  var says: String
  var box: String?
  var item: Int?
  /// Other rules that the same fault breaks as well.
  var also: [String] = []

  var testDescription: String { "\(rule): \(says)" }

  init(
    _ rule: String, box: String? = nil, item: Int? = nil, also: [String] = [], says: String,
    _ fault: @escaping @Sendable (inout ApplicationForm) -> Void
  ) {
    self.rule = rule
    self.fault = fault
    self.says = says
    self.box = box
    self.item = item
    self.also = also
  }
}

@Suite("The ordinary rule book")
struct OrdinaryRuleTests {
  @Test("A clean form has no findings")
  func clean() throws {
    #expect(try Fixture.findings(Fixture.form()) == [])
  }

  @Test("Every rule has a failing example, and the examples name only rules of the book")
  func complete() throws {
    // Rules about lists that only a chamber can supply are tried by the book's own examples.
    let rules = Set(try Fixture.ordinary.get().rules.filter { $0.check != "listed" }.map(\.id))
    let examples = Set(OrdinaryExamples.failing.map(\.rule))
    #expect(rules.subtracting(examples).sorted() == [])
    #expect(examples.subtracting(rules).sorted() == [])
  }

  @Test("Every rule names its source and says what to do in a whole sentence")
  func wording() throws {
    for rule in try Fixture.ordinary.get().rules {
      #expect(!rule.source.isEmpty)
      #expect(rule.message.hasSuffix(".") && rule.message.utf8.count > 30, "\(rule.id)")
    }
  }

  @Test(
    "A fault is found by its rule alone, with box, item and what was found and expected",
    arguments: OrdinaryExamples.failing)
  func fault(_ example: Example) throws {
    let findings = try Fixture.findings(Fixture.form(example.fault))
    #expect(Set(findings.map(\.rule)) == Set([example.rule] + example.also), "\(findings)")
    guard let finding = findings.first(where: { $0.rule == example.rule }) else { return }
    #expect(finding.message.contains(example.says), "\(finding.message)")
    #expect(try finding.severity == Fixture.ordinary.get().rules.first { $0.id == example.rule }?.severity)
    if let box = example.box { #expect(finding.box == box) }
    if let item = example.item { #expect(finding.item == item) }
  }

  @Test("What only looks like a fault is none", arguments: OrdinaryExamples.harmless)
  func harmless(_ example: Example) throws {
    #expect(try Fixture.findings(Fixture.form(example.fault)) == [], "\(example.says)")
  }

  @Test("All faults are found at once, in the order of the book, and always the same")
  func everything() throws {
    let form = Fixture.form { form in
      // These take the parts away that the others spoil.
      let emptying = ["items.count", "items.grossKg.total", "item.packages.required", "invoices.required"]
      for example in OrdinaryExamples.failing where !emptying.contains(example.rule) {
        example.fault(&form)
      }
    }
    let findings = try Fixture.findings(form)
    #expect(Set(findings.map(\.rule)).count > 30)
    #expect(try findings == Fixture.findings(form))
    let book = try Fixture.ordinary.get().rules
    let places = findings.compactMap { finding in book.firstIndex { $0.id == finding.rule } }
    #expect(places == places.sorted())
  }

  @Test("An empty form says everything that is missing")
  func empty() throws {
    let rules = Set(try Fixture.findings(ApplicationForm()).map(\.rule))
    for id in [
      "reference.required", "consignor.name.required", "consignee.country.required", "destination.required",
      "invoices.required", "items.count", "declaration.date.required",
    ] {
      #expect(rules.contains(id))
    }
  }

  @Test("A form with a million faults is told so in bounded space")
  func flood() throws {
    let form = Fixture.form { form in
      form.items = Array(repeating: GoodsItem(no: 7, marks: Array(repeating: "\u{202E}", count: 100)), count: 5000)
    }
    let findings = try Fixture.findings(form)
    #expect(findings.count == 501)
    #expect(findings.last?.rule == "form.findings")
    #expect(findings.last?.severity == .error)
  }

  @Test("A list of a million wrong codes is not searched a million times")
  func floodOfCodes() throws {
    let form = Fixture.form { form in
      form.items[0].packages = Array(repeating: Packages(count: 1, kind: "KARTOONS"), count: 1_000_000)
    }
    let findings = try Fixture.findings(form)
    #expect(findings.count { $0.rule == "item.packages.kind.code" } == 20)
    #expect(findings.contains { $0.rule == "item.packages.required" })
  }

  @Test("Any text in any field gives findings, never a crash", arguments: Array(UInt64(1)...200))
  func fuzz(_ seed: UInt64) throws {
    var random = SeededNumbers(seed: seed)
    let form = Fixture.form { form in
      for _ in 0..<4 {
        let text = random.text()
        switch random.next() % 14 {
        case 0: form.consignor.name = text
        case 1: form.consignee.address = [text, random.text()]
        case 2: form.origin = text
        case 3: form.transport.departure = text
        case 4: form.transport.loading = text
        case 5: form.remarks = text
        case 6: form.invoices[0].date = text
        case 7: form.items[0].marks = [text]
        case 8: form.items[0].description = text
        case 9: form.items[0].hs = text
        case 10: form.items[0].criterion = text
        case 11: form.items[0].grossKg = text
        case 12: form.items[0].fob = Amount(amount: text, currency: random.text())
        default: form.items[0].invoice = Int(truncatingIfNeeded: random.next())
        }
      }
    }
    let findings = try Fixture.findings(form)
    #expect(try findings == Fixture.findings(form))
    for finding in findings {
      #expect(finding.message.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
      #expect(finding.message.unicodeScalars.count < 700)
    }
  }
}
