// SPDX-License-Identifier: GPL-3.0-or-later

import Settings
import Testing
import Trade
import Validation

@Suite("Rule books that build on each other")
struct RuleShelfTests {
  struct Missing: Error {}

  static let base = """
    rulebook: base
    version: 1
    boxes: { reference: 1, remarks: 2 }
    form: { issued: 2026-11-23, reference: A, remarks: B }
    rules:
      - { id: a, field: reference, check: required, message: m, source: s, examples: { bad: [{ reference: "" }] } }
      - { id: b, field: remarks, check: required, message: m, source: s }
      - { id: c, field: origin, check: required, message: m, source: s }

    """

  static func head(_ name: String, _ rest: String) -> String { "rulebook: \(name)\nversion: 1\n\(rest)\n" }

  func book(_ file: String, of files: [String: String]) throws -> RuleBook {
    var shelf = RuleShelf(codeLists: try Fixture.lists.get()) { name in
      guard let text = files[name] else { throw Missing() }
      return Array(text.utf8)
    }
    return try shelf.book(file)
  }

  @Test("A book takes rules over, leaves some out, replaces and adds, and has its own boxes")
  func builds() throws {
    let own = Self.head(
      "own",
      """
      extends: base.yaml
      without: [b]
      boxes: { reference: 9, origin: 3 }
      rules:
        - { id: c, field: origin, check: required, severity: warning, message: m, source: s }
        - { id: d, field: destination, check: required, message: m, source: s }
      """)
    let book = try book("rules/own.yaml", of: ["rules/own.yaml": own, "rules/base.yaml": Self.base])
    #expect(book.rules.map(\.id) == ["a", "c", "d"])
    #expect(book.rules.map(\.book) == ["base", "own", "own"])
    #expect(book.base == "base")
    let findings = book.findings(in: ApplicationForm(), issuedOn: Fixture.issued)
    #expect(findings.map(\.box) == ["9", "3", ""])
    #expect(findings.map(\.severity) == [.error, .warning, .error])
    // The examples come along; those of `c` and `d` are missing.
    #expect(book.trials.map(\.isGood) == [true, false, false])
  }

  @Test(
    "What cannot be built is told with its place",
    arguments: [
      (["a.yaml": head("a", "extends: a.yaml\nrules: []")], "in a circle: a.yaml -> a.yaml"),
      (
        ["a.yaml": head("a", "extends: b.yaml\nrules: []"), "b.yaml": head("b", "extends: a.yaml\nrules: []")],
        "b.yaml:3:10: extends: the books go round in a circle: a.yaml -> b.yaml -> a.yaml"
      ),
      (["a.yaml": head("a", "extends: ../a.yaml\nrules: []")], "expected the name of a file beside this one"),
      (
        ["a.yaml": head("a", "extends: base.yaml\nwithout: [bb]\nrules: []"), "base.yaml": base],
        "no rule \"bb\" is there to leave out; did you mean \"b\"?"
      ),
      (
        ["a.yaml": head("a", "extends: base.yaml\nwithoute: [b]\nrules: []"), "base.yaml": base],
        "unknown key \"withoute\""
      ),
      (
        ["a.yaml": head("a", "extends: bsae.yaml\nrules: []")],
        "a.yaml:3:10: extends: cannot read the book that this one builds on"
      ),
      (["a.yaml": head("a", "rules: []")], "key \"boxes\" is missing"),
      (["a.yaml": head("a", "boxes: {}\nfrom: 2026-02-01\nuntil: 2026-01-31\nrules: []")], "ends (2026-01-31) before"),
      (["a.yaml": head("a", "boxes: {}\nform: { reference: A }\nrules: []")], "key \"issued\" is missing"),
    ] as [([String: String], String)])
  func faults(_ files: [String: String], _ says: String) throws {
    do {
      _ = try book("a.yaml", of: files)
      Issue.record("no error")
    } catch let error as SettingsError {
      #expect(error.description.contains(says), "\(error.description)")
    }
  }

  @Test("A chain of books without end is cut off")
  func endless() throws {
    var files: [String: String] = [:]
    for number in 0..<40 {
      files["\(number).yaml"] = Self.head("x", "extends: \(number + 1).yaml\nboxes: {}\nrules: []")
    }
    files["a.yaml"] = Self.head("a", "extends: 0.yaml\nrules: []")
    let given = files
    #expect(throws: SettingsError.self) { try book("a.yaml", of: given) }
  }

  @Test("All faults of a file are told at once")
  func reading() throws {
    let text = Self.head(
      "a",
      """
      extends: base.yaml
      colour: red
      rules:
        - { id: d, field: destinaton, check: required, message: m, source: s }
        - { id: e, field: remarks, check: { pattern: { matches: "(a+)+" } }, message: m, source: s }
      """)
    var shelf = RuleShelf(codeLists: try Fixture.lists.get()) { name in
      Array((name == "base.yaml" ? Self.base : text).utf8)
    }
    let faults = try shelf.reading(of: "a.yaml").faults.map(\.description)
    #expect(faults.count == 3, "\(faults)")
    #expect(faults.contains { $0.contains("did you mean \"destination\"?") })
    #expect(faults.contains { $0.contains("groups and anchors are not part") })
    #expect(faults.contains { $0.contains("unknown key \"colour\"") })
  }
}
