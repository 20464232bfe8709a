// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Signing
import Testing

@Suite("Keys under a pass phrase")
struct PassphraseTests {
  static func phrase(_ text: String) throws -> Passphrase {
    var line = Array(text.utf8)
    return try #require(Passphrase(firstLineOf: &line))
  }

  static func encrypted(_ key: SigningKey, _ text: String) throws -> String {
    try key.pem(under: phrase(text), random: { [UInt8](repeating: 9, count: $0) })
  }

  @Test("A key comes back under its pass phrase, under any bytes of 1 to 1,024", arguments: [1, 20, 1024])
  func roundTrip(_ length: Int) throws {
    let key = try SigningKey(seed: Array(0x40...0x5F))
    let text = String(repeating: "\u{7F}", count: length)
    let pem = try Self.encrypted(key, text)
    #expect(pem.hasPrefix("-----BEGIN ENCRYPTED PRIVATE KEY-----\n"))
    #expect(try SigningKey(pem: pem, passphrase: Self.phrase(text)).publicKey == key.publicKey)
    #expect(try SigningKey(pem: key.pem, passphrase: Self.phrase(text)).publicKey == key.publicKey)
  }

  @Test("A wrong pass phrase and none are told apart, and the phrase is in no message")
  func refusals() throws {
    let pem = try Self.encrypted(SigningKey(seed: Array(0x40...0x5F)), "correct horse")
    #expect(throws: SigningError.passphraseNeeded(thing: "issuer.pem")) {
      try SigningKey(pem: pem, name: "issuer.pem")
    }
    let wrong = try Self.phrase("correct horsf")
    #expect(throws: SigningError.wrongPassphrase(thing: "issuer.pem")) {
      try SigningKey(pem: pem, passphrase: wrong, name: "issuer.pem")
    }
    var text = "\(wrong) \(String(reflecting: wrong)) \(SigningError.wrongPassphrase(thing: "issuer.pem"))"
    dump(wrong, to: &text)
    #expect(!text.contains("horsf"))
  }

  @Test("The first line counts, the rest of the file is overwritten, and an empty or endless line is none")
  func lines() throws {
    var file = Array("secret\nremark\n".utf8)
    let phrase = try #require(Passphrase(firstLineOf: &file))
    #expect(file == [UInt8](repeating: 0, count: 14))
    let key = try SigningKey(seed: Array(0x40...0x5F))
    let pem = try key.pem(under: phrase, random: { [UInt8](repeating: 1, count: $0) })
    #expect(try SigningKey(pem: pem, passphrase: Self.phrase("secret")).publicKey == key.publicKey)
    for var bad in [[], [10], [UInt8](repeating: 65, count: 1025)] { #expect(Passphrase(firstLineOf: &bad) == nil) }
  }

  @Test("What OpenSSL encrypts is read, and OpenSSL reads what is encrypted here")
  func openSSL() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "certmill-phrase-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    func openssl(_ arguments: [String]) throws -> String {
      let process = Process()
      process.executableURL = URL(filePath: "/usr/bin/env")
      process.arguments = ["openssl"] + arguments
      process.currentDirectoryURL = folder
      let out = Pipe()
      process.standardOutput = out
      process.standardError = FileHandle.nullDevice
      try process.run()
      let bytes = out.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      #expect(process.terminationStatus == 0, "\(arguments)")
      return String(decoding: bytes, as: UTF8.self)
    }
    let key = try SigningKey(seed: Array(0x40...0x5F))
    try "from a file".write(to: folder.appending(path: "phrase"), atomically: true, encoding: .utf8)
    try Self.encrypted(key, "from a file").write(
      to: folder.appending(path: "ours.pem"), atomically: true, encoding: .utf8)
    #expect(try openssl(["pkey", "-in", "ours.pem", "-passin", "file:phrase", "-pubout"]) == key.publicKey.pem)
    for scheme in [["-v2", "aes-256-cbc"], ["-v2", "aes-128-cbc"], ["-scrypt"]] {
      let plain = try openssl(["pkey", "-in", "ours.pem", "-passin", "file:phrase"])
      try plain.write(to: folder.appending(path: "plain.pem"), atomically: true, encoding: .utf8)
      let theirs = try openssl(["pkcs8", "-topk8", "-in", "plain.pem", "-passout", "file:phrase"] + scheme)
      #expect(try SigningKey(pem: theirs, passphrase: Self.phrase("from a file")).publicKey == key.publicKey)
    }
  }
}
