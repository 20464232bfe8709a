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
  }
}
