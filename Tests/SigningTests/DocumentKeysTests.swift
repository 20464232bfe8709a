// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

import Signing

@Suite("Keys of a document")
struct DocumentKeysTests {
  private let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Vectors/batch1")

  @Test("The worked batch's keys, names and keyed digests come out byte for byte")
  func workedBatch() throws {
    let application = Array(try Data(contentsOf: folder.appending(path: "application.json")))
    let keys = DocumentKeys(yearSecret: Array(0x80...0x9F), applicationDigest: Digest(sha256: application))
    #expect(keys.docID == "2d12a8bcfbdd467f")
    #expect(keys.salt.hex == "1b28fe8d93e49ea47d477579ddc66773")
    #expect(keys.key("receive").hex == "c9012919e560000f6281eb88c75d8321d56e646446f111b471cd394fd011f993")
    #expect(keys.key("validate").hex == "cfe07d327aacba0d40ff20ce946097fc88e7c90c60d558e0da63827b58e2d5a3")
    #expect(keys.key("decide").hex == "e1161fa789f3d5c944f92130bc7629dfdab7eac2cda61b6fb50a05eeafff1e50")

    let received = keys.keyedDigest(stage: "receive", of: application)
    #expect(received.hex == "f45a904974c112986132cb6a9691eac014f0792d75172ff6af3be5f74e7545ed")
    let validated = Array("{\"findings\":[],\"form\":".utf8) + application + Array("}".utf8)
    #expect(
      keys.keyedDigest(stage: "validate", of: validated).hex
        == "4d5243e913aa0d7a9944d8bc2e19462e47db8d37266e1c0f637ad487a940c056")
    let decided = Array(#"{"by":"policy","decision":"grant"}"#.utf8)
    #expect(
      keys.keyedDigest(stage: "decide", of: decided).hex
        == "4c6442734dd33250f8eb7f1bc4e50e1d2b928351bb6ad01f7b32d0126101bcfe")
  }

  @Test("Another year, another document or another label gives another key")
  func separation() {
    let digest = Digest(sha256: [1])
    let keys = DocumentKeys(yearSecret: Array(repeating: 1, count: 32), applicationDigest: digest)
    let others = DocumentKeys(yearSecret: Array(repeating: 2, count: 32), applicationDigest: digest)
    let elsewhere = DocumentKeys(yearSecret: Array(repeating: 1, count: 32), applicationDigest: Digest(sha256: [2]))
    #expect(Set([keys.key("doc"), keys.key("salt"), others.key("doc"), elsewhere.key("doc")]).count == 4)
  }
}
