// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import Foundation
import Testing

/// The print room from the shell. The queue is a fake `lp` of a few lines, or a real one in `QueueTests`.
@Suite("Commands of the print room", .serialized)
struct PrintRoomCommandTests {
  static let recipe = CommandTests.root.appending(path: "pipelines/print-room.yaml").path
  static let time = "2026-11-24T08:00:00Z"

  /// A workspace `ws` with one certificate of two copies and three of one each.
  static func inChamber(_ body: (URL) throws -> Void) throws {
    try CommandTests.inTemporaryFolder { folder in
      _ = try CommandTests.initialise(folder)
      let nightly = CommandTests.root.appending(path: "pipelines/nightly-issuance.yaml").path
      let samples = ["clean-csv-three-applications.csv", "clean-vietnamese-coffee.json"].map {
        CommandTests.root.appending(path: "samples/inbox/\($0)").path
      }
      let run = try CommandTests.certmill(
        ["run", nightly, "-w", "ws", "--batch-time", "2026-11-23T22:00:00Z"] + samples, in: folder)
      #expect(run.code == 0, "\(run.err)")
      try body(folder)
    }
  }

  static func print(
    _ more: [String] = [], in folder: URL, environment: [String: String] = [:], at time: String = time
  ) throws -> CommandTests.Result {
    try CommandTests.certmill(
      ["run", recipe, "-w", "ws", "--batch-time", time, "--json"] + more, in: folder, environment: environment)
  }

  static func object(_ result: CommandTests.Result) throws -> JSONObject {
    try #require(try JSONValue(parsing: Array(result.out.utf8.dropLast())).object, "\(result.err)")
  }

