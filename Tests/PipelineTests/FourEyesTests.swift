// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Foundation
import Pipeline
import Testing
import Trade

@Suite("Four eyes", .serialized)
struct FourEyesTests {
  static let night = "2026-11-24T22:00:00Z"

  /// A chamber with one form that two officers must grant.
  static func chamber() throws -> (TestChamber, ReviewDesk, doc: String) {
    let chamber = try TestChamber()
    let policy = try chamber.policy("four-eyes: { value: { USD: 1000 }, no-value: hold }\n")
    try chamber.receive("clean-pepper-singapore.json")
    let counts = try #require(try chamber.run(set: ["decide.policy=\(policy)"])).counts
    #expect(counts.held == 1, "\(counts)")
    for (number, name) in ["tan", "lim"].enumerated() { try chamber.makeOfficer(name, seed: UInt8(number)) }
    let desk = ReviewDesk(chamber.workspace, time: ReviewTests.morning)
    return (chamber, desk, try #require(try desk.list().first).held.doc)
  }

  @Test("A first grant is kept over the night and issues nothing; the second officer's does")
  func two() throws {
    let (chamber, desk, doc) = try Self.chamber()
    let first = try desk.decide(doc, grant: true, keyPath: chamber.officerKey("tan"), reason: "invoice seen").0
    #expect(!first.isDecided)
    #expect(first.granted == ["tan"])
    // As after a kill between the two: nothing of it is in the ledger.
    let before = try chamber.ledgerLines
    #expect(try chamber.run(time: Self.night) == nil)
    #expect(try chamber.ledgerLines == before)
    let second = try desk.decide(doc, grant: true, keyPath: chamber.officerKey("lim"), reason: nil).0
    #expect(second.isDecided)
    #expect(try chamber.run(time: Self.night)?.counts.issued == 1)
    #expect(try chamber.ledgerFault == nil)
    // Both notes are in the journal, and a rebuilt state says the same.
    let journal = try String(decoding: DurableFile.read(chamber.workspace.batch("20261125-01").events), as: UTF8.self)
    #expect(journal.contains("officer:tan") && journal.contains("officer:lim"))
    for ending in ["", "-wal", "-shm"] { try DurableFile.remove(chamber.workspace.statePath + ending) }
    #expect(try chamber.run(time: "2026-11-25T22:00:00Z") == nil)
    #expect(try desk.list().isEmpty)
  }

  @Test("The same officer does not count twice, at the desk or as a copied note")
  func once() throws {
    let (chamber, desk, doc) = try Self.chamber()
    let held = try desk.decide(doc, grant: true, keyPath: chamber.officerKey("tan"), reason: nil).0.held
    #expect(throws: ReviewError.sameOfficer(doc: doc, officer: "tan")) {
      try desk.decide(doc, grant: true, keyPath: chamber.officerKey("tan"), reason: "again")
    }
    let folder = chamber.workspace.batch(held.batch)
    try DurableFile.write(DurableFile.read(folder.decision(on: doc)), to: folder.secondDecision(on: doc))
    #expect(try desk.item(doc).isDecided == false)
    #expect(try chamber.run(time: Self.night) == nil)
  }

  @Test("One officer refuses, also after another's grant")
  func refusal() throws {
    let (chamber, desk, doc) = try Self.chamber()
    _ = try desk.decide(doc, grant: true, keyPath: chamber.officerKey("tan"), reason: nil)
    let item = try desk.decide(doc, grant: false, keyPath: chamber.officerKey("lim"), reason: "goods unknown").0
    #expect(item.isDecided)
    #expect(try chamber.run(time: Self.night)?.counts.refused == 1)
    #expect(try chamber.ledgerFault == nil)
  }
}
