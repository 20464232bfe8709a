// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Glibc
import Testing

/// A partner's witness, as a shell runs it.
@Suite("Witnesses from the shell", .serialized, .timeLimit(.minutes(3)))
struct WitnessCommandTests {
  static let recipe = CommandTests.root.appending(path: "pipelines/nightly-issuance.yaml").path

  static func certmill(_ arguments: String..., in folder: URL) throws -> CommandTests.Result {
    try CommandTests.certmill(arguments, in: folder)
  }

  static func text(_ path: String, in folder: URL) throws -> String {
    try String(contentsOf: folder.appending(path: path), encoding: .utf8)
  }

  static func write(_ text: String, to path: String, in folder: URL) throws {
    try text.write(to: folder.appending(path: path), atomically: true, encoding: .utf8)
  }

  /// A workspace and a witness of it; `address` is what the policy says of where to ask.
  static func chamber(in folder: URL, address: String = "") throws {
    let made = try certmill("witness", "init", "w", "--name", "witness.example.be/1", in: folder)
    #expect(made.code == 0)
    let key = made.out.dropLast()
    #expect(try text("w/witness.vkey", in: folder) == key + "\n")
    try write("witness be \(key) \(address)\nquorum be\n", to: "policy", in: folder)
    let initialised = try certmill(
      "init", "ws", "--chamber", "SG-CC1", "--name", "Straits Chamber of Trade", "--country", "SG", "--host",
      "CO.STRAITS.EXAMPLE", "--from", "2026-01-01", "--witnesses", "policy", in: folder)
    #expect(initialised.code == 0)
    #expect(try text("ws/trust/SG-CC1.json", in: folder).contains("\"quorum\":1"))
    #expect(try certmill("witness", "watch", "w", "ws/keys/ledger.vkey", in: folder).code == 0)
  }

  static func run(_ sample: String, time: String, in folder: URL) throws -> CommandTests.Result {
    try FileManager.default.copyItem(
      at: CommandTests.root.appending(path: "samples/inbox/\(sample)"), to: folder.appending(path: "ws/inbox/\(sample)")
    )
    return try again(time: time, in: folder)
  }

  static func again(time: String, in folder: URL) throws -> CommandTests.Result {
    try certmill(
      "run", recipe, "-w", "ws", "--batch-time", time, "--set", "receive.settleSeconds=0", "--set",
      "release.waitSeconds=1", "--set", "release.thumbnails=0", in: folder)
  }

  @Test("By mail: the batch waits, the request goes out, the cosignature comes back, the same command releases")
  func byMail() throws {
    try CommandTests.inTemporaryFolder { folder in
      try Self.chamber(in: folder)
      let held = try Self.run("clean-pepper-singapore.json", time: "2026-11-23T22:00:00Z", in: folder)
      #expect(held.code == 4 && held.err.contains("be (has no address)"))
      try Self.write(try Self.certmill("ledger", "request", "-w", "ws", in: folder).out, to: "request", in: folder)
      let cosigned = try Self.certmill("ledger", "cosign", "request", "--witness", "w", in: folder)
      #expect(cosigned.code == 0 && cosigned.out.hasPrefix("\u{2014} witness.example.be/1 "))
      try Self.write(cosigned.out, to: "answer", in: folder)
      let confirmed = try Self.certmill("ledger", "confirm", "answer", "-w", "ws", in: folder)
      #expect(confirmed.code == 0 && confirmed.out.contains("confirmed by be"))
      let released = try Self.again(time: "2026-11-23T22:00:00Z", in: folder)
      #expect(released.code == 0 && released.out.contains("witnesses: confirmed by be"))
      #expect(try Self.text("ws/trust/SG-CC1/checkpoint", in: folder).contains("witness.example.be/1"))
      #expect(try Self.certmill("ledger", "verify", "-w", "ws", in: folder).out.contains("witness.example.be/1"))

      // From a published folder the proof comes out of the tiles; the whole note is taken too.
      _ = try Self.run("clean-csv-three-applications.csv", time: "2026-11-24T22:00:00Z", in: folder)
      let bare = try Self.certmill("ledger", "cosign", "ws/ledger/checkpoint", "--witness", "w", in: folder)
      #expect(bare.code == 1 && bare.err.contains("bare checkpoint"))
      try Self.write(
        try Self.certmill("ledger", "request", "--from", "8", "-w", "ws", in: folder).out, to: "request", in: folder)
      let whole = try Self.certmill("ledger", "cosign", "request", "--witness", "w", "--note", in: folder)
      try Self.write(whole.out, to: "note", in: folder)
      #expect(try Self.certmill("ledger", "confirm", "note", "-w", "ws", in: folder).code == 0)
      #expect(try Self.certmill("ledger", "publish", "web", "-w", "ws", in: folder).code == 0)
      #expect(try Self.certmill("ledger", "cosign", "web", "--witness", "w", in: folder).code == 0)
      // A cosignature of an older checkpoint confirms nothing.
      let stale = try Self.certmill("ledger", "confirm", "answer", "-w", "ws", in: folder)
      #expect(stale.code == 1 && stale.err.contains("answer: confirms nothing"))
      let broken = try Self.certmill("ledger", "cosign", "policy", "--witness", "w", in: folder)
      #expect(broken.code == 2 && broken.err.contains("policy: not cosigned"))
    }
  }

