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

      // An entry of a far day would keep every later one out, and no year goes by a moment that has not come.
      let far = ["--at", "9998-01-01T00:00:00Z"]
      let revoking = try certmill(["revoke", Self.fourth, "--reason", "lost"] + far + officer)
      #expect(revoking.code == 1 && revoking.err.contains("more than 31 days ahead"), "\(revoking.err)")
      let purging = try certmill(["purge", "--year", "2026", "--yes", "2026"] + far)
      #expect(purging.code == 1 && purging.err.contains("later than this machine's clock"), "\(purging.err)")
    }
  }

  @Test("Purge deletes a year whose time has passed, once, and asks for it to be typed")
  func purge() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "certmill-purge-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    func certmill(_ arguments: [String]) throws -> CommandTests.Result {
      try CommandTests.certmill(arguments + ["-w", "ws"], in: folder)
    }
    let coffee = try String(
      contentsOf: CommandTests.root.appending(path: "samples/inbox/clean-vietnamese-coffee.json"), encoding: .utf8)
    try Data(coffee.replacing("2026-", with: "2020-").utf8).write(to: folder.appending(path: "coffee.json"))
    let made = try CommandTests.certmill(
      [
        "init", "ws", "--chamber", "SG-CC1", "--name", "Straits", "--country", "SG", "--host", "CO.STRAITS.EXAMPLE",
        "--from", "2020-01-01",
      ], in: folder)
    #expect(made.code == 0, "\(made.err)")
    let run = try certmill([
      "run", CommandTests.root.appending(path: "pipelines/nightly-issuance.yaml").path, "coffee.json", "--batch-time",
      "2020-11-23T22:00:00Z", "--jobs", "1", "--set", "receive.settleSeconds=0",
    ])
    #expect(run.code == 0, "\(run.err)")

    let purge = ["purge", "--year", "2020", "--at", "2023-01-01T00:00:00Z"]
    let other = try certmill(purge + ["--yes", "2021"])
    #expect(other.code == 1 && other.err == "certmill: --yes 2021: expected 2020, the year to be deleted\n")
    #expect(try certmill(["purge", "--year", "2020", "--at", "2022-12-31T00:00:00Z", "--yes", "2020"]).code == 1)
    let unasked = try certmill(purge)
    #expect(unasked.code == 1 && unasked.err.contains("nothing was deleted; give --yes 2020"))
    let purged = try certmill(purge + ["--yes", "2020"])
    #expect(purged.code == 0 && purged.out.contains("1 certificates"), "\(purged.out) \(purged.err)")
    #expect(try certmill(["ledger", "verify"]).code == 0 && certmill(["rebuild"]).code == 0)
    #expect(try certmill(purge).out.contains("nothing is left to do"))
  }
}
