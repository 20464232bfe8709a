// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
public import Ledger
import Signing

/// Whom the chamber asks to confirm its ledger: `witnesses.policy` of the workspace (https://c2sp.org/tlog-policy).
///
/// Read anew whenever it is needed: whoever replaces a witness that is gone for good changes this file.
public struct ChamberWitnesses: Sendable {
  public let policy: WitnessPolicy
  /// Whom a trust entry names, and how many of them must agree.
  let voices: [WitnessPolicy.Witness]
  let quorum: Int

  /// Nil for a workspace without such a file.
  init?(of workspace: Workspace) throws {
    guard DurableFile.exists(workspace.witnessPolicy) else { return nil }
    let bytes = try DurableFile.read(workspace.witnessPolicy, limit: WitnessPolicy.longestFile)
    let keyring = try Keyring(workspace)
    try self.init(
      parsing: bytes, file: workspace.witnessPolicy, log: try keyring.ledgerVerifier(),
      earlier: keyring.earlierLedgerKeys)
  }

  /// `log` is the chamber's own ledger; nil while it has none yet. A policy may name it by a key of before.
  init(
    parsing bytes: [UInt8], file: String, log: VerifierKey?, earlier: [VerifierKey] = []
  ) throws(WitnessPolicyError) {
    do throws(NoteError) { policy = try WitnessPolicy(parsing: bytes) } catch {
      throw .notAPolicy(file: file, error)
    }
    guard policy.logs.isEmpty || policy.logs.contains(where: { $0.key == log || earlier.contains($0.key) })
    else {
      throw .otherLogs(file: file, own: log?.description)
    }
    guard let majority = policy.majority else { throw .nested(file: file) }
    for witness in policy.witnesses {
      guard witness.key.key != log?.key, !earlier.contains(where: { $0.key == witness.key.key }) else {
        throw .ownKey(file: file, witness: witness.name)
      }
      guard witness.url == nil || witness.address != nil else { throw .address(file: file, witness: witness.name) }
    }
    (voices, quorum) = majority
  }

  /// How long witnesses are waited for where no recipe says it, seconds.
  static let patience = 10

  enum Circle {
    /// Also those who have confirmed the checkpoint at hand: they may have confirmed a later one since.
    case everybody
    case missing
  }

  /// Asks witnesses about the ledger's checkpoint, and adds what they sign to it; durable when it returns.
  func ask(
    _ circle: Circle, about ledger: inout LedgerFile, seconds: Int
  ) throws -> [VerifierKey: WitnessRound.Outcome] {
    let note = ledger.note
    let round = WitnessRound(
      witnesses: policy.witnesses.filter { circle == .everybody || (try? note.verified(by: [$0.key])) == nil },
      seconds: seconds)
    let outcomes = try round.ask(about: ledger)
    var cosignatures: [NoteSignature] = []
    for case .confirmed(let cosignature) in outcomes.values { cosignatures.append(cosignature) }
    cosignatures.sort { $0.name < $1.name }
    try add(cosignatures, to: &ledger)
    return outcomes
  }

  /// Adds what witnesses have signed to the ledger's checkpoint, and keeps that once it is confirmed; durable when it
  /// returns.
  func add(_ cosignatures: [NoteSignature], to ledger: inout LedgerFile) throws {
    guard !cosignatures.isEmpty else { return }
    try ledger.add(cosignatures, of: policy.witnesses.map(\.key))
    guard confirmation(of: ledger.note).isMet else { return }
    try ConfirmedCheckpoints(ledger: ledger.folder).keep(ledger.note, size: ledger.checkpoint.size)
  }

  /// Who has confirmed a checkpoint, and who has not and why.
  func confirmation(of note: SignedNote, troubles: [VerifierKey: String] = [:]) -> Confirmation {
    var confirmation = Confirmation(confirmed: [], missing: [], isMet: false)
    var signers: Set<VerifierKey> = []
    for witness in policy.witnesses {
      if (try? note.verified(by: [witness.key])) != nil {
        signers.insert(witness.key)
        confirmation.confirmed.append(witness.name)
      } else {
        let reason = troubles[witness.key] ?? (witness.url == nil ? "has no address" : "not asked")
        confirmation.missing.append(.init(name: witness.name, reason: reason))
      }
    }
    confirmation.isMet = policy.isMet(by: signers)
    return confirmation
  }
}
