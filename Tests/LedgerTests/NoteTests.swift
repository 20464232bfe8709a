// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import Signing
import Testing

@testable import Ledger

@Suite struct NoteTests {
  let log: VerifierKey
  let witness: VerifierKey
  let note: SignedNote

  init() throws {
    log = try VerifierKey(vkey: Vectors.text("log_vkey"))
    witness = try VerifierKey(vkey: Vectors.text("witness_vkey"))
    note = try SignedNote(parsing: Vectors.bytes("checkpoint"))
  }

  @Test("Keys have the names, ids and bytes of the vectors, and are written as they are read")
  func keys() throws {
    #expect(log.name == Vectors.origin)
    #expect(log.id == [UInt8](hex: try Vectors.text("log_key_id")))
    #expect(log.key.rawBytes == [UInt8](hex: try Vectors.text("log_pub")))
    #expect(log.description == (try Vectors.text("log_vkey")))
    #expect(witness.algorithm == .cosignature)
    #expect(witness.id == [UInt8](hex: try Vectors.text("witness_key_id")))
    #expect(witness.description == (try Vectors.text("witness_vkey")))
    let signer = try NoteSigner(name: Vectors.origin, key: Vectors.key("log_seed"))
    #expect(signer.verifier == log)
  }

  @Test(
    "A verifier key of another form is refused",
    arguments: [
      "", "a", "a+b", "a+3bfdb4fa+", "co-ledger.example/sg/2026+3bfdb4fb+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
      "co-ledger.example/sg/2026+3BFDB4FA+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
      "co-ledger.example/sg/2026+3bfdb4fa+AgOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
      "co-ledger.example/sg/2026+3bfdb4fa+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4\n",
      "co-ledger.example/sg/2026+3bfdb4fa+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG",
      "+3bfdb4fa+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
    ])
  func badKeys(text: String) {
    #expect(throws: NoteError.self) { try VerifierKey(vkey: text) }
  }

  @Test("The signed checkpoint and the cosignature reproduce byte for byte")
  func reproduce() throws {
    let signer = try NoteSigner(name: Vectors.origin, key: Vectors.key("log_seed"))
    let root = try #require(Digest(hex: Vectors.text("root")))
    let checkpoint = try Checkpoint(origin: Vectors.origin, size: 7, root: root)
    #expect(Array(checkpoint.text.utf8) == [UInt8](hex: try Vectors.text("checkpoint_body_hex")))
    let signed = try checkpoint.signed(by: signer)
    #expect(signed.bytes == (try Vectors.bytes("checkpoint.nocosig")))

    let cosigner = try NoteSigner(name: Vectors.witness, algorithm: .cosignature, key: Vectors.key("witness_seed"))
    let time = try #require(Vectors.json()["time"]?.integer)
    let message = Cosignature.message(time: time, text: checkpoint.text)
    #expect(message == [UInt8](hex: try Vectors.text("cosign_message_hex")))
    #expect(message == (try Vectors.bytes("cosign_message.txt")))
    let cosigned = signed.adding(try cosigner.cosign(checkpoint, time: time))
    #expect(cosigned.bytes == (try Vectors.bytes("checkpoint")))
    #expect(cosigned == note)
    #expect(try note.verified(by: [witness, log]) == [witness, log])
    #expect(Cosignature(note.signatures[1])?.time == time)
    // The same signature again takes the old one's place.
    #expect(cosigned.adding(try cosigner.cosign(checkpoint, time: time)).bytes == cosigned.bytes)
  }

