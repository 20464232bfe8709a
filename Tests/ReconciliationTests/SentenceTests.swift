// SPDX-License-Identifier: GPL-3.0-or-later
import Reconciliation
import Testing

@Suite("Sentences for whoever handles the claim")
struct SentenceTests {
  @Test("Every verdict has its meaning and its place in the order of gravity")
  func meanings() {
    #expect(Set(Verdict.byGravity) == Set(Verdict.allCases) && Verdict.byGravity.count == Verdict.allCases.count)
    #expect(Set(Verdict.allCases.map(\.meaning)).count == Verdict.allCases.count)
    for verdict in Verdict.allCases { #expect(verdict.meaning.hasSuffix(".") && verdict.meaning.count > 20) }
    #expect(Verdict.byGravity.first == .forged && Verdict.byGravity.suffix(2) == [.genuine, .blank])
  }

  static let sighting = EarlierSighting(
    batch: "20261124-01", file: "box/scan-17.pdf", page: 3, day: "2026-11-24", isSameFile: false)

  @Test(
    "A sheet that was presented before says where and when",
    arguments: [
      (.genuine, .repeat), (.sealed, .repeat), (.revoked, .revoked), (.replaced, .replaced), (.spoiled, .spoiled),
    ] as [(Verdict, Verdict)])
  func repeated(_ before: Verdict, _ after: Verdict) {
    let finding = Self.sighting.repeated(SealFinding(before, reason: "what was found"))
    #expect(finding.verdict == after)
    #expect(finding.reason.contains("presented before, in box/scan-17.pdf page 3, batch 20261124-01 of 2026-11-24"))
    #expect(finding.reason.hasSuffix("only one of the two sheets can be the original"))
    #expect(finding.reason.contains("what was found") == (before != .genuine))
    var same = Self.sighting
    same.isSameFile = true
    #expect(same.repeated(SealFinding(before, reason: "")).reason.hasSuffix("the scan was given twice"))
  }

  @Test("What is not the issuer's own is never a repeat of it")
  func strangers() {
    for verdict in Verdict.allCases where !verdict.isOfKnownSheet {
      let finding = SealFinding(verdict, reason: "as it was")
      #expect(Self.sighting.repeated(finding) == finding)
    }
  }
}

@Suite("Numbers that somebody types")
struct NumberTests {
  @Test(
    "A number is told from its ledger, and without a code is never genuine",
    arguments: [
      (Chamber.number(1), .unreadable, "and it is in force; but no code was read"),
      (Chamber.number(1).lowercased(), .unreadable, "SG-CC1 has listed this number since"),
      // A single spoiled copy says nothing of the certificate.
      (Chamber.number(5), .unreadable, "in force"), (Chamber.number(2), .revoked, "revoked"),
      (Chamber.number(3), .replaced, "by \(Chamber.number(4))"), (Chamber.number(7), .revoked, "void"),
      (Chamber.number(99), .unlisted, "lists this number"),
      ("SG-2026-0000001-G", .unreadable, "check character of this number is wrong"),
      (Chamber.number(1, country: "DE"), .unknownIssuer, "numbers begin with DE"),
      (Chamber.number(1, country: "BE"), .unreadable, "no published ledger of BE-CC9 is at hand"),
    ] as [(String, Verdict, String)])
  func states(_ number: String, _ verdict: Verdict, _ words: String) throws {
    #expect(SealCheck.number(typed: number) == number.uppercased())
    let chamber = try Chamber()
    let trust = try TrustFolder(
      [try Chamber.neighbour().entry, chamber.entry()], ledgers: [Chamber.issuer: chamber.ledgerCopy()])
    let finding = SealCheck(trust: trust, now: Chamber.published).finding(forNumber: number)
    #expect(finding.verdict == verdict)
    #expect(finding.reason.contains(words), "\(finding.reason)")
  }

  @Test("A ledger that too few witnesses have confirmed tells nothing")
  func quorum() throws {
    let chamber = try Chamber()
    let trust = try TrustFolder(
      [chamber.entry(isWitnessed: true, quorum: 1)], ledgers: [Chamber.issuer: chamber.ledgerCopy()])
    let finding = SealCheck(trust: trust, now: Chamber.published).finding(forNumber: Chamber.number(2))
    #expect(finding.verdict == .unreadable && finding.reason.contains("confirmed by 0 of the 1 witnesses"))
  }

  @Test(
    "A number is understood as people type it",
    arguments: [
      ("sg 2026 0000001 h", "SG-2026-0000001-H"), ("SG20260000001H", "SG-2026-0000001-H"),
      (" SG\u{2013}2026\u{2013}OOOOOOl\u{2013}H", "SG-2026-0000001-H"), ("SG-2026-000001-H", "SG2026000001H"),
    ])
  func typing(_ text: String, _ number: String) {
    #expect(SealCheck.number(typed: text) == number)
  }

  @Test(
    "One slip away from a listed number, that number is named",
    arguments: [
      ("SG-2026-0000001-G", "wrong"), ("SG-2026-0000010-H", "wrong"), ("SG-2026-0000701-H", "wrong"),
      ("SG-2026-000001-H", "eleven digits, four of the year and seven more, and this one 10"),
      ("SG-2026-00000001-H", "and this one 12"),
    ])
  func near(_ text: String, _ words: String) throws {
    let chamber = try Chamber()
    let trust = try TrustFolder([chamber.entry()], ledgers: [Chamber.issuer: chamber.ledgerCopy()])
    let finding = SealCheck(trust: trust, now: Chamber.published).finding(forNumber: text)
    #expect(finding.verdict == .unreadable && finding.reason.contains(words))
    #expect(finding.reason.hasSuffix("\(Chamber.number(1)) would be near, and is listed"), "\(finding.reason)")
  }

  @Test(
    "Other texts are no numbers",
    arguments: ["", "SG-2026-H", "scan.pdf", "SG-2026-0000001-H.pdf", "S1-2026-0000001-H", "IMG20261124123", "SG/2026"])
  func others(_ text: String) {
    #expect(SealCheck.number(typed: text) == nil)
  }
}