  @Test("A day of the print room: paper comes, sheets are printed, one is spoiled, reprinted and printed again")
  func day() throws {
    try Self.inChamber { folder in
      func certmill(_ arguments: String...) throws -> CommandTests.Result {
        try CommandTests.certmill(arguments, in: folder)
      }
      let at = ["--at", "2026-11-24T07:00:00Z"]
      #expect(try certmill("stock", "list", "-w", "ws").out.contains("no security paper"))
      #expect(try CommandTests.certmill(["stock", "add", "A01", "A09", "-w", "ws"] + at, in: folder).code == 0)
      let overlap = try CommandTests.certmill(["stock", "add", "A09", "A12", "-w", "ws"] + at, in: folder)
      #expect(overlap.code == 1 && overlap.err.contains("A01–A09 (ordinary) is in stock already"))
      #expect(try certmill("stock", "add", "A9", "A10", "-w", "ws").code == 1)
      let paper = ["--set", "print.stock=ordinary", "--set", "stamp.template=templates/ordinary-preprinted.yaml"]
      let summary = try Self.object(try Self.print(paper, in: folder))
      #expect(
        Set(summary.members.map(\.key)) == ["batch", "copies", "failed", "ledger", "runs", "seconds", "sheets"])
      #expect(summary["copies"]?.integer == summary["sheets"]?.integer && summary["failed"]?.integer == 0)
      let sheets = try #require(summary["sheets"]?.integer)
      #expect(try Self.object(try Self.print(paper, in: folder))["batch"] == .null)

      let later = ["--reason", "jam", "-w", "ws", "--at", "2026-11-24T09:00:00Z"]
      let spoiled = try CommandTests.certmill(["spoil", "--stock", "A02"] + later, in: folder)
      #expect(spoiled.code == 0 && spoiled.out.contains("paper A02"), "\(spoiled.err)")
      #expect(
        try CommandTests.certmill(["spoil", "--stock", "A09"] + later, in: folder).err.contains("bears no sheet"))
      #expect(try CommandTests.certmill(["spoil", "SG-2026-0000001-H"] + later, in: folder).err.contains("--copy"))
      let number = String(spoiled.out.prefix { $0 != " " })
      let reprint = try CommandTests.certmill(["reprint", number, "--recipe", Self.recipe] + later, in: folder)
      #expect(reprint.code == 0 && reprint.out.contains(".copy"), "\(reprint.err)")
      let again = try Self.object(try Self.print(paper, in: folder, at: "2026-11-24T10:00:00Z"))
      #expect(again["copies"]?.integer == 1)
      let list = try certmill("stock", "list", "-w", "ws").out
      #expect(list.contains("\(sheets + 1) printed (1 spoiled), 0 void, \(9 - sheets - 1) left"), "\(list)")
      #expect(try certmill("ledger", "verify", "-w", "ws").code == 0)
    }
  }

  @Test("A recipe's mistyped key, order or serial is told with its place")
  func configuration() throws {
    try Self.inChamber { folder in
      for (setting, words) in [
        ("print.runSheet=5", "runSheets"), ("select.order=[exporter, exporters]", "exporter"),
        ("print.from=A 1", "serial"), ("print.from=A01", "stock"), ("print.allowance=-1", "0 to 99"),
        ("print.sides=both", "simplex"), ("print.media=iso_a4_210x297mm", "media without `printer`"),
        ("print.printer=-d", "queue"), ("print.tray=a b", "IPP keyword"),
      ] {
        let more =
          setting.hasPrefix("print.tray") ? ["--set", "print.printer=office", "--set", setting] : ["--set", setting]
        let result = try Self.print(more, in: folder)
        #expect(result.code == 1 && result.err.contains(words), "\(setting): \(result.err)")
      }
      #expect(try Self.print(["nonsense"], in: folder).err.contains("expected certificate numbers"))
    }
  }

  /// What `lp` may do, by name.
  enum Queue: String, CaseIterable {
    case takes
    case refuses
    case isGone
    case speaksNonsense
    case refusesRelease

    var script: String {
      switch self {
      case .takes: #"case "$*" in *resume*) ;; *) echo "request id is office-7 (1 file(s))";; esac"#
      case .refuses: #"echo "lp: Error - office is not accepting jobs" >&2; exit 1"#
      case .isGone: #"echo "lp: Error - scheduler not responding" >&2; exit 1"#
      case .speaksNonsense: "echo 42"
      case .refusesRelease:
        #"case "$*" in *resume*) echo "lp: job gone" >&2; exit 1;; *) echo "request id is office-7 (1 file(s))";; esac"#
      }
    }

    /// A folder with `lp` and `cancel` that log how they were called.
    func install(in folder: URL) throws -> [String: String] {
      let commands = folder.appending(path: "commands")
      try FileManager.default.createDirectory(at: commands, withIntermediateDirectories: true)
      for (name, body) in [("lp", script), ("cancel", "")] {
        let file = commands.appending(path: name)
        let log = folder.appending(path: "log").path
        try "#!/bin/sh\necho \"\(name) $*\" >> '\(log)'\n\(body)\n".write(
          to: file, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
      }
      return ["PATH": commands.path + ":/usr/bin:/bin"]
    }
  }

  @Test("What the queue does not take is not entered as printed", arguments: Queue.allCases)
  func queue(_ queue: Queue) throws {
    try Self.inChamber { folder in
      let environment = try queue.install(in: folder)
      func lines() throws -> [Substring] {
        try String(contentsOf: folder.appending(path: "ws/ledger/ledger.jsonl"), encoding: .utf8).split(separator: "\n")
      }
      let result = try Self.print(
        ["--set", "print.printer=office", "--set", "print.runSheets=2"], in: folder, environment: environment)
      let printed = try lines().count { $0.contains(#""stage":"print""#) }
      let files = try FileManager.default.contentsOfDirectory(
        atPath: folder.appending(path: "ws/batches/20261124-01/print-runs").path)
      let log = try String(contentsOf: folder.appending(path: "log"), encoding: .utf8)
      switch queue {
      case .takes, .refusesRelease:
        #expect(result.code == 0 && printed > 2)
        #expect(log.contains("lp -d office -t certmill 20261124-01/1 -H hold -o print-scaling=none -o sides=one-sided"))
        #expect(log.contains("lp -i office-7 -H resume"))
        #expect(result.err.contains("could not be released") == (queue == .refusesRelease), "\(result.err)")
      case .refuses, .isGone, .speaksNonsense:
        #expect(result.code == 3 && printed == 0, "\(result.err)")
        #expect(!files.contains { $0.hasSuffix(".pdf") || $0.hasSuffix(".part") }, "\(files)")
        // Asked once, not once a run.
        #expect(log.split(separator: "\n").count { $0.hasPrefix("lp ") } == 1)
        let told = try CommandTests.certmill(
          ["run", Self.recipe, "-w", "ws", "--batch-time", Self.time, "--set", "print.printer=office"], in: folder,
          environment: environment)
        #expect(told.code == 3 && told.out.contains("printer office: "), "\(told.out)")
        // Printed without the queue, all of it is there.
        let later = try Self.object(try Self.print(in: folder, at: "2026-11-24T09:00:00Z"))
        #expect(later["failed"]?.integer == 0 && later["copies"]?.integer ?? 0 > 2)
      }
      #expect(try CommandTests.certmill("ledger", "verify", "-w", "ws", in: folder).code == 0)
    }
  }
}
