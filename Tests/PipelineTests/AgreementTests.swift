// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Pipeline
import Testing

@Suite("Certificates of agreements", .serialized)
struct AgreementTests {
  private static func recipe(_ name: String) -> String {
    TestChamber.root.appending(path: "pipelines/\(name).yaml").path
  }

  @Test("A clean form of an agreement waits for the recipe that prints its certificate, and is issued by it")
  func waits() throws {
    let chamber = try TestChamber()
    try chamber.receive(
      "held-agreement-atiga.json",
      replacing: #""netKg": "7200","# + "\n      " + #""fob": { "amount": "9360.00", "currency": "USD" }"#,
      with: #""netKg": "7200""#, as: "form-d.json")
    let held = try #require(try chamber.run())
    #expect(held.counts.held == 1 && held.counts.issued == 0, "\(held.counts)")
    #expect(
      try ReviewDesk(chamber.workspace, time: ReviewTests.morning).list().first?.held.reason.contains("not ATIGA")
        == true)
    // The nightly recipe leaves it alone; its own one takes it.
    #expect(try chamber.run(time: "2026-11-24T22:00:00Z") == nil)
    let issued = try #require(try chamber.run(time: "2026-11-24T22:00:00Z", recipe: Self.recipe("form-d-issuance")))
    #expect(issued.counts.issued == 1, "\(issued.counts)")
    // The print room leaves it to a recipe of its own; asked for by its number it says why.
    #expect(try chamber.print(time: "2026-11-25T08:00:00Z") == nil)
    let printed = try #require(try chamber.print(["SG-2026-0000001-H"], time: "2026-11-25T08:00:00Z"))
    #expect(printed.failed == 1 && printed.copies == 0)
    // So does a duplicate: never on the form of another certificate.
    try chamber.makeOfficer("tan", seed: 1)
    let wrong = try chamber.reissuing([], time: "2026-11-26T08:00:00Z").duplicate(
      "SG-2026-0000001-H", reason: .lost, text: nil, officer: chamber.officerKey("tan"))
    #expect(wrong.verdict == "refuse" && wrong.successor == nil && wrong.reason?.contains("not ATIGA") == true)
    let right = try chamber.reissuing([], time: "2026-11-26T09:00:00Z", recipe: Self.recipe("form-d-issuance"))
      .duplicate(
        "SG-2026-0000001-H", reason: .lost, text: nil, officer: chamber.officerKey("tan"))
    #expect(right.successor == "SG-2026-0000002-F", "\(right)")
  }

  @Test("The samples of Form RCEP come out as their names say: issued, held for a heading that is not listed, refused")
  func rcep() throws {
    let chamber = try TestChamber()
    let folder = TestChamber.root.appending(path: "samples/rcep")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    for name in names { try chamber.receive(Array(Data(contentsOf: folder.appending(path: name))), as: name) }
    let batch = try #require(try chamber.run(recipe: Self.recipe("rcep-issuance")))
    func count(_ outcome: String) -> Int { names.count { $0.hasPrefix(outcome) } }
    #expect(batch.counts.issued == count("clean-") && count("clean-") > 3, "\(batch.counts)")
    #expect(batch.counts.held == count("held-") && count("held-") > 0, "\(batch.counts)")
    #expect(batch.counts.refused == count("refused-") && count("refused-") > 1, "\(batch.counts)")
  }
}
