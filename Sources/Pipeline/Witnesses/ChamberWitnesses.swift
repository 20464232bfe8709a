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
    try self.init(
      parsing: bytes, file: workspace.witnessPolicy, log: try LedgerKeyFile.read(workspace.keys + "/ledger.vkey"))
  }

  /// `log` is the chamber's own ledger; nil while it has none yet.
  init(parsing bytes: [UInt8], file: String, log: VerifierKey?) throws(WitnessPolicyError) {
    do throws(NoteError) { policy = try WitnessPolicy(parsing: bytes) } catch {
      throw .notAPolicy(file: file, error)
    }
    guard policy.logs.isEmpty || policy.logs.contains(where: { $0.key == log }) else {
      throw .otherLogs(file: file, own: log?.description)
    }
    guard let majority = policy.majority else { throw .nested(file: file) }
    for witness in policy.witnesses {
      guard witness.key.key != log?.key else { throw .ownKey(file: file, witness: witness.name) }
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
  ) throws(LedgerError) -> [String: WitnessRound.Outcome] {
    let note = ledger.note
    let round = WitnessRound(
      witnesses: policy.witnesses.filter { circle == .everybody || (try? note.verified(by: [$0.key])) == nil },
      seconds: seconds)
    let outcomes = try round.ask(about: ledger)
    var cosignatures: [NoteSignature] = []
    for case .confirmed(let cosignature) in outcomes.values { cosignatures.append(cosignature) }
    cosignatures.sort { $0.name < $1.name }
    if !cosignatures.isEmpty { try ledger.add(cosignatures, of: policy.witnesses.map(\.key)) }
    return outcomes
  }

  /// Who has confirmed a checkpoint, and who has not and why.
  func confirmation(of note: SignedNote, troubles: [String: String] = [:]) -> Confirmation {
    let confirmed = policy.witnesses.filter { (try? note.verified(by: [$0.key])) != nil }
    let names = Set(confirmed.map(\.name))
    return Confirmation(
      confirmed: confirmed.map(\.name),
      missing: policy.witnesses.filter { !names.contains($0.name) }.map { witness in
        .init(
          name: witness.name, reason: troubles[witness.name] ?? (witness.url == nil ? "has no address" : "not asked"))
      },
      isMet: policy.isMet(by: Set(confirmed.map(\.key))))
  }
}

/// A `witnesses.policy` that cannot be used.
public enum WitnessPolicyError: Error, Equatable, CustomStringConvertible {
  case notAPolicy(file: String, NoteError)
  case otherLogs(file: String, own: String?)
  case nested(file: String)
  case ownKey(file: String, witness: String)
  case address(file: String, witness: String)

  public var description: String {
    switch self {
    case .notAPolicy(let file, let error): "\(file): \(error)"
    case .otherLogs(let file, let own?): "\(file): its log lines do not name this chamber's ledger; add \"log \(own)\""
    case .otherLogs(let file, nil):
      "\(file): names logs, but this chamber's ledger is yet to be made; leave log lines out"
    case .nested(let file):
      "\(file): the quorum needs groups within a group; a trust entry can only say so many of a list: "
        + "name witnesses as the members of one group"
    case .ownKey(let file, let witness):
      "\(file): witness \(witness) has the ledger's own key; nobody is a witness of itself"
    case .address(let file, let witness):
      "\(file): the address of witness \(witness) is not of the form https://host/prefix"
    }
  }
}
