// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import DurableFiles
import Foundation
import Pipeline
import Testing
import Trade

@Suite("What a held form tells")
struct HeldFormTests {
  @Test(
    "Reasons are parted at semicolons, but not inside a quoted name",
    arguments: [
      ("one", ["one"]), ("one; two", ["one", "two"]), ("", []), ("a;b", ["a;b"]),
      (#"consignee "A; B" is "A; B" of list x; two"#, [#"consignee "A; B" is "A; B" of list x"#, "two"]),
      (#"consignee "12" Pipes; Co" near "x"; two"#, [#"consignee "12" Pipes"#, #"Co" near "x""#, "two"]),
      ("Müller; Söhne ", ["Müller", "Söhne "]),
    ])
  func reasons(_ text: String, _ list: [String]) {
    #expect(HoldReasons(text).list == list)
  }

  @Test("The words beside a held form have a line for each reason, of no more than 78 characters, and its twin a list")
  func words() throws {
    let chamber = try TestChamber()
    let policy = try chamber.policy(
      "limits: [{ title: \"all exporters whose forms are granted by the policy alone\", gross-kg: 10, items: 0 }]\n")
    try chamber.receive("clean-pepper-singapore.json")
    _ = try chamber.run(set: ["decide.policy=\(policy)"])
    let folder = chamber.workspace.batch("20261124-01").held
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    let text = try String(decoding: DurableFile.read("\(folder)/\(#require(names.last))"), as: UTF8.self)
    #expect(
      text.contains(
        """
        The application waits for an officer:
        * all exporters whose forms are granted by the policy alone: gross 3240 kg,
          above 10 kg
        * all exporters whose forms are granted by the policy alone: 1 items, above 0

        """), "\(text)")
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 78 })
    let twin = try JSONValue(parsing: DurableFile.read("\(folder)/\(#require(names.first))")).object
    #expect(twin?["reasons"]?.array?.count == 2)
  }

  @Test("Nothing is dated more than 31 days ahead of the clock and of the ledger; an empty ledger takes any time")
  func ahead() throws {
    let chamber = try TestChamber()
    try chamber.receive("clean-pepper-singapore.json")
    try chamber.run(time: "2026-11-23T22:00:00Z")
    func add(_ first: String, at time: String, now: String) throws {
      let serial = try #require(StockSerial(first))
      let range = try #require(StockRange(first: serial, last: serial))
      try StockDesk(chamber.desk(time, now: now)).add(range, kind: "ordinary")
    }
    // The ledger's last entry counts where the clock is behind it, and the clock where it is ahead.
    try add("A1", at: "2026-12-24T22:00:00Z", now: "2025-01-01T00:00:00Z")
    #expect(throws: DeskError.timeTooLate("2027-01-24T22:00:01Z", limit: "2027-01-24T22:00:00Z")) {
      try add("A2", at: "2027-01-24T22:00:01Z", now: "2025-01-01T00:00:00Z")
    }
    try add("A2", at: "2028-01-01T00:00:00Z", now: "2027-12-25T00:00:00Z")
    try chamber.receive("clean-japanese-tea.json")
    let request = RunRequest(
      recipe: TestChamber.recipe, overrides: [try Override("receive.settleSeconds=0")],
      batchTime: Timestamp(rfc3339: "2029-01-01T00:00:00Z"),
      now: Timestamp(rfc3339: "2028-01-01T00:00:00Z") ?? Timestamp(seconds: 0), jobs: 1)
    #expect(throws: RunError.batchTimeTooLate(asked: "2029-01-01T00:00:00Z", limit: "2028-02-01T00:00:00Z")) {
      _ = try IssuanceRun(chamber.order(request)).run()
    }
  }
}
