// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import Foundation
import Testing

/// Reconciliation from the shell.
@Suite("Commands of whoever reads scans", .serialized)
struct ReconcileCommandTests {
  static let recipe = CommandTests.root.appending(path: "pipelines/reconciliation.yaml").path
  static let quick = ["--set", "receive.settleSeconds=0"]

  /// A chamber `ws` that has issued the pepper, and a reader `in` that trusts it.
  static func inOffice(_ body: (_ folder: URL, _ pdf: String) throws -> Void) throws {
    try CommandTests.inTemporaryFolder { folder in
      _ = try CommandTests.initialise(folder)
      let nightly = CommandTests.root.appending(path: "pipelines/nightly-issuance.yaml").path
      let sample = CommandTests.root.appending(path: "samples/inbox/clean-pepper-singapore.json").path
      try CommandTests.certmill(
        ["run", nightly, "-w", "ws", "--batch-time", "2026-11-23T14:00:00Z", sample] + quick, in: folder)
      let made = try CommandTests.certmill("init", "in", "--reader", "--name", "Merlion Insurance", in: folder)
      #expect(made.code == 0 && made.out.contains("Merlion Insurance, who reads"), "\(made.err)")
      try CommandTests.certmill("trust", "add", "ws/trust/SG-CC1.json", "-w", "in", in: folder)
      try FileManager.default.copyItem(
        at: folder.appending(path: "ws/trust/SG-CC1"), to: folder.appending(path: "in/trust/SG-CC1"))
      try body(folder, "ws/batches/20261123-01/certificates/SG-2026-0000001-H.pdf")
    }
  }

  static func run(_ inputs: String..., in folder: URL, at time: String) throws -> CommandTests.Result {
    try CommandTests.certmill(
      ["run", recipe, "-w", "in", "--batch-time", time, "--json"] + quick + inputs, in: folder)
  }

  @Test("The exit code tells genuine, not genuine and not readable apart; --json prints report.json")
  func exitCodes() throws {
    try Self.inOffice { folder, pdf in
      let good = try Self.run(pdf, in: folder, at: "2026-11-24T08:00:00Z")
      #expect(good.code == 0, "\(good.err)")
      let file = folder.appending(path: "in/reconciliations/20261124-01/report.json")
      #expect(good.out == (try String(contentsOf: file, encoding: .utf8)) + "\n")
      let json = try #require(try JSONValue(parsing: Array(good.out.utf8.dropLast())).object)
      #expect(json["batch"] == "20261124-01" && json["pages"]?.array?.count == 3)
      let row = try #require(json["pages"]?.array?.first?.object)
      #expect(
        Set(row.members.map(\.key))
          == [
            "file", "page", "verdict", "paper", "issuer", "number", "copy", "copies", "sheet", "sheets", "reason",
            "resolution", "step", "skew",
          ])
      let again = try Self.run(pdf, in: folder, at: "2026-11-24T09:00:00Z")
      #expect(again.code == 2, "\(again.err)")
      let letter = try Self.run(Self.recipe, in: folder, at: "2026-11-24T10:00:00Z")
      #expect(letter.code == 3, "\(letter.err)")
      let nothing = try CommandTests.certmill("run", Self.recipe, "-w", "in", "--json", in: folder)
      #expect(nothing.code == 0 && nothing.out == "{\"batch\":null,\"pages\":[],\"verdicts\":{}}\n")
      let missing = try Self.run("missing.pdf", in: folder, at: "2026-11-24T11:00:00Z")
      #expect(missing.code == 1 && missing.err.contains("missing.pdf"))
      let verified = try CommandTests.certmill("ledger", "verify", "-w", "in", in: folder)
      #expect(verified.code == 0, "\(verified.out)")
    }
  }

  @Test("A watched run takes what comes into the inbox, and ends cleanly when it is asked to")
  func watch() throws {
    try Self.inOffice { folder, pdf in
      let process = Process()
      process.executableURL = CommandTests.program
      process.currentDirectoryURL = folder
      process.arguments =
        ["run", Self.recipe, "-w", "in", "--set", "receive.watchSeconds=1", "--jobs", "1"] + Self.quick
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      // Under another name first, as a scanner would: what is hidden is not looked at.
      let inbox = folder.appending(path: "in/inbox")
      try FileManager.default.copyItem(at: folder.appending(path: pdf), to: inbox.appending(path: ".scan"))
      try FileManager.default.moveItem(at: inbox.appending(path: ".scan"), to: inbox.appending(path: "scan.pdf"))
      let reports = folder.appending(path: "in/reconciliations")
      let deadline = Date(timeIntervalSinceNow: 120)
      func isDone() -> Bool {
        let batches = (try? FileManager.default.contentsOfDirectory(atPath: reports.path)) ?? []
        return batches.contains {
          FileManager.default.fileExists(atPath: reports.appending(path: "\($0)/report.json").path)
        }
      }
      while !isDone(), Date() < deadline, process.isRunning { Thread.sleep(forTimeInterval: 0.2) }
      #expect(isDone() && process.isRunning)
      process.terminate()
      process.waitUntilExit()
      #expect(process.terminationReason == .exit && process.terminationStatus == 0)
      #expect(try FileManager.default.contentsOfDirectory(atPath: inbox.path).isEmpty)
    }
  }

  @Test(
    "A typed number is looked up; a chamber's options are refused to a reader, and a reader's workspace to a chamber")
  func numbersAndInit() throws {
    try Self.inOffice { folder, _ in
      let found = try CommandTests.certmill("verify", "SG-2026-0000001-H", "--trust", "in/trust", in: folder)
      #expect(found.code == 2 && found.out.contains("in force; but no code was read"), "\(found.err)")
      let wrong = try CommandTests.certmill("verify", "SG-2026-0000001-X", "--trust", "in/trust", in: folder)
      #expect(wrong.code == 2 && wrong.out.contains("check character of this number is wrong"))
      let option = try CommandTests.certmill("init", "other", "--reader", "--host", "CO.EXAMPLE.SG", in: folder)
      #expect(option.code == 1 && option.err.contains("--host is a chamber's"))
      let bare = try CommandTests.certmill("init", "other", "--name", "Nobody", in: folder)
      #expect(bare.code == 1 && bare.err.contains("--chamber, --name, --country and --host"))
      let other = try CommandTests.certmill("init", "ws", "--reader", in: folder)
      #expect(other.code == 1 && other.err.contains("role"), "\(other.err)")
      let same = try CommandTests.certmill("init", "in", "--reader", "--name", "Merlion Insurance", in: folder)
      #expect(same.code == 0 && same.out.contains("nothing was changed"))
      let nightly = CommandTests.root.appending(path: "pipelines/nightly-issuance.yaml").path
      let night = try CommandTests.certmill("run", nightly, "-w", "in", in: folder)
      #expect(night.code == 1 && night.err.contains("only reads"))
      let status = try CommandTests.certmill("status", "-w", "in", in: folder)
      #expect(status.code == 0 && status.out.hasPrefix("reader  Merlion Insurance"))
    }
  }
}
