// SPDX-License-Identifier: GPL-3.0-or-later
import Signing
import Testing

@testable import Ledger

@Suite struct CheckpointRequestTests {
  let bytes: [UInt8]

  init() throws {
    bytes = try Vectors.bytes("add-checkpoint-4-to-7.txt")
  }

  @Test("The request of the vectors is made, read and written byte for byte")
  func vectors() throws {
    let hashes = TreeTests.stored(try Vectors.lines().map { TreeHash.leaf($0) }).hashes
    let made = CheckpointRequest(
      oldSize: 4, path: ConsistencyProof(oldSize: 4, newSize: 7) { hashes[$0.storedIndex] }.path,
      note: try SignedNote(parsing: Vectors.bytes("checkpoint.nocosig")))
    #expect(made.bytes == bytes)
    #expect(try CheckpointRequest(parsing: bytes) == made)
    #expect(CheckpointRequest.isRequest(bytes))
    #expect(!CheckpointRequest.isRequest(try Vectors.bytes("checkpoint")))
  }

  @Test("Every change of one byte is refused by the parser or read as what it says; every truncation is refused")
  func changes() throws {
    for place in bytes.indices {
      for change: UInt8 in [1, 0x20, 0x80] {
        var changed = bytes
        changed[place] ^= change
        if let request = try? CheckpointRequest(parsing: changed) { #expect(request.bytes == changed) }
      }
    }
    for length in bytes.indices {
      #expect(throws: NoteError.self) { try CheckpointRequest(parsing: Array(bytes[..<length])) }
    }
  }

  static let hash = "LkG1XAdQCriLyjonRhmdNvg+gQuF4csxdeYmnxVS7/M=\n"

  @Test(
    "A request of another form is refused",
    arguments: [
      "", "\n", "old\n\n", "old \n\n", "old 04\n\n", "old +4\n\n", "old -1\n\n", "old 9223372036854775808\n\n",
      "Old 4\n\n", "old 4\r\n\n", "old  4\n\n", "old 4\n\(hash)", "old 4\n\(hash.dropLast(2))\n\n", "old 4\nAAAA\n\n",
      "old 4\n\(hash.dropLast()) \n\n",
    ])
  func badForms(start: String) throws {
    let note = try Vectors.bytes("checkpoint.nocosig")
    #expect(throws: NoteError.self) { try CheckpointRequest(parsing: Array(start.utf8) + note) }
  }

  @Test("63 hashes are read, more are not; a line of a megabyte is refused wherever it stands")
  func limits() throws {
    let note = try Vectors.bytes("checkpoint.nocosig")
    let most = Array(("old 4\n" + String(repeating: Self.hash, count: 63) + "\n").utf8) + note
    #expect(try CheckpointRequest(parsing: most).path.count == 63)
    let more = Array(("old 4\n" + String(repeating: Self.hash, count: 64) + "\n").utf8) + note
    #expect(throws: NoteError.tooLarge(thing: "request's hashes", limit: 63, found: 64)) {
      try CheckpointRequest(parsing: more)
    }
    let long = [UInt8](repeating: UInt8(ascii: "A"), count: 1_000_000)
    let old = Array("old 4".utf8)
    for bytes in [
      long, old + long, old + [10] + long + [10, 10] + note, old + [10, 10] + long + [10] + note,
      old + [10, 10] + note + Array("\u{2014} a ".utf8) + long + [10],
    ] {
      #expect(throws: NoteError.self) { try CheckpointRequest(parsing: bytes) }
    }
  }
}
