// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Signing
import Testing

@testable import Ledger

/// Debian's golang-go and golang-golang-x-mod-dev.
enum GoToolchain {
  static let program = "/usr/bin/go"
  static let isInstalled =
    FileManager.default.isExecutableFile(atPath: program)
    && FileManager.default.fileExists(atPath: "/usr/share/gocode/src/golang.org/x/mod/sumdb/tlog/tlog.go")
}

/// A ledger of ours in the eyes of Go's sumdb packages.
@Suite(.enabled(if: GoToolchain.isInstalled)) struct GoTests {
  let sample: SampleLedger

  init() throws {
    sample = try SampleLedger()
  }

  /// Exit code and what it said.
  func check(_ site: String, proofs: String, witness: VerifierKey) throws -> (code: Int32, words: String) {
    let file = sample.temporary / "proofs"
    try Data(proofs.utf8).write(to: URL(filePath: file))
    let process = Process()
    process.executableURL = URL(filePath: GoToolchain.program)
    process.arguments = [
      "run", URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().path + "/GoCheck/main.go",
      site, sample.verifier.description, witness.description, sample.folder + "/ledger.jsonl", file,
    ]
    process.environment = [
      "GO111MODULE": "off", "GOPATH": "/usr/share/gocode", "GOFLAGS": "", "CGO_ENABLED": "0",
      "GOCACHE": FileManager.default.temporaryDirectory.path + "/certmill-go-cache", "HOME": "/nonexistent",
      "PATH": "/usr/bin:/bin",
    ]
    let out = Pipe()
    process.standardOutput = out
    process.standardError = out
    try process.run()
    let words = String(decoding: try out.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, words)
  }

  @Test("Go finds the same root, tiles, bundles, proofs and signatures", arguments: [1, 2, 7, 256, 257, 700])
  func formats(size: Int) throws {
    let witness = try NoteSigner(
      name: "witness.example/be/1", algorithm: .cosignature, key: SigningKey(seed: Array(32..<64)))
    var ledger = try sample.open()
    try ledger.append(Array(SampleLedger.batch("20261123-01", count: 117).prefix(size)))
    try ledger.add([witness.cosign(ledger.checkpoint, time: 1_795_471_200)], of: [witness.verifier])
    let site = sample.temporary / "site"
    try ledger.publish(to: site)
    var proofs = ""
    for index in stride(from: 0, to: size, by: size < 20 ? 1 : 23) {
      for (kind, number, path) in [
        ("inclusion", index, try ledger.inclusionProof(of: index).path),
        ("consistency", index + 1, try ledger.consistencyProof(from: index + 1).path),
      ] {
        proofs += ([kind, String(number)] + path.map { Base64.encode($0.bytes) }).joined(separator: " ") + "\n"
      }
    }
    let good = try check(site, proofs: proofs, witness: witness.verifier)
    #expect(good.code == 0 && good.words.hasPrefix("\(size) entries, "), "\(good.words)")
    // That Go can say no: another witness, another proof.
    #expect(try check(site, proofs: proofs, witness: sample.verifier).code != 0)
    let other = try NoteSigner(name: "witness.example/be/1", algorithm: .cosignature, key: sample.key)
    #expect(try check(site, proofs: proofs, witness: other.verifier).code != 0)
    #expect(try check(site, proofs: "inclusion 0 \(NoteTests.root)\n", witness: witness.verifier).code != 0)
  }
}
