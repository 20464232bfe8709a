// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Foundation
import Ledger
import Pipeline
import Reconciliation
import Signing
import Testing
import Trade

@Suite("Purging what partners sent")
struct ExchangePurgeTests {
  static func purge(_ partners: Partners, _ year: Int, at time: String) throws -> Purging.Plan {
    let time = try #require(Timestamp(rfc3339: time))
    return try Purging(Desk(partners.belgium, time: time, random: { [UInt8](repeating: 79, count: $0) })).purge(year)
  }

  @Test("A partner's certificates go with the year in which they came last; receipts and the checkpoint stay")
  func purge() throws {
    let partners = try Partners()
    let first = try ExchangeTests.bundle(partners.take(partners.bundle))
    try partners.export([partners.numbers[0]], as: "again.zip")
    let again = try ExchangeTests.bundle(partners.take(partners.mail + "/again.zip", at: "2027-01-05T08:00:00Z"))
    func files() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: first.folder).sorted() }
    #expect(try files().count == 8)

    // As after a kill behind the first deleted bytes: the partner's copy of the receipt tells the rest.
    let receipt = Digest(sha256: try DurableFile.read(first.receiptPath))
    try DurableFile.remove(partners.belgium.store.path(of: receipt))
    let plan = try Self.purge(partners, 2026, at: "2029-01-05T08:00:00Z")
    #expect(plan.bundles == 1 && plan.certificates == 0)
    #expect(try files().count == 4 && files().allSatisfy { $0.hasPrefix(partners.numbers[0]) })
    #expect(!partners.belgium.store.contains(first.receipt.bundle))
    #expect(partners.belgium.store.contains(again.receipt.bundle))
    for kept in [first.receiptPath, again.receiptPath, partners.belgium.root + "/exchange/SG-CC1/checkpoint"] {
      #expect(DurableFile.exists(kept), "\(kept)")
    }
    _ = try Rebuild.run(partners.belgium, now: "2029-01-05T09:00:00Z")
    #expect(try LedgerDesk(partners.belgium).verify().fault == nil)
    // The bundle of the next year is known still, also in the rebuilt state.
    #expect(try ExchangeTests.bundle(partners.take(partners.mail + "/again.zip", at: "2029-01-06T08:00:00Z")).isKnown)
    let next = try Self.purge(partners, 2027, at: "2030-01-05T08:00:00Z")
    #expect(next.bundles == 1)
    #expect(try files().isEmpty)
  }
}
