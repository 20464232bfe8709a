// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import DurableFiles
import Foundation
import Pipeline
import Signing
import Testing
import Trade

@Suite("Officers' rights and terms", .serialized)
struct OfficerTests {
  static func day(_ text: String) throws -> CalendarDate { try #require(CalendarDate(text)) }

  @Test("An officer whose term ended yesterday, or begins tomorrow, decides nothing")
  func terms() throws {
    let (chamber, desk, _) = try ReviewTests.held()
    let id = try ReviewTests.id(desk, "held-same-invoice-as-pepper.json")
    try chamber.makeOfficer("lim", seed: 1, OfficerTerms(until: try Self.day("2026-11-23")))
    try chamber.makeOfficer("ong", seed: 2, OfficerTerms(from: try Self.day("2026-11-25")))
    for name in ["lim", "ong"] {
      #expect(throws: ReviewError.self) {
        try desk.decide(id, grant: true, keyPath: chamber.officerKey(name), reason: nil)
      }
    }
    #expect(try desk.list().count == 2)
  }

  @Test("A decision of a day in office stands when the officer has left; one of a later day does not")
  func left() throws {
    let (chamber, desk, key) = try ReviewTests.held()
    let id = try ReviewTests.id(desk, "held-same-invoice-as-pepper.json")
    _ = try desk.decide(id, grant: true, keyPath: key, reason: nil)
    _ = try Officer.end("tan", on: try Self.day("2026-11-23"), in: chamber.workspace)
    #expect(try chamber.run(time: "2026-11-24T22:00:00Z") == nil)
    _ = try Officer.end("tan", on: try Self.day("2026-11-24"), in: chamber.workspace)
    #expect(try chamber.run(time: "2026-11-24T22:00:00Z")?.counts.issued == 1)
  }

  @Test("An officer signs only what the role allows, at the desk and in the run")
  func rights() throws {
    let (chamber, desk, key) = try ReviewTests.held()
    let id = try ReviewTests.id(desk, "held-same-invoice-as-pepper.json")
    try chamber.makeOfficer("lim", seed: 1, OfficerTerms(rights: [.refuse, .settle]))
    #expect(throws: ReviewError.mayNot("lim", right: .grant, terms: "refuse, settle")) {
      try desk.decide(id, grant: true, keyPath: chamber.officerKey("lim"), reason: nil)
    }
    _ = try desk.decide(id, grant: true, keyPath: key, reason: nil)
    let terms = chamber.workspace.officers + "/tan.json"
    try DurableFile.write(OfficerTerms(rights: [.refuse]).json.canonicalBytes, to: terms)
    #expect(try chamber.run(time: "2026-11-24T22:00:00Z") == nil)
    try DurableFile.write(Array("{}".utf8), to: terms)
    #expect(throws: ReviewError.termsBroken(path: terms)) { try chamber.run(time: "2026-11-24T22:00:00Z") }
  }

  @Test("An officer of an earlier version, without terms, may do all")
  func older() throws {
    let (chamber, desk, key) = try ReviewTests.held()
    try DurableFile.remove(chamber.workspace.officers + "/tan.json")
    let id = try ReviewTests.id(desk, "held-same-invoice-as-pepper.json")
    _ = try desk.decide(id, grant: true, keyPath: key, reason: nil)
    #expect(try chamber.run(time: "2026-11-24T22:00:00Z")?.counts.issued == 1)
  }

  @Test("A note about other findings or another form than those recorded is not made")
  func otherSight() throws {
    let (chamber, desk, key) = try ReviewTests.held()
    let id = try ReviewTests.id(desk, "held-same-invoice-as-pepper.json")
    let item = try desk.decide(id, grant: true, keyPath: key, reason: nil).0
    let path = chamber.workspace.batch(item.held.batch).decision(on: id)
    let note = try String(decoding: DurableFile.read(path), as: UTF8.self)
    let saw = try #require(item.held.validation).hex
    #expect(note.contains(#""saw":"\#(saw)""#) && note.contains(#""time":"2026-11-24T02:00:00Z""#))
    // The journal line is changed, as the form would be by somebody with access: the officer can no longer decide.
    let events = chamber.workspace.batch(item.held.batch).events
    let journal = try String(decoding: DurableFile.read(events), as: UTF8.self)
    try DurableFile.write(Array(journal.replacing(#""grossKg":"330""#, with: #""grossKg":"990""#).utf8), to: events)
    try DurableFile.remove(path)
    #expect(throws: ReviewError.unread(doc: id)) { try desk.decide(id, grant: true, keyPath: key, reason: nil) }
  }

  @Test("A term does not end before it begins")
  func backwards() throws {
    let chamber = try TestChamber()
    #expect(throws: ReviewError.self) {
      try chamber.makeOfficer(
        "lim", seed: 1, OfficerTerms(from: try Self.day("2026-11-25"), until: try Self.day("2026-11-24")))
    }
    #expect(try Officer.all(of: chamber.workspace).isEmpty)
    #expect(throws: ReviewError.noOfficer("lim")) {
      try Officer.end("lim", on: try Self.day("2026-11-24"), in: chamber.workspace)
    }
  }
}
