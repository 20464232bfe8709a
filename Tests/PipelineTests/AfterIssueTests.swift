// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Foundation
import PDF
import Pipeline
import Testing
import Trade

@Suite("After issue", .serialized)
struct AfterIssueTests {
  static let pepper = "SG-2026-0000001-H"
  static let second = "SG-2026-0000002-F"
  static let third = "SG-2026-0000003-D"
  static let time = "2026-11-25T09:00:00Z"

  let chamber: TestChamber
  let key: String

  init() throws {
    chamber = try TestChamber()
    try chamber.receive("clean-pepper-singapore.json")
    try chamber.run()
    key = chamber.folder.path + "/tan.pem"
    _ = try Officer.make("tan", keyPath: key, in: chamber.workspace, random: { [UInt8](repeating: 5, count: $0) })
  }

  /// The pepper's application with one text replaced, in a file of its own.
  func application(_ old: String, _ new: String, as name: String = "new.json") throws -> String {
    let path = chamber.folder.path + "/" + name
    let text = try String(
      contentsOf: TestChamber.samples.appending(path: "clean-pepper-singapore.json"), encoding: .utf8)
    try #require(text.contains(old))
    try DurableFile.write(Array(text.replacing(old, with: new).utf8), to: path)
    return path
  }

  func replace(_ number: String, by file: String, in chamber: TestChamber, time: String = time) throws
    -> Reissuing.Outcome
  {
    try chamber.reissuing([file], time: time).replace(number, reason: .detailsChanged, text: nil, officer: key)
  }

  func status(_ number: String) throws -> CertificateStatus { try CertificateStatus(number, of: chamber.workspace) }

