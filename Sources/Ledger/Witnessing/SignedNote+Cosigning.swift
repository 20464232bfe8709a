// SPDX-License-Identifier: GPL-3.0-or-later

extension SignedNote {
  /// A witness's signature of this note's text, out of the lines that it answered with; lines of others are ignored.
  ///
  /// The lines alone, or a whole note of the same text.
  public func cosignature(in answer: [UInt8], of witness: VerifierKey) throws(NoteError) -> NoteSignature {
    let isLines = answer.starts(with: "\u{2014} ".utf8)
    let note = try SignedNote(parsing: isLines ? Array(text.utf8) + [0x0A] + answer : answer)
    guard note.text.isIdentical(to: text) else {
      throw .malformed(thing: "cosignature", reason: "it is of another checkpoint than the newest of this ledger")
    }
    _ = try note.verified(by: [witness])
    guard
      let line = note.signatures.first(where: { $0.name.isIdentical(to: witness.name) && $0.keyID == witness.id })
    else { throw .notSigned(by: [witness.name]) }
    return line
  }
}
