// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

/// What an officer does after issue, from the shell.
@Suite("Commands after issue", .serialized)
struct AfterIssueCommandTests {
  static let (first, fourth) = ("SG-2026-0000001-H", "SG-2026-0000004-B")

  @Test("Revoke, replace, duplicate and purge say what they did, by word and exit code")
  func commands() throws {
    try PrintRoomCommandTests.inChamber { folder in
      func certmill(_ arguments: [String]) throws -> CommandTests.Result {
        try CommandTests.certmill(arguments + ["-w", "ws"], in: folder)
      }
      let recipe = ["--recipe", CommandTests.root.appending(path: "pipelines/nightly-issuance.yaml").path]
      let officer = ["--officer", "tan.pem"]
      #expect(try certmill(["officer", "new", "tan", "--key", "tan.pem"]).code == 0)

      let unknown = try certmill(["revoke", Self.first, "--reason", "bogus"] + officer)
      #expect(unknown.code == 1 && unknown.err.contains("expected one of false-declaration, "))
      #expect(try certmill(["revoke", Self.first, "--reason", "lost"]).code == 1)
      let revoked = try certmill(
        ["revoke", Self.first, "--reason", "lost", "--at", "2026-11-24T08:00:00Z"] + officer)
      #expect(revoked.code == 0 && revoked.out == "\(Self.first): revoked by tan\n")

      let coffee = CommandTests.root.appending(path: "samples/inbox/clean-vietnamese-coffee.json").path
      let again = try certmill(
        ["replace", Self.fourth, coffee, "--reason", "details-changed", "--batch-time", "2026-11-24T09:00:00Z"]
          + officer + recipe)
      #expect(again.code == 2 && again.out.contains("stays in force; the new application is no new one"))
      let lost = try certmill(
        ["duplicate", Self.fourth, "--reason", "lost", "--batch-time", "2026-11-24T10:00:00Z"] + officer + recipe)
      #expect(lost.code == 0 && lost.out.contains("its duplicate is SG-2026-0000005-9"), "\(lost.err)")
      #expect(try certmill(["status", Self.fourth]).out.contains("replaced by SG-2026-0000005-9"))
      #expect(try certmill(["status"]).out.contains("1 revoked, 1 replaced"))
      let scan = try certmill(["ledger", "verify"])
      #expect(scan.code == 0, "\(scan.err)")

      let purge = ["purge", "--year", "2026", "--at", "2029-01-01T00:00:00Z"]
      #expect(try certmill(purge + ["--yes", "2027"]).code == 1)
      #expect(try certmill(["purge", "--year", "2026", "--at", "2028-12-31T00:00:00Z", "--yes", "2026"]).code == 1)
      let purged = try certmill(purge + ["--yes", "2026"])
      #expect(purged.code == 0 && purged.out.contains("4 batches"), "\(purged.out) \(purged.err)")
      #expect(try certmill(["ledger", "verify"]).code == 0 && certmill(["rebuild"]).code == 0)
      #expect(try certmill(purge).out.contains("nothing is left to do"))
    }
  }
}
