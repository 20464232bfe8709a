// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

/// Keys that stay on a token, from the shell.
@Suite("Keys on tokens", .serialized)
struct TokenCommandTests {
  static func files(of workspace: URL) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for place in ["ledger/ledger.jsonl", "ledger/checkpoint", "trust/SG-CC1.json"] {
      files[place] = try Data(contentsOf: workspace.appending(path: place))
    }
    let folder = workspace.appending(path: "batches/20261123-01/certificates")
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      files[name] = try Data(contentsOf: folder.appending(path: name))
    }
    return files
  }

  @Test("A key gives the same certificates, ledger and checkpoint from a token as from its file")
  func sameBytes() throws {
    try CommandTests.inTemporaryFolder { folder in
      let token = try TokenFolder(folder)
      #expect(try token.initialise().code == 0)
      try token.write(String(repeating: "s", count: 32), to: "ws/keys/secret-2026.key")
      let twin = folder.appending(path: "twin")
      try FileManager.default.copyItem(at: folder.appending(path: "ws"), to: twin)
      for (name, id) in [("issuer", "01"), ("ledger", "02")] {
        let file = twin.appending(path: "keys/\(name).pem")
        try token.importKey(file.path, name, id: id)
        try FileManager.default.removeItem(at: file)
        try token.write(token.uri("token=chamber;object=\(name)") + "\n", to: "twin/keys/\(name).uri")
      }
      let (fromFile, fromToken) = (try token.run("ws"), try token.run("twin"))
      #expect(fromFile.code == 0 && fromToken.code == 0, "\(fromFile.err)\(fromToken.err)")
      let files = try Self.files(of: folder.appending(path: "ws"))
      #expect(files.count == 9)
      #expect(try Self.files(of: twin) == files)
    }
  }

  @Test("A workspace on a token is made, runs, changes its keys, and its certificates verify")
  func whole() throws {
    try CommandTests.inTemporaryFolder { folder in
      let token = try TokenFolder(folder)
      for (name, id) in [("issuer", "01"), ("ledger", "02"), ("next", "03"), ("last", "04")] {
        try token.makeKey(name, id: id)
      }
      let start = try token.initialise(
        "--issuer-key", token.uri("token=chamber;object=issuer;type=private"), "--ledger-key", token.uri("id=%02"))
      #expect(start.code == 0, "\(start.err)")
      let keys = try FileManager.default.contentsOfDirectory(atPath: folder.path + "/ws/keys")
      #expect(Set(keys) == ["issuer.uri", "issuer.pub", "ledger.uri", "ledger.vkey"])
      let night = try token.run()
      #expect(night.code == 0, "\(night.err)")
      for (name, new) in [("issuer", "next"), ("ledger", "last")] {
        let rotated = try token.certmill("keys", "rotate", name, "-w", "ws", "--key", token.uri("object=\(new)"))
        #expect(rotated.code == 0, "\(rotated.err)")
      }
      let again = try token.certmill("keys", "rotate", "issuer", "-w", "ws", "--key", token.uri("object=issuer"))
      #expect(again.code == 1 && again.err.contains("already"), "\(again.err)")
      // An old certificate's copy is sealed by the old key.
      let pdf = URL(filePath: try KeysCommandTests.pdf(in: folder))
      let number = pdf.deletingPathExtension().lastPathComponent
      let reprint = try token.certmill(
        "reprint", number, "--recipe", PrintRoomCommandTests.recipe, "-w", "ws", "--reason", "Lost")
      #expect(reprint.code == 0, "\(reprint.err)")
      let made = try FileManager.default.contentsOfDirectory(atPath: pdf.deletingLastPathComponent().path)
      let copy = pdf.deletingLastPathComponent().path + "/" + (try #require(made.first { $0.contains(".copy") }))
      for file in [pdf.path, copy] {
        let verified = try token.certmill("verify", file, "--trust", "ws/trust")
        #expect(verified.code == 0 && verified.out.contains("genuine"), "\(verified.out)\(verified.err)")
      }
      #expect(try token.certmill("ledger", "verify", "-w", "ws").code == 0)
      let lost = try token.certmill(
        "keys", "compromised", "issuer", "--since", "2026-01-02", "-w", "ws", "--key", token.uri("object=ledger"))
      #expect(lost.code == 1 && lost.err.contains("already"), "\(lost.err)")
      try token.makeKey("fresh", id: "05")
      let fresh = try token.certmill(
        "keys", "compromised", "issuer", "--since", "2026-01-02", "-w", "ws", "--key", token.uri("object=fresh"))
      #expect(fresh.code == 0, "\(fresh.err)")
      #expect(try token.certmill("keys", "show", "-w", "ws").out.contains("COMPROMISED"))
    }
  }

  @Test("An officer whose key is on a token decides with it")
  func officer() throws {
    try CommandTests.inTemporaryFolder { folder in
      let token = try TokenFolder(folder)
      try token.makeKey("tan", id: "07")
      try token.makeKey("stranger", id: "08")
      #expect(try token.initialise().code == 0)
      let new = try token.certmill("officer", "new", "tan", "-w", "ws", "--key", token.uri("object=tan"))
      #expect(new.code == 0, "\(new.err)")
      let held = CommandTests.root.appending(path: "samples/inbox/held-retroactive-steel.json").path
      func night(_ day: String, _ input: String...) throws -> Int32 {
        try CommandTests.certmill(
          ["run", KeysCommandTests.recipe, "-w", "ws", "--batch-time", "\(day)T22:00:00Z"] + input, in: folder
        ).code
      }
      #expect(try night("2026-11-23", held) == 2)
      let id = String(try token.certmill("review", "list", "-w", "ws").out.prefix { $0 != " " })
      func grant(_ key: String) throws -> CommandTests.Result {
        try token.certmill(
          "review", "grant", id, "-w", "ws", "--officer", token.uri("object=\(key)"), "--reason", "Letter seen")
      }
      #expect(try grant("stranger").code == 1)
      let granted = try grant("tan")
      #expect(granted.code == 0 && granted.out.contains("granted by tan"), "\(granted.err)")
      #expect(try night("2026-11-24") == 0)
    }
  }

  @Test("Without pin-source the PIN comes from where pass phrases do, and wrong or missing ones are told without it")
  func pins() throws {
    try CommandTests.inTemporaryFolder { folder in
      let token = try TokenFolder(folder)
      for (name, id) in [("issuer", "01"), ("ledger", "02")] { try token.makeKey(name, id: id) }
      func uri(_ name: String) -> String { "pkcs11:object=\(name)?module-path=" + TokenFolder.softHSM }
      let made = try token.initialise(
        "--issuer-key", uri("issuer"), "--ledger-key", uri("ledger"), "--passphrase-file", "pin")
      #expect(made.code == 0, "\(made.err)")
      let none = try token.run()
      #expect(none.code == 1 && none.err.contains("pin-source"), "\(none.err)")
      try token.write("161803\n", to: "wrong")
      let wrong = try token.run("ws", ["--passphrase-file", "wrong"])
      #expect(wrong.code == 1 && wrong.err.contains("CKR_PIN_INCORRECT"), "\(wrong.err)")
      #expect(!wrong.err.contains("161803"))
      try token.write(TokenFolder.pin, to: "certmill.passphrase")
      let credential = try token.run(adding: ["CREDENTIALS_DIRECTORY": folder.path])
      #expect(credential.code == 0, "\(credential.err)")
    }
  }

  @Test(
    "What is wrong with a token or a URI is told before anything is made, with the name of the call or the way out",
    arguments: [
      ("token=chamber;object=issuer", "wrong", "C_Login failed: CKR_PIN_INCORRECT"),
      ("token=chamber;object=issuer", "missing", "missing: cannot"),
      ("token=chamber;object=issuer", "open", "chmod 600"),
      ("token=other;object=issuer", "pin", "found 0; there are \""),
      ("object=issuer", "pin", "found 2"), ("token=chamber;object=nobody", "pin", "found none"),
      ("token=chamber;object=double", "pin", "found several"), ("token=chamber;object=rsa", "pin", "found RSA"),
      ("token=chamber;object=curve", "pin", "found another elliptic curve"),
      ("token=chamber", "pin", "expected object="), ("token=chamber;objekt=a", "pin", "not known"),
    ])
  func refusals(_ path: String, _ pin: String, _ reason: String) throws {
    try CommandTests.inTemporaryFolder { folder in
      let token = try TokenFolder(folder)
      try token.addToken("spare")
      try token.makeKey("issuer", id: "01")
      for id in ["02", "03"] where path.contains("double") { try token.makeKey("double", id: id) }
      if path.contains("rsa") { try token.makeKey("rsa", id: "04", type: "rsa:2048") }
      if path.contains("curve") { try token.makeKey("curve", id: "05", type: "EC:prime256v1") }
      try token.write("161803", to: "wrong")
      try token.write(TokenFolder.pin, to: "open")
      try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: folder.path + "/open")
      let result = try token.initialise("--issuer-key", token.uri(path, pin: pin))
      #expect(result.code == 1 && result.err.contains(reason), "\(result.err)")
      #expect(!result.err.contains("161803") && !result.err.contains(TokenFolder.pin))
      #expect(!FileManager.default.fileExists(atPath: folder.path + "/ws"))
    }
  }

  @Test(
    "No PIN is tried on a token that one wrong try would lock",
    arguments: [("last", "one wrong PIN"), ("locked", "is locked")])
  func lastTry(_ trouble: String, _ reason: String) throws {
    try CommandTests.inTemporaryFolder { folder in
      let token = try TokenFolder(folder)
      try token.makeKey("issuer", id: "01")
      let uri = token.uri("object=issuer", module: TokenFolder.brittle)
      let result = try token.initialise("--issuer-key", uri, adding: ["BRITTLE_TOKEN": trouble])
      #expect(result.code == 1 && result.err.contains(reason), "\(result.err)")
      #expect(try token.initialise("--issuer-key", uri).code == 0)
    }
  }

  @Test("A library that is missing or none, a damaged URI file and one that others can read are refused")
  func files() throws {
    try CommandTests.inTemporaryFolder { folder in
      let token = try TokenFolder(folder)
      try token.makeKey("issuer", id: "01")
      for module in ["/nowhere/lib.so", "/usr/lib/os-release", "/lib/x86_64-linux-gnu/libc.so.6"] {
        let result = try token.initialise("--issuer-key", token.uri("object=issuer", module: module))
        #expect(result.code == 1 && result.err.contains("\(module): cannot load"), "\(result.err)")
      }
      let value = try token.initialise("--issuer-key", token.uri("object=issuer") + "&pin-value=" + TokenFolder.pin)
      #expect(
        value.code == 1 && value.err.contains("pin-value") && !value.err.contains(TokenFolder.pin), "\(value.err)")

      #expect(try token.initialise("--issuer-key", token.uri("object=issuer")).code == 0)
      let uri = folder.path + "/ws/keys/issuer.uri"
      let good = try String(contentsOfFile: uri, encoding: .utf8)
      try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: uri)
      #expect(try token.run().err.contains("chmod 600"))
      for (text, code) in [("", 1), ("-----BEGIN PRIVATE KEY-----", 1), (good + "remark", 0)] as [(String, Int32)] {
        try token.write(text, to: "ws/keys/issuer.uri")
        let result = try token.run("ws", ["--dry-run"])
        #expect(result.code == code && result.err.contains("PKCS#11 URI") == (code == 1), "\(result.err)")
      }
      try token.makeKey("stranger", id: "09")
      try token.write(token.uri("object=stranger"), to: "ws/keys/issuer.uri")
      let stranger = try token.run()
      #expect(stranger.code == 1 && stranger.err.contains("not the private half"), "\(stranger.err)")
      try token.write("", to: "ws/keys/issuer.pem")
      #expect(try token.run().err.contains("stands beside it"))
    }
  }

  @Test(
    "A token that is taken out, or signs wrongly, ends the run without a void number; the same command finishes it",
    arguments: ["gone 2", "gone 4", "lies 5"])
  func takenOut(_ trouble: String) throws {
    try CommandTests.inTemporaryFolder { folder in
      let token = try TokenFolder(folder)
      try token.makeKey("issuer", id: "01")
      #expect(
        try token.initialise("--issuer-key", token.uri("object=issuer", module: TokenFolder.brittle)).code == 0)
      try token.write(String(repeating: "s", count: 32), to: "ws/keys/secret-2026.key")
      let twin = folder.appending(path: "twin")
      try FileManager.default.copyItem(at: folder.appending(path: "ws"), to: twin)
      #expect(try token.run("twin").code == 0)

      // Two signatures prove the key; the first certificate's are the next.
      let broken = try token.run(adding: ["BRITTLE_TOKEN": trouble])
      let words = trouble.hasPrefix("gone") ? "C_Sign failed: CKR_DEVICE_REMOVED" : "does not fit the public key"
      #expect(broken.code == 1 && broken.err.contains(words), "\(broken.err)")
      let ledger = try String(contentsOfFile: folder.path + "/ws/ledger/ledger.jsonl", encoding: .utf8)
      #expect(ledger.contains("certify") && !ledger.contains("void"))
      let finished = try token.run()
      #expect(finished.code == 0, "\(finished.err)")
      #expect(try Self.files(of: folder.appending(path: "ws")) == Self.files(of: twin))
    }
  }

  @Test("A ledger's token that is taken out between entries and checkpoint leaves a ledger that the next run signs")
  func ledgerTakenOut() throws {
    try CommandTests.inTemporaryFolder { folder in
      let token = try TokenFolder(folder)
      try token.makeKey("ledger", id: "01")
      #expect(
        try token.initialise("--ledger-key", token.uri("object=ledger", module: TokenFolder.brittle)).code == 0)
      let broken = try token.run(adding: ["BRITTLE_TOKEN": "gone 3"])
      #expect(broken.code == 1 && broken.err.contains("cannot sign the checkpoint"), "\(broken.err)")
      let finished = try token.run()
      #expect(finished.code == 0, "\(finished.err)")
      #expect(try token.certmill("ledger", "verify", "-w", "ws").code == 0)
    }
  }
}
