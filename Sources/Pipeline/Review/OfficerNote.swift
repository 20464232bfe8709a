// SPDX-License-Identifier: GPL-3.0-or-later
import Decisions
import Ledger
import Signing

/// An officer's decision as a signed note (C2SP signed-note): made here, and checked here before a run acts on it.
enum OfficerNote {
  static func sign(_ decision: OfficerDecision, by officer: Officer, with key: SigningKey) throws -> SignedNote {
    let signer = try NoteSigner(name: officer.verifier.name, key: key)
    return try SignedNote(text: decision.noteText, signatures: [signer.sign(decision.noteText)])
  }

  /// The decision, if the note is about `document` and signed by the officer whom it names; nil for any other note.
  static func verify(_ bytes: [UInt8], document: String, officers: [Officer]) -> OfficerDecision? {
    guard let note = try? SignedNote(parsing: bytes), let decision = OfficerDecision(noteText: note.text),
      decision.document == document,
      let officer = officers.first(where: { $0.verifier.name == decision.officer }),
      let signers = try? note.verified(by: [officer.verifier]), !signers.isEmpty
    else { return nil }
    return decision
  }
}
