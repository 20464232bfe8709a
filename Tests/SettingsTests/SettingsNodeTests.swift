// SPDX-License-Identifier: GPL-3.0-or-later

import Settings
import Testing

@Suite("Settings files")
struct SettingsNodeTests {
  func node(_ text: String) throws -> SettingsNode {
    try SettingsNode(parsing: Array(text.utf8), file: "a.yaml")
  }

  func message(_ body: () throws -> Void) -> String {
    do {
      try body()
      return "no error"
    } catch let error as SettingsError {
      return error.description
    } catch {
      return "another error"
    }
  }

  @Test("Every kind of value is read as written")
  func values() throws {
    let root = try node(
      """
      name: "ordinary"
      country: NO
      copies: 3
      width: 33.58
      preprinted: true
      empty:
      fonts: [A.ttf, B.ttf]
      single: C.ttf
      page: { width: 210, height: 297 }
      stages:
        - receive
        - certify: { copies: 2 }
      """)
    #expect(try root.text("name") == "ordinary")
    #expect(try root.text("country") == "NO")
    #expect(try root.integer("copies", in: 1...9) == 3)
    #expect(try root.millimetres("width") == 33.58)
    #expect(try root.bool("preprinted"))
    #expect(try root.optional("empty") == nil)
    #expect(try root.texts("fonts") == ["A.ttf", "B.ttf"])
    #expect(try root.texts("single") == ["C.ttf"])
    #expect(try root.integer("absent", default: 7) == 7)
    let page = try root.required("page")
    #expect(try page.decimal("height", in: 0...1000) == 297)
    #expect(message { try root.finish() }.contains("unknown key \"width\" in page"))
    #expect(try page.decimal("width", in: 0...1000) == 210)
    let stages = try root.items("stages")
    #expect(try stages[0].text() == "receive")
    let certify = try #require(try stages[1].entries().first)
    #expect(certify.key == "certify")
    #expect(try certify.value.integer("copies") == 2)
    try root.finish()
  }

  @Test(
    "A fault names file, line and column, and what was expected",
    arguments: [
      ("a: [1, 2", "a.yaml:2:1: cannot read settings: not valid YAML"),
      ("", "a.yaml: cannot read settings: the file is empty"),
      ("x: 1\nx: 2", "key \"x\" stands"),
      ("a: &b 1", "a.yaml:1:4: anchors"),
      ("a: !t 1", "a.yaml:1:4: tags"),
      ("? [a]\n: 1", "a key is a name"),
      ("a: 1\n---\nb: 2", "another document"),
      ("a: \u{0}", "not valid YAML"),
      ("a: 1\n\tb: 2", "not valid YAML"),
    ])
  func malformed(_ text: String, _ expected: String) {
    #expect(message { _ = try node(text) }.contains(expected))
  }

