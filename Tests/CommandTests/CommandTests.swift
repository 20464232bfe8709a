// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import Foundation
import Testing

/// The program itself, as a shell calls it.
@Suite("Commands", .serialized)
struct CommandTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    .appending(path: "certmill")

  struct Result {
    var code: Int32
    var out: String
    var err: String
  }

  @discardableResult
  static func certmill(_ arguments: String..., in folder: URL) throws -> Result {
    try certmill(arguments, in: folder)
  }

  /// `environment` is added to that of the tests.
  @discardableResult
  static func certmill(
    _ arguments: [String], in folder: URL, environment: [String: String] = [:]
  ) throws -> Result {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.currentDirectoryURL = folder
    let (out, err) = (folder.appending(path: ".out"), folder.appending(path: ".err"))
    for file in [out, err] { _ = FileManager.default.createFile(atPath: file.path, contents: nil) }
    process.standardOutput = try FileHandle(forWritingTo: out)
    process.standardError = try FileHandle(forWritingTo: err)
    try process.run()
    process.waitUntilExit()
    return Result(
      code: process.terminationStatus, out: try String(contentsOf: out, encoding: .utf8),
      err: try String(contentsOf: err, encoding: .utf8))
  }

  static func inTemporaryFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "certmill-command-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  static func initialise(_ folder: URL, host: String = "CO.STRAITS.EXAMPLE") throws -> Result {
    try certmill(
      "init", "ws", "--chamber", "SG-CC1", "--name", "Straits Chamber of Trade", "--country", "SG", "--host", host,
      "--from", "2026-01-01", in: folder)
  }

  @Test("init makes a workspace, changes nothing the second time, and refuses another chamber's")
  func initialisation() throws {
    try Self.inTemporaryFolder { folder in
      #expect(try Self.initialise(folder).code == 0)
      let key = try Data(contentsOf: folder.appending(path: "ws/keys/issuer.pem"))
      let attributes = try FileManager.default.attributesOfItem(
        atPath: folder.appending(path: "ws/keys/issuer.pem").path)
      #expect(attributes[.posixPermissions] as? Int == 0o600)
      let again = try Self.initialise(folder)
      #expect(again.code == 0 && again.out.contains("nothing was changed"))
      #expect(try Data(contentsOf: folder.appending(path: "ws/keys/issuer.pem")) == key)
      let other = try Self.initialise(folder, host: "CO.OTHER.EXAMPLE")
      #expect(other.code == 1 && other.err.contains("nothing was changed"))
      let long = try Self.certmill(
        "init", "long", "--chamber", "SG-CC1", "--name", "N", "--country", "SG", "--host",
        "CO.A-HOST-OF-MORE-THAN-30.EXAMPLE", in: folder)
      #expect(long.code == 1 && long.err.contains("at most 30"))
      #expect(try Self.certmill("ledger", "verify", "-w", "ws", in: folder).code == 0)
    }
  }

  @Test("A night from the shell: run, status, review, verify, and the exit codes of each")
  func night() throws {
    try Self.inTemporaryFolder { folder in
      _ = try Self.initialise(folder)
      let recipe = Self.root.appending(path: "pipelines/nightly-issuance.yaml").path
      for name in ["clean-pepper-singapore.json", "held-retroactive-steel.json", "refused-net-over-gross.json"] {
        try FileManager.default.copyItem(
          at: Self.root.appending(path: "samples/inbox/\(name)"), to: folder.appending(path: "ws/inbox/\(name)"))
      }
      let run = try Self.certmill(
        "run", recipe, "-w", "ws", "--batch-time", "2026-11-23T22:00:00Z", "--json", in: folder)
      #expect(run.code == 2, "\(run.err)")
      let summary = try #require(try JSONValue(parsing: Array(run.out.utf8.dropLast())).object)
      #expect(
        Set(summary.members.map(\.key)) == [
          "batch", "received", "duplicates", "refused", "held", "issued", "failed", "sheets", "ledger", "seconds",
        ])
      #expect(summary["issued"]?.integer == 1)
      #expect(try Self.certmill("status", "-w", "ws", "--json", in: folder).code == 0)
      #expect(try Self.certmill("review", "list", "-w", "ws", in: folder).out.contains("held-retroactive-steel.json"))
      let pdf = "ws/batches/20261123-01/certificates/SG-2026-0000001-H.pdf"
      let verified = try Self.certmill("verify", pdf, "--trust", "ws/trust", in: folder)
      #expect(verified.code == 0 && verified.out.contains("genuine"), "\(verified.out)\(verified.err)")
      try Self.checkLedger(in: folder, number: "SG-2026-0000001-H", pdf: pdf)
      let foreign = try Self.certmill("verify", "HTTPS://EXAMPLE.ORG/", "--trust", "ws/trust", in: folder)
      #expect(foreign.code == 2)
      #expect(try Self.certmill("rebuild", "-w", "ws", in: folder).code == 0)
    }
  }

  /// What strangers do with a ledger: publish, verify from the last checkpoint seen, prove, take the proof offline.
  static func checkLedger(in folder: URL, number: String, pdf: String) throws {
    let published = try certmill("ledger", "publish", "site", "-w", "ws", in: folder)
    #expect(published.code == 0 && published.out.contains("files written"), "\(published.err)")
    #expect(FileManager.default.fileExists(atPath: folder.appending(path: "site/index.html").path))
    let audit = ["ledger", "verify", "--published", "site", "--vkey", "ws/keys/ledger.vkey", "--seen", "seen"]
    #expect(try certmill(audit, in: folder).code == 0)
    let again = try certmill(audit, in: folder)
    #expect(again.code == 0 && again.out.contains("not read again"), "\(again.out)\(again.err)")
    let unreachable = try certmill(
      "ledger", "verify", "--published", "http://127.0.0.1:9", "--vkey", "ws/keys/ledger.vkey", in: folder)
    #expect(unreachable.code == 3 && unreachable.err.contains("cannot fetch"), "\(unreachable.err)")

    let plain = try certmill("ledger", "prove", number, "-w", "ws", in: folder)
    #expect(plain.code == 0 && plain.out.hasPrefix("c2sp.org/tlog-proof@v1\nindex "))
    let proof = try certmill("ledger", "prove", number, "--entry", "-w", "ws", in: folder)
    #expect(proof.code == 0 && proof.out.hasPrefix("c2sp.org/tlog-proof@v1\nextra "))
    try proof.out.write(to: folder.appending(path: "p.tlog-proof"), atomically: true, encoding: .utf8)
    // A bank that has the chamber's keys and no ledger.
    try FileManager.default.createDirectory(at: folder.appending(path: "bank"), withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      at: folder.appending(path: "ws/trust/SG-CC1.json"), to: folder.appending(path: "bank/SG-CC1.json"))
    let bank = try certmill("verify", pdf, "--trust", "bank", "--proof", "p.tlog-proof", in: folder)
    #expect(bank.code == 2 && bank.out.contains("sealed") && bank.out.contains("listed the certificate"), "\(bank.out)")
  }

  @Test("template check, preview and calibrate, and their exit codes")
  func template() throws {
    try Self.inTemporaryFolder { folder in
      let good = Self.root.appending(path: "pipelines/templates/ordinary-a4.yaml")
      let check = try Self.certmill("template", "check", good.path, in: folder)
      #expect(check.code == 0 && check.out.contains("spot colours: Chamber Blue") && check.err.isEmpty, "\(check.err)")
      let text = try String(contentsOf: good, encoding: .utf8)
      try text.replacing("field: totals", with: "field: total").replacing("code: { x: 100.2", with: "code: { x: 180")
        .write(to: folder.appending(path: "bad.yaml"), atomically: true, encoding: .utf8)
      let bad = try Self.certmill("template", "check", "bad.yaml", "--json", in: folder)
      #expect(bad.code == 1)
      let report = try #require(try JSONValue(parsing: Array(bad.out.utf8.dropLast())).object)
      #expect(report["good"]?.bool == false && (report["faults"]?.array?.count ?? 0) >= 3)
      let words = try Self.certmill("template", "check", "bad.yaml", in: folder)
      #expect(
        words.code == 1 && words.err.contains("did you mean \"totals\"") && words.err.contains("code: the symbol"))
      #expect(try Self.certmill("template", "preview", "bad.yaml", "-o", "out", in: folder).code == 1)
      #expect(!FileManager.default.fileExists(atPath: folder.appending(path: "out").path))
      #expect(try Self.certmill("template", "preview", good.path, "-o", "out", in: folder).code == 0)
      #expect(FileManager.default.fileExists(atPath: folder.appending(path: "out/ordinary-a4-preview.pdf").path))

      let fonts = try Self.certmill("template", "check", good.path, "--fonts", "/nowhere", "/none", in: folder)
      #expect(fonts.code == 1 && fonts.err.contains("/nowhere, /none; --fonts names other folders"), "\(fonts.err)")

      #expect(try Self.certmill("template", "calibrate", good.path, "-o", "sheet.pdf", in: folder).code == 0)
      let line = try Self.certmill(
        "template", "calibrate", good.path, "--printer", "hp", "--measured", "99.6,141.2", in: folder)
      #expect(line.code == 0 && line.out == "printers:\n  hp: { x: 0.4, y: -1.2 }\n")
      for arguments in [
        ["--printer", "hp", "--measured", "1"], ["--measured", "1,2"], [], ["--printer", "hp", "--measured", "10,140"],
      ] {
        let result = try Self.certmill(["template", "calibrate", good.path] + arguments, in: folder)
        #expect(result.code == 1 && !result.err.isEmpty && result.out.isEmpty, "\(arguments)")
      }
    }
  }

  @Test("A mistyped key, stage or setting is told with its place and the nearest name")
  func configuration() throws {
    try Self.inTemporaryFolder { folder in
      _ = try Self.initialise(folder)
      let recipe = Self.root.appending(path: "pipelines/nightly-issuance.yaml")
      let text = try String(contentsOf: recipe, encoding: .utf8)
      let bad = folder.appending(path: "bad.yaml")
      try text.replacing("thumbnails:", with: "thumbnail:").write(to: bad, atomically: true, encoding: .utf8)
      let key = try Self.certmill("run", "bad.yaml", "-w", "ws", in: folder)
      #expect(key.code == 1 && key.err.contains("thumbnails") && key.err.contains("bad.yaml:"), "\(key.err)")
      let set = try Self.certmill("run", recipe.path, "-w", "ws", "--set", "certify.copys=1", in: folder)
      #expect(set.code == 1 && set.err.contains("copies"), "\(set.err)")
      #expect(try Self.certmill("run", recipe.path, "-w", "ws", "--batch-time", "now", in: folder).code == 1)
      #expect(try Self.certmill("run", recipe.path, "-w", "nowhere", in: folder).code == 1)
      #expect(try Self.certmill("nonsense", in: folder).code == 1)
      #expect(try Self.certmill("--help", in: folder).code == 0)
    }
  }

  @Test("A workspace from a newer version, a key that others can read and a changed ledger are refused")
  func refusals() throws {
    try Self.inTemporaryFolder { folder in
      _ = try Self.initialise(folder)
      let recipe = Self.root.appending(path: "pipelines/nightly-issuance.yaml").path
      let sample = Self.root.appending(path: "samples/inbox/clean-pepper-singapore.json").path
      let time = "2026-11-23T22:00:00Z"
      #expect(try Self.certmill("run", recipe, "-w", "ws", "--batch-time", time, sample, in: folder).code == 0)

      let ledger = folder.appending(path: "ws/ledger/ledger.jsonl")
      let good = try Data(contentsOf: ledger)
      var bytes = good
      bytes[120] ^= 1
      try bytes.write(to: ledger)
      #expect(try Self.certmill("ledger", "verify", "-w", "ws", in: folder).code == 4)
      let broken = try Self.certmill("run", recipe, "-w", "ws", "--batch-time", time, sample, in: folder)
      #expect(broken.code == 4, "\(broken.out)\(broken.err)")
      try good.write(to: ledger)

      let key = folder.appending(path: "ws/keys/issuer.pem").path
      try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: key)
      let exposed = try Self.certmill("run", recipe, "-w", "ws", "--batch-time", time, sample, in: folder)
      #expect(exposed.code == 1 && exposed.err.contains("chmod 600"))

      let settings = folder.appending(path: "ws/certmill.yaml")
      let text = try String(contentsOf: settings, encoding: .utf8)
      try text.replacing("format: 1", with: "format: 2").write(to: settings, atomically: true, encoding: .utf8)
      let newer = try Self.certmill("status", "-w", "ws", in: folder)
      #expect(newer.code == 1 && newer.err.contains("newer certmill"))
    }
  }
}
