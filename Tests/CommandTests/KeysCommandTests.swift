// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

/// Keys from the shell.
@Suite("Keys from the shell", .serialized)
struct KeysCommandTests {
  static let recipe = CommandTests.root.appending(path: "pipelines/nightly-issuance.yaml").path

  /// A workspace and one certificate, issued before anything that the tests do now.
  static func night(in folder: URL, _ arguments: [String] = []) throws {
    let made = try CommandTests.certmill(
      [
        "init", "ws", "--chamber", "SG-CC1", "--name", "Straits Chamber of Trade", "--country", "SG", "--host",
        "CO.STRAITS.EXAMPLE", "--from", "2026-01-01",
      ] + arguments, in: folder)
    #expect(made.code == 0, "\(made.err)")
    let sample = CommandTests.root.appending(path: "samples/inbox/clean-pepper-singapore.json").path
    let run = try CommandTests.certmill(
      ["run", recipe, "-w", "ws", "--batch-time", "2026-11-23T22:00:00Z", sample] + arguments, in: folder)
    #expect(run.code == 0, "\(run.err)")
  }

  /// The sample of one application with today's date instead of its own, as a run without a batch time needs it.
  static func applicationOfToday(in folder: URL) throws -> String {
    let sample = CommandTests.root.appending(path: "samples/inbox/clean-pepper-singapore.json")
    let today = Date.now.formatted(.iso8601.year().month().day())
    let text = try String(contentsOf: sample, encoding: .utf8)
      .replacing("APP-2026-02107", with: "APP-TODAY").replacing(/2026-\d\d-\d\d/, with: today)
    let file = folder.appending(path: "today.json")
    try text.write(to: file, atomically: true, encoding: .utf8)
    return file.path
  }