  @Test("Hostile bytes are refused")
  func hostile() {
    let file = "a.yaml"
    #expect(throws: SettingsError.self) { try SettingsNode(parsing: [0x61, 0x3A, 0x20, 0xFF], file: file) }
    #expect(throws: SettingsError.self) { try SettingsNode(parsing: Array(repeating: 0x5B, count: 50_000), file: file) }
    #expect(throws: SettingsError.self) {
      try SettingsNode(parsing: Array(repeating: 0x20, count: 9_000_000), file: file)
    }
    let deep = String(repeating: "[", count: 80) + String(repeating: "]", count: 80)
    #expect(message { _ = try node(deep) }.contains("nested deeper than 64"))
    let laughs = "a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]"
    #expect(message { _ = try node(laughs) }.contains("anchors"))
  }

  @Test("A byte order mark is no part of the text")
  func byteOrderMark() throws {
    let root = try SettingsNode(parsing: [0xEF, 0xBB, 0xBF] + Array("a: 1".utf8), file: "a.yaml")
    #expect(try root.integer("a") == 1)
  }

  @Test("An unknown key is an error with the nearest valid name")
  func unknownKey() throws {
    let root = try node("template: x\ncopys: 3\n")
    #expect(try root.text("template") == "x")
    #expect(try root.integer("other", default: 1) == 1)
    #expect(try root.integer("copies", default: 1) == 1)
    #expect(
      message { try root.finish() }
        == "a.yaml:2:1: unknown key \"copys\"; valid: copies, other, template; did you mean \"copies\"?")
  }

  @Test("A missing key that stands there with a slip is told as that slip")
  func slip() throws {
    let root = try node("page:\n  widht: 210\n")
    let page = try root.required("page")
    #expect(
      message { _ = try page.decimal("width", in: 0...1000) }
        == "a.yaml:2:3: unknown key \"widht\"; did you mean \"width\"?")
    #expect(message { _ = try page.decimal("height", in: 0...1000) }.contains("page: key \"height\" is missing"))
  }

  @Test(
    "Wrong types and bounds are told with what was found",
    arguments: [
      ("v: 1.5", "expected a whole number, found \"1.5\""), ("v: \"3\"", "found the quoted text \"3\""),
      ("v: 12", "v: 12 is out of bounds, expected 1 to 9"), ("v: 0x3", "expected a whole number"),
      ("v: [3]", "found a list"), ("v: {a: 1}", "found a group of keys"), ("v: 03", "expected a whole number"),
      ("v: 99999999999999999999", "expected a whole number"), ("v:", "key \"v\" has no value"),
    ])
  func integers(_ text: String, _ expected: String) throws {
    let root = try node(text)
    #expect(message { _ = try root.integer("v", in: 1...9) }.contains(expected))
  }

  @Test("Numbers have no exponents, infinities or units", arguments: ["1e3", ".inf", "nan", "12mm", "1.", ".5", "--1"])
  func decimals(_ text: String) throws {
    let root = try node("v: \(text)")
    #expect(message { _ = try root.millimetres("v") }.contains("expected a number such as 12.5"))
  }

  @Test("yes and no are not truth values, but what is meant is told")
  func truth() throws {
    let root = try node("v: yes")
    #expect(message { _ = try root.bool("v") }.hasSuffix("found \"yes\"; did you mean \"true\"?"))
  }

  enum Align: String, CaseIterable { case left, right, centre }

  @Test("A choice outside the list is told with the nearest")
  func choices() throws {
    let root = try node("a: right\nb: lefft")
    #expect(try root.choice("a", Align.self) == .right)
    #expect(try root.choice("c", default: Align.left) == .left)
    #expect(
      message { _ = try root.choice("b", Align.self) }
        == "a.yaml:2:4: b: unknown name \"lefft\"; valid: left, right, centre; did you mean \"left\"?")
  }

  @Test(
    "A value is replaced from the command line",
    arguments: [
      "stages:\n  - receive\n  - certify\n", "stages:\n  - certify:\n      copies: 3\n", "stages:\n  - certify:\n",
      "stages:\n  certify: { copies: 3 }\n", "stages: { certify: }\n",
    ])
  func override(_ text: String) throws {
    let root = try node(text).setting("1", at: ["stages", "certify", "copies"])
    let stages = try root.required("stages")
    let certify =
      stages.isSequence
      ? try #require(try stages.items().last).required("certify") : try stages.required("certify")
    #expect(try certify.integer("copies") == 1)
    #expect(message { _ = try certify.bool("copies") }.hasPrefix("--set stages.certify.copies"))
  }

  @Test("A list of stages by name takes overrides, and a wrong path is refused")
  func overrideByName() throws {
    let root = try node("stages:\n  - stage: certify\n    copies: 3\n")
    let changed = try root.setting("2", at: ["stages", "certify", "copies"])
    #expect(try changed.items("stages")[0].integer("copies") == 2)
    #expect(
      message { _ = try root.setting("1", at: ["stages", "certfy", "copies"]) }
        .contains("did you mean \"certify\"?"))
    #expect(message { _ = try root.setting("1", at: []) }.contains("expected STAGE.KEY=VALUE"))
    let unknown = try node("certify: {}").setting("1", at: ["certify", "copis"])
    let certify = try unknown.required("certify")
    _ = try certify.integer("copies", default: 3)
    #expect(message { try unknown.finish() }.hasPrefix("--set certify.copis: unknown key \"copis\""))
  }
}