  @Test("A revoked certificate ends with an officer's signed word, and nothing more is made of it")
  func revoke() throws {
    let revoking = Revoking(try chamber.desk(Self.time))
    #expect(throws: AfterIssueError.reason(.detailsChanged, .revoke)) {
      try revoking.revoke(Self.pepper, reason: .detailsChanged, text: nil, officer: key)
    }
    #expect(throws: DeskError.unknownNumber(Self.second)) {
      try revoking.revoke(Self.second, reason: .lost, text: nil, officer: key)
    }
    let revoked = try revoking.revoke(
      Self.pepper, reason: .goodsNotExported, text: "the carrier wrote", officer: key)
    #expect(revoked.officer == "tan" && revoked.printed == 0)
    let entry = try #require(try chamber.ledgerLines.last)
    #expect(entry.contains(#""stage":"revoke""#) && !entry.contains("carrier"))
    let refusal = DeskError.notInForce(Self.pepper, status: "revoked")
    #expect(throws: refusal) { try revoking.revoke(Self.pepper, reason: .lost, text: nil, officer: key) }
    #expect(throws: refusal) { try chamber.print([Self.pepper], time: Self.time) }
    #expect(throws: refusal) {
      try Reprinting(chamber.desk(Self.time), executable: TestChamber.executable).reprint(
        Self.pepper, recipe: TestChamber.printRoom, reason: "jam", officer: key)
    }
    #expect(throws: refusal) { try replace(Self.pepper, by: application("2", "2"), in: chamber) }
    let now = try status(Self.pepper)
    #expect(now.state == "revoked" && now.reason == "goods-not-exported")
    _ = try Rebuild.run(chamber.workspace, now: Self.time)
    #expect(try status(Self.pepper) == now)
    #expect(try chamber.ledgerFault == nil)
  }

  @Test("A replacement says on its face what it replaces, and ends it in the same batch")
  func replacement() throws {
    let file = try application("\"remarks\": \"\"", "\"remarks\": \"Weight put right.\"")
    let outcome = try replace(Self.pepper, by: file, in: chamber)
    #expect(outcome.successor == Self.second && outcome.verdict == "grant")
    let path = try #require(outcome.path)
    let text = try PDFFile(DurableFile.read(path), name: "new").text(ofPage: 0)
    #expect(text.replacing("\n", with: " ").contains("cancels and replaces certificate \(Self.pepper) issued on 24"))
    let json = String(decoding: try DurableFile.read(path.replacing(".pdf", with: ".json")), as: UTF8.self)
    #expect(json.contains("\"replaces\":\"\(Self.pepper)\""))
    // Proofed before the old one ends, and closed after.
    let stages = try chamber.ledgerLines.suffix(3).map { $0.firstMatch(of: /"stage":"([a-z.]+)"/).map { String($0.1) } }
    #expect(stages == ["proof", "replace", "batch.close"])
    let old = try status(Self.pepper)
    #expect(old.state == "replaced" && old.successor == Self.second)
    #expect(try status(Self.second).predecessors == [Self.pepper])
    #expect(throws: DeskError.notInForce(Self.pepper, status: "replaced")) {
      try replace(Self.pepper, by: file, in: chamber)
    }
    // Its goods never left: what was replaced can still be revoked.
    _ = try Revoking(chamber.desk("2026-11-25T10:00:00Z")).revoke(
      Self.pepper, reason: .goodsNotExported, text: nil, officer: key)
    #expect(try chamber.ledgerFault == nil)
  }

  @Test("Where the new application is refused, held or no new one, the old certificate stays in force")
  func staysInForce() throws {
    let same = try replace(Self.pepper, by: application("2", "2"), in: chamber)
    #expect(same.verdict == "duplicate" && same.successor == nil)
    let refused = try replace(
      Self.pepper, by: application("\"hs\": \"", "\"hs\": \"x", as: "bad.json"), in: chamber)
    #expect(refused.verdict == "refuse" && refused.successor == nil)
    let several = TestChamber.samples.appending(path: "clean-csv-three-applications.csv").path
    #expect(throws: AfterIssueError.severalApplications(path: several, count: 3)) {
      try replace(Self.pepper, by: several, in: chamber)
    }
    // Held, as another certificate bears its invoice: it replaces once an officer grants it.
    try chamber.receive("clean-vietnamese-coffee.json")
    try chamber.run(time: Self.time)
    let held = try replace(
      Self.second, by: application("\"remarks\": \"\"", "\"remarks\": \"New.\""), in: chamber)
    #expect(held.verdict == "hold" && held.reason?.contains(Self.pepper) == true)
    #expect(try status(Self.pepper).state == "in force" && status(Self.second).state == "in force")
    _ = try ReviewDesk(chamber.workspace, time: #require(Timestamp(rfc3339: "2026-11-25T10:00:00Z"))).decide(
      try #require(held.doc), grant: true, keyPath: key, reason: "asked by telephone")
    try chamber.run(time: "2026-11-25T12:00:00Z")
    #expect(try status(Self.second).successor == Self.third)
    #expect(try chamber.ledgerFault == nil)
  }

  @Test("A duplicate of a lost certificate has its own number, shows the original's date, and alone counts")
  func duplicate() throws {
    let outcome = try chamber.reissuing([], time: Self.time).duplicate(
      Self.pepper, reason: .lost, text: nil, officer: key)
    #expect(outcome.successor == Self.second)
    let text = try PDFFile(DurableFile.read(#require(outcome.path)), name: "new").text(ofPage: 0)
    #expect(
      text.replacing("\n", with: " ").contains("DUPLICATE of certificate \(Self.pepper) issued on 24 November 2026"))
    #expect(try status(Self.pepper).successor == Self.second)
    // The duplicate is lost too: the next one still names the original.
    let again = try chamber.reissuing([], time: "2026-11-26T09:00:00Z").duplicate(
      Self.second, reason: .stolen, text: nil, officer: key)
    let json = try DurableFile.read(#require(again.path).replacing(".pdf", with: ".json"))
    #expect(String(decoding: json, as: UTF8.self).contains("\"duplicateOf\":\"\(Self.pepper)\""))
    #expect(try chamber.ledgerFault == nil)
  }

  @Test("After a kill anywhere in a replacement the same command gives the same ledger")
  func killed() throws {
    let file = try application("\"remarks\": \"\"", "\"remarks\": \"Weight put right.\"")
    let begun = try chamber.ledgerLines.count
    _ = try replace(Self.pepper, by: file, in: chamber)
    let lines = try chamber.ledgerLines
    for count in begun + 1..<lines.count {
      let copy = try TestChamber(copying: chamber)
      try DurableFile.remove(copy.workspace.batch("20261125-01").report("json"))
      try copy.cut(to: count, of: lines)
      // Given again an hour later, by the clock.
      let outcome = try replace(Self.pepper, by: file, in: copy, time: "2026-11-25T10:00:00Z")
      #expect(outcome.successor == Self.second, "killed behind entry \(count)")
      #expect(try copy.ledgerLines == lines, "killed behind entry \(count)")
    }
  }
}