  @Test("A fork is refused with exit code 4, a stranger with 2, and no second key takes a witness's place")
  func fork() throws {
    try CommandTests.inTemporaryFolder { folder in
      try Self.chamber(in: folder)
      try FileManager.default.copyItem(at: folder.appending(path: "ws"), to: folder.appending(path: "ws2"))
      _ = try Self.run("clean-pepper-singapore.json", time: "2026-11-23T22:00:00Z", in: folder)
      try Self.write(try Self.certmill("ledger", "request", "-w", "ws", in: folder).out, to: "one", in: folder)
      // The same ledger with another history of the same length.
      try FileManager.default.removeItem(at: folder.appending(path: "ws"))
      try FileManager.default.moveItem(at: folder.appending(path: "ws2"), to: folder.appending(path: "ws"))
      _ = try Self.run("clean-pepper-singapore.json", time: "2026-11-23T23:00:00Z", in: folder)
      try Self.write(try Self.certmill("ledger", "request", "-w", "ws", in: folder).out, to: "other", in: folder)
      #expect(try Self.certmill("ledger", "cosign", "one", "--witness", "w", in: folder).code == 0)
      let refused = try Self.certmill("ledger", "cosign", "other", "--witness", "w", in: folder)
      #expect(refused.code == 4 && refused.out.isEmpty && refused.err.contains("FORKED"))
      let kept = try FileManager.default.subpathsOfDirectory(atPath: folder.appending(path: "w").path)
      #expect(kept.contains { $0.hasSuffix("/cosigned-before") } && kept.contains { $0.hasSuffix("/offered") })
      _ = try Self.certmill("witness", "init", "w2", "--name", "witness.example.nl/1", in: folder)
      let stranger = try Self.certmill("ledger", "cosign", "one", "--witness", "w2", in: folder)
      #expect(stranger.code == 2 && stranger.err.contains("not watched"))
      let second = try Self.certmill("witness", "init", "w", "--name", "witness.example.be/2", in: folder)
      #expect(second.code == 1 && second.err.contains("there is a witness already"))
      let unnamed = try Self.certmill("witness", "init", "w3", "--name", "two words", in: folder)
      #expect(unnamed.code == 1 && unnamed.err.contains("--name two words"))
      chmod(folder.appending(path: "w/witness.pem").path, 0o644)
      #expect(
        try Self.certmill("ledger", "cosign", "one", "--witness", "w", in: folder).err.contains("others can read"))
    }
  }

  /// A served witness, and the port that it says.
  static func serve(in folder: URL, port: Int, _ options: [String] = []) throws -> Process {
    let process = Process()
    process.executableURL = CommandTests.program
    process.arguments = ["witness", "serve", "w", "--listen", "127.0.0.1:\(port)"] + options
    process.currentDirectoryURL = folder
    let messages = folder.appending(path: "served")
    _ = FileManager.default.createFile(atPath: messages.path, contents: nil)
    process.standardError = try FileHandle(forWritingTo: messages)
    try process.run()
    for _ in 0..<600 where !(try Self.text("served", in: folder).contains("listens")) { usleep(100_000) }
    #expect(try Self.text("served", in: folder).contains("listens on 127.0.0.1 port \(port)"))
    return process
  }

  @Test("Over HTTP: what was cosigned survives SIGKILL, SIGTERM ends it gracefully, one process owns the folder")
  func served() throws {
    try CommandTests.inTemporaryFolder { folder in
      let port = try Self.freePort()
      try Self.chamber(in: folder, address: "http://127.0.0.1:\(port)/")
      var server = try Self.serve(in: folder, port: port)
      let first = try Self.run("clean-pepper-singapore.json", time: "2026-11-23T22:00:00Z", in: folder)
      #expect(first.code == 0 && first.out.contains("confirmed by be"))
      let busy = try Self.certmill("ledger", "cosign", "ws/ledger/checkpoint", "--witness", "w", in: folder)
      #expect(busy.code == 4 && busy.err.contains("held by process"))
      kill(server.processIdentifier, SIGKILL)
      server.waitUntilExit()
      // It has not forgotten: the very first checkpoint is not where it stands any more.
      try Self.write(
        try Self.certmill("ledger", "request", "-w", "ws", in: folder).out, to: "request", in: folder)
      let old = try Self.certmill("ledger", "cosign", "request", "--witness", "w", in: folder)
      #expect(old.code == 2 && old.err.contains("8 entries were cosigned last"))
      server = try Self.serve(in: folder, port: port)
      let second = try Self.run("clean-csv-three-applications.csv", time: "2026-11-24T22:00:00Z", in: folder)
      #expect(second.code == 0 && second.out.contains("confirmed by be"))
      kill(server.processIdentifier, SIGTERM)
      server.waitUntilExit()
      #expect(server.terminationReason == .exit && server.terminationStatus == 0)
      let taken = try Self.certmill("witness", "serve", "w", "--listen", "127.0.0.1:x", in: folder)
      #expect(taken.code == 1 && taken.err.contains("HOST:PORT"))
    }
  }

  /// A port of 127.0.0.1 that nobody has just now.
  static func freePort() throws -> Int {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
      }
    }
    try #require(isBound)
    return Int(UInt16(bigEndian: address.sin_port))
  }
}
