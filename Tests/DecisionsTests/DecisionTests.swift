// SPDX-License-Identifier: GPL-3.0-or-later

import CanonicalJSON
import Decisions
import Testing

@Suite("Decisions")
struct DecisionTests {
  func text(_ json: JSONValue) -> String { String(decoding: json.canonicalBytes, as: UTF8.self) }

  @Test("A decision's JSON is what the ledger digests")
  func json() {
    #expect(text(Decision.grant.json()) == #"{"by":"policy","decision":"grant"}"#)
    #expect(
      text(Decision.hold(reason: "1 warning").json()) == #"{"by":"policy","decision":"hold","reason":"1 warning"}"#)
    #expect(
      text(Decision.refuse(reason: "r").json(by: "A. Tan")) == #"{"by":"A. Tan","decision":"refuse","reason":"r"}"#)
  }

  @Test("An officer's decision comes back from its note")
  func note() throws {
    let decision = try #require(
      OfficerDecision(officer: "Tan Mei Ling", word: .refuse, document: "00112233aabbccdd", reason: "forged \"seal\"\n")
    )
    let expected =
      #"{"by":"Tan Mei Ling","decision":"refuse","doc":"00112233aabbccdd","reason":"forged \"seal\"\n"}"# + "\n"
    #expect(decision.noteText == expected)
    #expect(OfficerDecision(noteText: decision.noteText) == decision)
    #expect(decision.decision == .refuse(reason: "forged \"seal\"\n"))
    let grant = try #require(OfficerDecision(officer: "A", word: .grant, document: "0123456789abcdef"))
    #expect(OfficerDecision(noteText: grant.noteText) == grant)
    #expect(grant.decision == .grant)
  }

  @Test(
    "Any other spelling of a note is none",
    arguments: [
      "", "\n", "{}\n", #"{"by":"A","decision":"grant","doc":"0123456789abcdef"}"#,
      #"{"decision":"grant","by":"A","doc":"0123456789abcdef"}"# + "\n",
      #"{"by":"A","decision":"grant","doc":"0123456789abcdef"} "# + "\n",
      #"{"by":"A","decision":"hold","doc":"0123456789abcdef"}"# + "\n",
      #"{"by":"A","decision":"grant","doc":"0123456789ABCDEF"}"# + "\n",
      #"{"by":"A","decision":"refuse","doc":"0123456789abcdef"}"# + "\n",
      #"{"by":"A","decision":"grant","doc":"0123456789abcdef","extra":1}"# + "\n",
    ])
  func malleable(_ text: String) {
    #expect(OfficerDecision(noteText: text) == nil)
  }

  @Test("A refusal needs a reason, a decision its officer and document")
  func incomplete() {
    #expect(OfficerDecision(officer: "A", word: .refuse, document: "0123456789abcdef") == nil)
    #expect(OfficerDecision(officer: "", word: .grant, document: "0123456789abcdef") == nil)
    #expect(OfficerDecision(officer: "A", word: .grant, document: "../etc/passwd") == nil)
  }
}
