// SPDX-License-Identifier: GPL-3.0-or-later

import Settings
import Testing
import Trade
import Validation

@Suite("Rule books")
struct RuleBookTests {
  func book(_ rules: String) throws -> RuleBook {
    let head = "rulebook: test\nversion: 1\nboxes: { item: 6, item.fob: 7, reference: 5 }\nrules:\n"
    return try RuleBook(yaml: Array((head + rules).utf8), file: "test.yaml", codeLists: Fixture.lists.get())
  }

  @Test(
    "A fault of the book is told with line and nearest valid name",
    arguments: [
      (
        "  - { id: a, field: item.grosKg, check: required, message: m, source: s }",
        "test.yaml:5:21: rules[1].field: unknown field \"item.grosKg\"; did you mean \"item.grossKg\"?"
      ),
      ("  - { id: a, field: reference, check: requird, message: m, source: s }", "did you mean \"required\"?"),
      (
        "  - { id: a, field: reference, check: required, mesage: m, source: s }",
        "test.yaml:5:49: unknown key \"mesage\"; did you mean \"message\"?"
      ),
      ("  - { id: a, field: reference, check: required, message: m }", "key \"source\" is missing"),
      (
        "  - { id: a, field: reference, check: required, message: m, source: s, colour: red }", "unknown key \"colour\""
      ),
      (
        "  - { id: a, field: reference, check: { length: { maximun: 3 } }, message: m, source: s }",
        "expected minimum, maximum or both"
      ),
      (
        "  - { id: a, field: reference, check: { length: { maximum: 3, minimun: 1 } }, message: m, source: s }",
        "did you mean \"minimum\"?"
      ),
      (
        "  - { id: a, field: reference, check: { length: { maximum: many } }, message: m, source: s }",
        "expected a whole number"
      ),
      ("  - { id: a, field: reference, check: code, message: m, source: s }", "this check needs its option \"list\""),
      (
        "  - { id: a, field: reference, check: { code: { list: countries } }, message: m, source: s }",
        "did you mean \"country\"?"
      ),
      (
        "  - { id: a, field: reference, check: { pattern: { matches: \"(a+)+\" } }, message: m, source: s }",
        "groups and anchors are not part"
      ),
      (
        "  - { id: a, field: reference, check: required, message: \"{fond}\", source: s }",
        "unknown placeholder \"fond\"; valid: found, expected, example, field; did you mean \"found\"?"
      ),
      (
        "  - { id: a, field: reference, check: required, message: \"{example}\", source: s }", "the rule has no example"
      ),
      ("  - { id: a, field: reference, check: required, message: \"{found\", source: s }", "without its \"}\""),
      ("  - { id: a, field: reference, fields: [remarks], check: required, message: m, source: s }", "found both"),
      (
        "  - { id: a, field: reference, check: required, message: m, source: s, severity: fatal }",
        "valid: error, warning"
      ),
      ("  - { id: a, field: reference, check: required, message: m, source: s, from: 2026-13-01 }", "is no date"),
      (
        "  - { id: a, field: reference, check: required, message: m, source: s, from: 2026-02-01, until: 2026-01-01 }",
        "before it begins"
      ),
      (
        "  - { id: a, field: reference, when: { field: item.hs, present: true }, check: required, message: m, source: s }",
        "cannot ask for item.hs"
      ),
      (
        "  - { id: a, field: reference, when: { field: remarks }, check: required, message: m, source: s }",
        "expected exactly one of present"
      ),
      (
        "  - { id: a, field: item.criterion, when: { field: item.criterion, mentions: RCV }, check: required, message: m, source: s }",
        "did you mean \"RVC\"?"
      ),
      (
        "  - { id: a, field: reference, check: { at-most: { field: item.netKg } }, message: m, source: s }",
        "there may be several"
      ),
      ("  - { id: a, field: reference, check: numbering, message: m, source: s }", "expected field item.no"),
      (
        "  - { id: a, field: reference, check: { total: { maximum: 1 } }, message: m, source: s }",
        "expected a field of the items"
      ),
      (
        "  - { id: a, field: remarks, check: { country-in-address: { city-states: [SG] } }, message: m, source: s }",
        "has country beside it"
      ),
      (
        "  - { id: a, field: reference, when: { field: flags, is: a, begins: b }, check: required, message: m, source: s }",
        "expected exactly one of present"
      ),
      (
        "  - { id: a, field: origin, check: { member: { of: X, parties: [SG, XX] } }, message: m, source: s }",
        "ISO 3166-1 has no country \"XX\""
      ),
      (
        "  - { id: a, field: remarks, check: { claimed: { any: [WO] } }, message: m, source: s }",
        "expected a field of the items"
      ),
      (
        "  - { id: a, field: item.criterion, check: { value-content: { claim: RVC } }, message: m, source: s }",
        "expected minimum, below or both"
      ),
      (
        "  - { id: a, field: item.hs, check: { listed: { list: hss } }, message: m, source: s }", "did you mean \"hs\"?"
      ),
      (
        "  - { id: a, field: item.hs, check: required, message: m, source: s, examples: { bad: [{ item.hz: x }] } }",
        "unknown field \"item.hz\" of an example; did you mean \"item.hs\"?"
      ),
      (
        "  - { id: a, field: copies, check: required, message: m, source: s, examples: { good: [{ copies: x }] } }",
        "expected a whole number"
      ),
      (
        "  - { id: a, field: item.packages, check: required, message: m, source: s, examples: { bad: [{ item.packages: CT }] } }",
        "expected packages such as 120 CT"
      ),
      (
        "  - { id: a, field: item.hs, check: required, message: m, source: s, examples: { worse: [{ item.hs: x }] } }",
        "unknown key \"worse\""
      ),
      (
        "  - { id: a, field: reference, check: required, message: m, source: s }\n  - { id: a, field: remarks, check: required, message: m, source: s }",
        "stands a second time, the first is on line 5"
      ),
    ])
  func faults(_ rules: String, _ says: String) {
    do {
      _ = try book(rules)
      Issue.record("no error")
    } catch let error as SettingsError {
      #expect(error.description.contains(says), "\(error.description)")
      #expect(error.line >= 5)
    } catch {
      Issue.record("another error")
    }
  }