  @Test("Every change of one byte of a note is refused, by the parser or by a signature, or hits only the other line")
  func bitFlips() throws {
    let bytes = try Vectors.bytes("checkpoint")
    let text = note.text
    for place in bytes.indices {
      for change: UInt8 in [1, 0x20, 0x80] {
        var changed = bytes
        changed[place] ^= change
        guard let parsed = try? SignedNote(parsing: changed) else { continue }
        #expect(parsed.bytes == changed)
        if let signers = try? parsed.verified(by: [log]) {
          #expect(signers == [log])
          #expect(parsed.text == text)
          #expect(parsed.signatures[0] == note.signatures[0])
        }
        if (try? parsed.verified(by: [witness])) != nil {
          #expect(parsed.text == text)
          #expect(parsed.signatures[1] == note.signatures[1])
        }
      }
    }
    for length in bytes.indices {
      let cut = try? SignedNote(parsing: Array(bytes[..<length]))
      // Whole lines may be left out: those of the witness are.
      if let cut { #expect(cut.bytes == (try Vectors.bytes("checkpoint.nocosig"))) }
    }
  }

  static let line = "\u{2014} a AAAAAAA=\n"

  @Test(
    "A note of another form is refused",
    arguments: [
      "", "\n", "\n\n", "text\n", "text\n\n", "text" + line, "text\n" + line, "\n\n" + line.dropLast(),
      "text\r\n\n" + line, "text\t\n\n" + line, "text\n\n" + line + "\n", "text\n\n- a AAAAAAA=\n",
      "text\n\n\u{2014}  a AAAAAAA=\n", "text\n\n\u{2014} a  AAAAAAA=\n", "text\n\n\u{2014} a AAAAAAA= \n",
      "text\n\n\u{2014} a+b AAAAAAA=\n", "text\n\n\u{2014} a\u{A0}b AAAAAAA=\n", "text\n\n\u{2014} a AAAAAA==\n",
      "text\n\n\u{2014} a AAAAAAA\n", "text\n\n\u{2014} a AAAAAAB=\n", "text\n\n\u{2014} a AAAA\n",
      "text\n\n\u{2014} a AAAA\nAAA=\n", "text\n\n\u{2014} a *AAAAAA=\n", "text\n\n" + line + "\r\n",
    ])
  func badNotes(text: String) {
    #expect(throws: NoteError.self) { try SignedNote(parsing: Array(text.utf8)) }
  }

  @Test("A note may hold empty lines; the last one parts text and signatures")
  func emptyLines() throws {
    let parsed = try SignedNote(parsing: Array("a\n\nb\n\n\(Self.line)".utf8))
    #expect(parsed.text == "a\n\nb\n")
    #expect(parsed.signatures.count == 1)
    #expect(throws: NoteError.notSigned(by: [Vectors.origin])) { try parsed.verified(by: [log]) }
  }

  @Test("Up to 100 signatures of strangers are ignored; more, or a megabyte, is refused")
  func limits() throws {
    let plain = try Vectors.bytes("checkpoint.nocosig")
    let lines = { (count: Int) in Array(String(repeating: Self.line, count: count).utf8) }
    #expect(try SignedNote(parsing: plain + lines(99)).verified(by: [log]) == [log])
    #expect(throws: NoteError.tooLarge(thing: "note's signatures", limit: 100, found: 101)) {
      try SignedNote(parsing: plain + lines(100))
    }
    #expect(throws: NoteError.tooLarge(thing: "note's bytes", limit: 1_000_000, found: 1_000_001)) {
      try SignedNote(parsing: [UInt8](repeating: 0x41, count: 1_000_001))
    }
    let long = Array(String(repeating: "A", count: 900_000).utf8)
    #expect(throws: NoteError.self) { try SignedNote(parsing: plain + Array("\u{2014} a ".utf8) + long) }
    #expect(throws: NoteError.self) { try SignedNote(parsing: [0xFF, 0x0A, 0x0A] + lines(1)) }
  }

  @Test("A signature under a trusted name and id that is not its key's refuses the whole note")
  func wrongSignature() throws {
    let forged = NoteSignature(name: log.name, keyID: log.id, signature: [UInt8](repeating: 7, count: 64))
    let both = try SignedNote(text: note.text, signatures: [forged] + note.signatures)
    #expect(throws: NoteError.badSignature(name: log.name)) { try both.verified(by: [log]) }
    let other = NoteSignature(name: log.name, keyID: [1, 2, 3, 4], signature: [UInt8](repeating: 7, count: 64))
    let ignored = try SignedNote(text: note.text, signatures: [other] + note.signatures)
    #expect(try ignored.verified(by: [log]) == [log])
  }

  @Test("A checkpoint of another log, or with a good signature of another key, is refused")
  func otherLog() throws {
    #expect(throws: NoteError.otherOrigin(expected: "other.example/ledger", found: Vectors.origin)) {
      try Checkpoint(note, signedBy: log, origin: "other.example/ledger")
    }
    let stranger = try NoteSigner(name: Vectors.origin, key: Vectors.key("witness_seed"))
    let checkpoint = try Checkpoint(note, signedBy: log, origin: Vectors.origin)
    let signed = try checkpoint.signed(by: stranger)
    #expect(throws: NoteError.notSigned(by: [Vectors.origin])) {
      try Checkpoint(signed, signedBy: log, origin: Vectors.origin)
    }
  }

  static let root = "nLiQBF2z9kZWo3gI1jIYuAVTMVcnGFVavByZYnaQXU0="

  @Test(
    "A checkpoint of another form is refused",
    arguments: [
      "", "\n", "a\n7\n", "a\n7\n\(root)", "\n7\n\(root)\n", "a\n07\n\(root)\n", "a\n+7\n\(root)\n", "a\n-7\n\(root)\n",
      "a\n7 \n\(root)\n", "a\n\n\(root)\n", "a\n9223372036854775808\n\(root)\n", "a\n7\n\(root)\n\n",
      "a\n7\n\(root)\n\nb\n", "a\n7\nAAAA\n", "a\n7\n\(root.dropLast())\n", "a\n7\n\(root) \n", "a\r\n7\r\n\(root)\r\n",
      "a\n7\nnLiQBF2z9kZWo3gI1jIYuAVTMVcnGFVavByZYnaQXU1=\n",
    ])
  func badCheckpoints(text: String) {
    #expect(throws: NoteError.self) { try Checkpoint(parsing: text) }
  }

  @Test("A checkpoint is written as it was read, with further lines")
  func extensions() throws {
    for text in ["a\n0\n\(Self.root)\n", "a b\n9223372036854775807\n\(Self.root)\nmore\n and more\n"] {
      #expect(try Checkpoint(parsing: text).text == text)
    }
  }
}
