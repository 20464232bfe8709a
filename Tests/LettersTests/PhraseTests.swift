// SPDX-License-Identifier: GPL-3.0-or-later

import Settings
import Testing

@testable import Letters

@Suite("Phrases of another language")
struct PhraseTests {
  private static func table(_ yaml: String) throws -> PhraseTable {
    try PhraseTable(SettingsNode(parsing: Array(yaml.utf8), file: "x.yaml"))
  }

  @Test(
    "A phrase is told by its words, what stands in its holes is looked up too",
    arguments: [
      ("at most 35 characters", "höchstens 35 Zeichen"), ("at least 1 and at most 9", "mindestens 1 und höchstens 9"),
      ("one of A, B", "eines von A, B"), ("no such words", nil), ("at most ", nil),
      ("at most 3 characters, not 4", "höchstens 3 Zeichen, nicht 4"), ("a line break", "ein Zeilenumbruch"),
    ] as [(String, String?)])
  func translated(_ english: String, _ german: String?) throws {
    let table = try Self.table(
      """
      at most {}: höchstens {}
      at least {}: mindestens {}
      "at least {} and {}": mindestens {} und {}
      "{} characters": "{} Zeichen"
      "at most {} characters": höchstens {} Zeichen
      "{}, not {}": "{}, nicht {}"
      one of {}: eines von {}
      a line break: ein Zeilenumbruch
      """)
    #expect(table.translation(of: english) == german)
  }

  @Test(
    "A phrase that cannot be filled is refused with its line",
    arguments: [("a: x\nat most {}: viele", "expected 1 of {}, found 0"), ("\"{}\": \"{}\"", "needs words")])
  func refused(_ yaml: String, _ says: String) {
    #expect { try Self.table(yaml) } throws: { "\($0)".contains(says) && "\($0)".hasPrefix("x.yaml:") }
  }

  @Test("A long text is passed over, whatever the phrases")
  func long() throws {
    let table = try Self.table(#""{} a {} a {} a {}": "{}{}{}{}""#)
    #expect(table.translation(of: String(repeating: "a ", count: 100_000)) == nil)
  }
}
