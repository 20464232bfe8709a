// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Validation

@Suite("Bounded patterns")
struct BoundedPatternTests {
  @Test(
    "A pattern fits the whole text or not at all",
    arguments: [
      ("[A-Z]{2}[A-Z2-9]{3}", ["SGSIN", "BEAN2"], ["SGSI", "SGSINX", "sgsin", "SGSI1", ""]),
      ("[0-9]{6,10}", ["090411", "0904110000"], ["09041", "09041100000", "0904.11"]),
      ("A?B*C+", ["C", "ABBCC", "BC"], ["AB", "AAC", ""]),
      ("INV|PI-[0-9]+", ["INV", "PI-7"], ["INV7", "PI-", "PI"]),
      ("a\\.b", ["a.b"], ["axb"]), ("[^0-9]+", ["abc", "é茶"], ["a1"]), (".*[0-9].*", ["INV 1", "1"], ["INV", ""]),
      ("[a\\]-]+", ["a]-"], ["b"]), ("x{0,2}", ["", "x", "xx"], ["xxx"]), ("é.", ["éé"], ["e"]),
    ])
  func matching(_ source: String, _ good: [String], _ bad: [String]) throws {
    let pattern = try BoundedPattern(source)
    for text in good { #expect(pattern.matches(text), "\(text)") }
    for text in bad { #expect(!pattern.matches(text), "\(text)") }
  }

  @Test(
    "What cannot be bounded or is no pattern is refused",
    arguments: [
      ("(a+)+", .group), ("a{3", .badCount), ("a{5,2}", .badCount), ("a{1000}", .badCount), ("*", .nothingToRepeat),
      ("a**", .nothingToRepeat), ("[abc", .openSet), ("[]", .emptySet), ("[z-a]", .badRange), ("a|", .empty),
      ("", .empty), ("^a$", .group), ("a\\", .danglingEscape), ("a{120}b{120}", .tooLong), ("a{0}", .badCount),
      ("a{-1}", .badCount), ("a{,}", .badCount),
    ] as [(String, BoundedPattern.Fault)])
  func refused(_ source: String, _ fault: BoundedPattern.Fault) {
    #expect(throws: fault) { try BoundedPattern(source) }
  }

  @Test("A pattern that would ruin a backtracking matcher is only long to read")
  func catastrophic() throws {
    let pattern = try BoundedPattern(String(repeating: "a*", count: 60) + "b")
    #expect(!pattern.matches(String(repeating: "a", count: 5000)))
    #expect(pattern.matches(String(repeating: "a", count: 5000) + "b"))
  }
}
