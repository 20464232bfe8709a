// SPDX-License-Identifier: GPL-3.0-or-later
import Decisions
import Ledger
import Signing
import Trade

/// An officer's decision as a signed note (C2SP signed-note): made here, and checked here before a run acts on it.
enum OfficerNote {
  static func sign(_ decision: OfficerDecision, by officer: Officer, with key: SigningKey) throws -> SignedNote {
    try officer.signing(decision.noteText, with: key)
  }

  /// Why a note decides nothing.
  enum Fault: Equatable {
    /// Signed by nobody known, or about another form.
    case foreign
    /// The findings or the form were others.
    case otherSight
    case mayNot(OfficerRight)
    /// Outside the officer's term, before the form was held, or in the future.
    case untimely

    var words: String {
      switch self {
      case .foreign: "is signed by no officer of this workspace, or about another form"
      case .otherSight: "is about what the form or its findings were before; the form has been read anew since"
      case .mayNot(let right): "is by an officer who may not \(right.rawValue)"
      case .untimely: "tells a time outside the officer's term, before the form was held, or in the future"
      }
    }
  }

  /// The decision, if the note is about the held form as it was shown, and signed by an officer who might then.
  static func verify(
    _ bytes: [UInt8], on held: HeldDocument, officers: [Officer], clock: ZoneClock, now: Timestamp
  ) -> Result<OfficerDecision, FaultError> {
    guard let note = try? SignedNote(parsing: bytes), let decision = OfficerDecision(noteText: note.text),
      decision.document == held.doc,
      let officer = officers.first(where: { $0.verifier.name == decision.officer }),
      let signers = try? note.verified(by: [officer.verifier]), !signers.isEmpty
    else { return .failure(FaultError(fault: .foreign)) }
    if let saw = decision.saw, saw != held.validation?.hex { return .failure(FaultError(fault: .otherSight)) }
    let right: OfficerRight = decision.word == .grant ? .grant : .refuse
    guard officer.terms.rights.contains(right) else { return .failure(FaultError(fault: .mayNot(right))) }
    // A note of an earlier version tells no time: it is taken as of the night that held the form.
    let time = decision.time ?? held.time
    guard time >= held.time, time <= max(now, held.time), officer.terms.isGood(on: clock.day(at: time)) else {
      return .failure(FaultError(fault: .untimely))
    }
    return .success(decision)
  }

  struct FaultError: Error {
    var fault: Fault
  }

  /// The decisions of verified notes that stand one after the other.
  static func decisions(in notes: String) -> [OfficerDecision] {
    // Signature lines begin with a dash, and a line feed inside a reason is escaped.
    notes.split(separator: "\n").filter { $0.hasPrefix("{") }.compactMap { OfficerDecision(noteText: $0 + "\n") }
  }
}