  static func pdf(in folder: URL) throws -> String {
    let batches = folder.appending(path: "ws/batches")
    let batch = try #require(
      try FileManager.default.contentsOfDirectory(atPath: batches.path).sorted().first { !$0.hasSuffix("-00") })
    let certificates = batches.appending(path: batch + "/certificates")
    let name = try #require(
      try FileManager.default.contentsOfDirectory(atPath: certificates.path).sorted().first { $0.hasSuffix(".pdf") })
    return certificates.appending(path: name).path
  }

  @Test("Rotation, the statement of it, and a reader who takes it; a statement that nothing vouches for is not taken")
  func rotation() throws {
    try CommandTests.inTemporaryFolder { folder in
      try Self.night(in: folder)
      let pdf = try Self.pdf(in: folder)
      try FileManager.default.copyItem(at: folder.appending(path: "ws/trust"), to: folder.appending(path: "reader"))
      for key in ["issuer", "ledger"] {
        let result = try CommandTests.certmill("keys", "rotate", key, "-w", "ws", in: folder)
        #expect(result.code == 0, "\(result.err)")
      }
      let show = try CommandTests.certmill("keys", "show", "-w", "ws", in: folder)
      #expect(show.code == 0 && show.out.split(separator: "\n").count == 6, "\(show.out)")
      let mode = try FileManager.default.attributesOfItem(atPath: folder.appending(path: "ws/keys").path)
      #expect(mode[.posixPermissions] as? Int == 0o700)
      let statement = try CommandTests.certmill("keys", "statement", "-o", "certmill.json", "-w", "ws", in: folder)
      #expect(statement.code == 0)
      let fetched = try CommandTests.certmill("keys", "show", "certmill.json", in: folder)
      #expect(fetched.out == show.out)
      let accepted = try CommandTests.certmill("keys", "accept", "certmill.json", "--trust", "reader", in: folder)
      #expect(accepted.code == 0 && accepted.out.contains("ledger is signed with"), "\(accepted.out)\(accepted.err)")
      let again = try CommandTests.certmill("keys", "accept", "certmill.json", "--trust", "reader", in: folder)
      #expect(again.code == 0 && again.out.contains("nothing is new"))
      // The reader's copy of the ledger is still signed by the old key.
      for trust in ["reader", "ws/trust"] {
        let verified = try CommandTests.certmill("verify", pdf, "--trust", trust, in: folder)
        #expect(verified.code == 0 && verified.out.contains("genuine"), "\(verified.out)\(verified.err)")
      }

      let result = try CommandTests.certmill(
        "keys", "compromised", "issuer", "--since", "2026-01-02", "-w", "ws", in: folder)
      #expect(result.code == 0 && result.out.contains("1 certificates were issued"), "\(result.out)\(result.err)")
      let forged = try CommandTests.certmill("verify", pdf, "--trust", "ws/trust", in: folder)
      #expect(forged.code == 2 && forged.out.contains("forged"), "\(forged.out)")
      let refused = try CommandTests.certmill(
        "keys", "accept", "ws/trust/SG-CC1.json", "--trust", "reader", in: folder)
      #expect(refused.code == 1 && refused.err.contains("telephone"), "\(refused.err)")
      #expect(try CommandTests.certmill("ledger", "verify", "-w", "ws", in: folder).code == 0)
      for bad in [["rotate", "officer"], ["rotate", "ledger", "--from", "2026-12-01"], ["compromised", "issuer"]] {
        #expect(try CommandTests.certmill(["keys"] + bad + ["-w", "ws"], in: folder).code == 1, "\(bad)")
      }
    }
  }

  @Test("A workspace under a pass phrase runs with its file or with systemd's credential, and not without")
  func passphrase() throws {
    try CommandTests.inTemporaryFolder { folder in
      let phrase = folder.appending(path: "certmill.passphrase")
      try "correct horse\n".write(to: phrase, atomically: true, encoding: .utf8)
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: phrase.path)
      try Self.night(in: folder, ["--passphrase-file", "certmill.passphrase"])
      for name in ["issuer.pem", "ledger.pem"] {
        let text = try String(contentsOf: folder.appending(path: "ws/keys/\(name)"), encoding: .utf8)
        #expect(text.hasPrefix("-----BEGIN ENCRYPTED PRIVATE KEY-----"))
      }
      // The rotated key is good from now on, so that its run is of now too.
      let run = ["run", Self.recipe, "-w", "ws", try Self.applicationOfToday(in: folder)]
      let none = try CommandTests.certmill(run, in: folder)
      #expect(none.code == 1 && none.err.contains("--passphrase-file"), "\(none.err)")
      let wrong = folder.appending(path: "wrong")
      try "wrong horse".write(to: wrong, atomically: true, encoding: .utf8)
      #expect(try CommandTests.certmill(run + ["--passphrase-file", "wrong"], in: folder).err.contains("chmod 600"))
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: wrong.path)
      let other = try CommandTests.certmill(run + ["--passphrase-file", "wrong"], in: folder)
      #expect(other.code == 1 && other.err.contains("does not open it") && !other.err.contains("horse"), "\(other.err)")
      let rotated = try CommandTests.certmill(
        ["keys", "rotate", "issuer", "-w", "ws"], in: folder, environment: ["CREDENTIALS_DIRECTORY": folder.path])
      #expect(rotated.code == 0, "\(rotated.err)")
      let credential = try CommandTests.certmill(run, in: folder, environment: ["CREDENTIALS_DIRECTORY": folder.path])
      #expect(credential.code == 0, "\(credential.err)")
      // What looks needs no key.
      #expect(try CommandTests.certmill("ledger", "verify", "-w", "ws", in: folder).code == 0)
      #expect(try CommandTests.certmill("status", "-w", "ws", in: folder).code == 0)
    }
  }

  @Test("An opened document is compared with the ledger and its files")
  func opening() throws {
    try CommandTests.inTemporaryFolder { folder in
      try Self.night(in: folder)
      let pdf = URL(filePath: try Self.pdf(in: folder))
      let number = pdf.deletingPathExtension().lastPathComponent
      let open = try CommandTests.certmill("ledger", "open", number, "-w", "ws", "-o", "opening.json", in: folder)
      #expect(open.code == 0, "\(open.err)")
      let sample = CommandTests.root.appending(path: "samples/inbox/clean-pepper-singapore.json").path
      let check = [
        "ledger", "check", "opening.json", "--ledger", "ws/ledger/ledger.jsonl", "--certificate",
        pdf.deletingPathExtension().path + ".json", "--application",
      ]
      let good = try CommandTests.certmill(check + [sample], in: folder)
      #expect(good.code == 0 && good.out.contains("receive: fits") && good.out.contains("certify: fits"), "\(good.out)")
      let bad = try CommandTests.certmill(check + [pdf.path], in: folder)
      #expect(bad.code == 2 && bad.out.contains("receive: DOES NOT FIT"))
      #expect(
        try CommandTests.certmill("ledger", "check", sample, "--ledger", "ws/ledger/ledger.jsonl", in: folder).code == 1
      )
      #expect(try CommandTests.certmill("ledger", "open", "SG-2026-0000099-X", "-w", "ws", in: folder).code == 1)
    }
  }
}
