// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Decisions
import Foundation
import Pipeline
import Testing
import Trade

@Suite("A night under a policy", .serialized)
struct PolicyRunTests {
  static let pepper = "clean-pepper-singapore.json"

  /// The pepper form once more, with an invoice number of its own.
  static func another(_ number: Int, in chamber: TestChamber) throws {
    try chamber.receive(pepper, replacing: "88231", with: "9\(number)", as: "p\(number).json")
  }

  @Test("A name near a list is held, the list frozen with the batch; nothing of it is in the ledger")
  func list() throws {
    let chamber = try TestChamber()
    let policy = try chamber.policy("lists: [{ list: watch, file: names.csv }]\n")
    let list = chamber.folder.path + "/names.csv"
    try DurableFile.write(Array("id,name\nW-1,Kruidenhuis de Shelde\n".utf8), to: list)
    try chamber.receive(Self.pepper)
    #expect(try chamber.run(set: ["decide.policy=\(policy)"])?.counts.held == 1)
    let item = try #require(try ReviewDesk(chamber.workspace, time: ReviewTests.morning).list().first)
    #expect(
      item.held.reason
        == "consignee \"Kruidenhuis De Schelde NV\" 94 % near \"Kruidenhuis de Shelde\" of list watch (W-1, line 2)")
    #expect(try chamber.ledgerLines.allSatisfy { !$0.contains("ruidenhuis") })
    try DurableFile.write(Array("id,name\nW-2\u{1},\"\n".utf8), to: list)
    try Self.another(1, in: chamber)
    #expect(throws: WatchListError.self) {
      try chamber.run(time: "2026-11-24T22:00:00Z", set: ["decide.policy=\(policy)"])
    }
    try DurableFile.remove(list)
    #expect(throws: RunError.self) { try chamber.run(time: "2026-11-24T22:00:00Z", set: ["decide.policy=\(policy)"]) }
  }

  @Test("Applications of an exporter beyond the night's or the month's number are held, also in a rebuilt state")
  func quotas() throws {
    let chamber = try TestChamber()
    let policy = try chamber.policy("limits: [{ a-night: 2, a-month: 3 }, { a-night: 0, destinations: [XK] }]\n")
    for number in 0..<3 { try Self.another(number, in: chamber) }
    var counts = try #require(try chamber.run(jobs: 1, set: ["decide.policy=\(policy)"])).counts
    #expect(counts.issued == 2 && counts.held == 1, "\(counts)")
    for ending in ["", "-wal", "-shm"] { try DurableFile.remove(chamber.workspace.statePath + ending) }
    try Self.another(3, in: chamber)
    counts = try #require(try chamber.run(time: "2026-11-24T22:00:00Z", set: ["decide.policy=\(policy)"])).counts
    #expect(counts.held == 1, "\(counts)")
    let reasons = try ReviewDesk(chamber.workspace, time: ReviewTests.morning).list().map(\.held.reason)
    #expect(
      reasons == [
        "limit 1: application 3 of this exporter this night, above 2",
        "limit 1: application 4 of this exporter this month, above 3",
      ])
    let sample = try String(contentsOf: TestChamber.samples.appending(path: Self.pepper), encoding: .utf8)
    try chamber.receive(
      Array(sample.replacing("88231", with: "94").replacing("2026-11-26", with: "2026-12-03").utf8), as: "p4.json")
    counts = try #require(try chamber.run(time: "2026-12-01T22:00:00Z", set: ["decide.policy=\(policy)"])).counts
    #expect(counts.issued == 1, "\(counts)")
  }

  @Test("A drawn form is drawn again in whatever bytes it comes, and other seeds draw others")
  func sampling() throws {
    let chamber = try TestChamber()
    func held(_ seed: String, remark: String) throws -> Set<String> {
      let copy = try TestChamber(copying: chamber)
      let policy = try copy.policy("sampling: { percent: 50, seed: \(seed) }\n")
      for number in 10..<18 {
        let text = try String(
          contentsOf: TestChamber.samples.appending(path: Self.pepper), encoding: .utf8
        ).replacing("88231", with: "9\(number)").replacing("\"remarks\": \"\"", with: "\"remarks\": \"\(remark)\"")
        try copy.receive(Array(text.utf8), as: "p\(number).json")
      }
      try copy.run(set: ["decide.policy=\(policy)"])
      return Set(try ReviewDesk(copy.workspace, time: ReviewTests.morning).list().map(\.file))
    }
    let first = try held("a", remark: "")
    #expect(!first.isEmpty && first.count < 8)
    #expect(try held("a", remark: "PO 1") == first)
    #expect(try held("b", remark: "") != first)
  }

  @Test("An exporter's past is told: certificates by number, and refusals")
  func history() throws {
    let (chamber, desk, key) = try ReviewTests.held()
    let item = try #require(try desk.list().first { $0.file == "held-same-invoice-as-pepper.json" })
    #expect(try desk.history(of: item).map(\.number) == ["SG-2026-0000001-H"])
    #expect(try desk.history(of: item).map(\.destination) == ["BE"])
    _ = try desk.decide(item.held.doc, grant: false, keyPath: key, reason: "issued already")
    let policy = try chamber.policy("hold-list: [{ name: Straits Spice House, reason: seen }]\n")
    try Self.another(1, in: chamber)
    try chamber.run(time: "2026-11-24T22:00:00Z", set: ["decide.policy=\(policy)"])
    let next = try #require(try desk.list().first { $0.file == "p1.json" })
    let past = try desk.history(of: next)
    #expect(Set(past.map(\.outcome)) == ["grant", "refuse"])
    #expect(past.first { $0.outcome == "refuse" }?.reason == "issued already")
  }

  @Test(
    "Held forms are found by exporter, destination, reason, batch and age",
    arguments: [
      (ReviewFilter(exporter: "straits spice"), 1), (ReviewFilter(exporter: "UEN 201911482k"), 1),
      (ReviewFilter(exporter: "nobody"), 0), (ReviewFilter(destination: "be"), 1),
      (ReviewFilter(reason: "SAME INVOICE"), 1), (ReviewFilter(reason: "not ATIGA"), 1),
      (ReviewFilter(batch: "20261124-01"), 2), (ReviewFilter(batch: "20261123-01"), 0),
      (ReviewFilter(before: ReviewTests.morning), 2), (ReviewFilter(before: Timestamp(rfc3339: TestChamber.time)), 0),
    ])
  func filters(_ filter: ReviewFilter, _ count: Int) throws {
    let (chamber, desk, _) = try Self.night.get()
    defer { withExtendedLifetime(chamber) {} }
    #expect(try desk.list(filter).count == count)
  }

  /// One night for all filters.
  nonisolated(unsafe) static let night = Result { try ReviewTests.held() }
}
