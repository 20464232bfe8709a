// SPDX-License-Identifier: GPL-3.0-or-later
import Signing
import Testing

@testable import Ledger

@Suite struct LogProofTests {
  let bytes: [UInt8]
  let key: VerifierKey
  let leaf: Digest

  init() throws {
    bytes = try Vectors.bytes("co-0000001-issued.tlog-proof")
    key = try VerifierKey(vkey: Vectors.text("log_vkey"))
    leaf = TreeHash.leaf(try Vectors.lines()[4])
  }

  @Test("The proof of the vectors is made, read and verified")
  func vectors() throws {
    let proof = try LogProof(parsing: bytes)
    #expect(Array(proof.text.utf8) == bytes)
    #expect(proof.index == 4)
    #expect(try proof.verified(leaf: leaf, origin: Vectors.origin, key: key).size == 7)
    let hashes = TreeTests.stored(try Vectors.lines().map { TreeHash.leaf($0) }).hashes
    let made = LogProof(
      index: 4, path: InclusionProof(index: 4, size: 7) { hashes[$0.storedIndex] }.path,
      note: try SignedNote(parsing: Vectors.bytes("checkpoint")))
    #expect(made == proof)
    #expect(throws: NoteError.notIncluded(index: 4, size: 7)) {
      try proof.verified(leaf: TreeHash.leaf([]), origin: Vectors.origin, key: key)
    }
    #expect(throws: NoteError.self) { try proof.verified(leaf: leaf, origin: "other", key: key) }
  }

  @Test("Every change of one byte is refused or only touches the witness's line; every truncation is refused")
  func changes() throws {
    let nocosig = try Vectors.bytes("checkpoint.nocosig")
    let witnessStart = bytes.count - (try Vectors.bytes("checkpoint").count) + nocosig.count
    for place in bytes.indices {
      for change: UInt8 in [1, 4, 0x20] {
        var changed = bytes
        changed[place] ^= change
        guard let proof = try? LogProof(parsing: changed) else { continue }
        #expect(Array(proof.text.utf8) == changed)
        let isGood = (try? proof.verified(leaf: leaf, origin: Vectors.origin, key: key)) != nil
        #expect(!isGood || place >= witnessStart)
      }
    }
    for length in bytes.indices where length != witnessStart {
      #expect(throws: NoteError.self) { try LogProof(parsing: Array(bytes[..<length])) }
    }
  }

  @Test("Extra data is kept, and other forms are refused")
  func forms() throws {
    let text = String(decoding: bytes, as: UTF8.self)
    let extra = text.replacing("index 4", with: "extra AQID\nindex 4")
    #expect(try LogProof(parsing: Array(extra.utf8)).extra == [1, 2, 3])
    #expect(try LogProof(parsing: Array(extra.utf8)).text == extra)
    for (from, to) in [
      ("@v1", "@v2"), ("index 4", "index 04"), ("index 4", "index -4"), ("index 4", "Index 4"), ("index 4\n", ""),
      ("index 4", "extra *\nindex 4"), ("index 4", "index 4" + String(repeating: "\n\(NoteTests.root)", count: 61)),
      ("\n\nco-ledger", "\nco-ledger"), ("=\n", "=\r\n"),
    ] {
      #expect(throws: NoteError.self) { try LogProof(parsing: Array(text.replacing(from, with: to).utf8)) }
    }
  }

  @Test("A proof that holds its entry gives it, and no other")
  func entry() throws {
    let sample = try SampleLedger()
    let entries = SampleLedger.batch("20261123-01", count: 3)
    var ledger = try sample.open()
    try ledger.append(entries)
    for index in entries.indices {
      let text = try ledger.logProof(of: index, withEntry: true).text
      let proof = try LogProof(parsing: Array(text.utf8))
      let (entry, checkpoint) = try proof.entry(origin: SampleLedger.origin, key: sample.verifier)
      #expect(entry == entries[index] && checkpoint == ledger.checkpoint)
      for other in entries.indices where other != index {
        let forged = LogProof(
          index: proof.index, path: proof.path, note: proof.note, extra: entries[other].line(seq: other))
        #expect(throws: NoteError.notIncluded(index: index, size: entries.count)) {
          try forged.entry(origin: SampleLedger.origin, key: sample.verifier)
        }
      }
    }
    let bare = try ledger.logProof(of: 4)
    #expect(throws: NoteError.self) { try bare.entry(origin: SampleLedger.origin, key: sample.verifier) }
  }
}