  @Test("A rule holds from its first day to its last")
  func effectiveDates() throws {
    let book = try book(
      "  - { id: a, field: remarks, check: required, from: 2026-01-01, until: 2026-12-31, message: m, source: s }")
    let counts = ["2025-12-31", "2026-01-01", "2026-12-31", "2027-01-01"].map { text in
      CalendarDate(text).map { book.findings(in: ApplicationForm(), issuedOn: $0).count }
    }
    #expect(counts == [0, 1, 1, 0])
  }

  @Test("Boxes come from the longest path that fits, or from the rule")
  func boxes() throws {
    let book = try book(
      """
        - { id: a, fields: [item.hs, item.fob.amount], check: required, message: m, source: s }
        - { id: b, field: item.hs, box: 9, check: required, message: m, source: s }
        - { id: c, field: remarks, check: required, message: m, source: s }
      """)
    let findings = book.findings(in: ApplicationForm(items: [GoodsItem(no: 1)]), issuedOn: Fixture.issued)
    #expect(findings.map(\.box) == ["6", "7", "9", ""])
    #expect(findings.map(\.item) == [1, 1, 1, nil])
  }

  @Test("Conditions ask for presence, values and claims")
  func conditions() throws {
    let book = try book(
      """
        - { id: a, field: item.fob.amount, when: { field: item.criterion, mentions: RVC }, check: required, message: m, source: s }
        - { id: b, field: remarks, when: { field: flags, is: [retroactive, exhibition] }, check: required, message: m, source: s }
        - id: c
          field: remarks
          when: [{ field: flags, is-not: exhibition }, { field: origin, present: false }]
          check: required
          message: m
          source: s
      """)
    func rules(_ criterion: String, _ flags: [String]?, _ origin: String?) -> [String] {
      let form = ApplicationForm(origin: origin, items: [GoodsItem(no: 1, criterion: criterion)], flags: flags)
      return book.findings(in: form, issuedOn: Fixture.issued).map(\.rule)
    }
    #expect(rules("CTH + 40%", nil, "SG") == ["a"])
    #expect(rules("CTH", nil, nil) == ["c"])
    #expect(rules("CTH", ["exhibition"], nil) == ["b"])
    #expect(rules("CTH", ["retroactive"], "SG") == ["b"])
  }

  @Test("A message quotes what was written, shortened and harmless")
  func quotation() throws {
    let book = try book(
      "  - { id: a, field: remarks, check: { length: { maximum: 5 } }, message: \"{found}, {expected}\", source: s }")
    let form = ApplicationForm(remarks: "a\u{202E}b\u{1B}[2J" + String(repeating: "x", count: 100))
    let message = book.findings(in: form, issuedOn: Fixture.issued).first?.message
    #expect(message == "“aU+202EbU+001B[2J\(String(repeating: "x", count: 33))…”, at most 5 characters, not 107")
  }
}
