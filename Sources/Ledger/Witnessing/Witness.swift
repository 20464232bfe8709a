// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Signing

/// A witness of logs: cosigns what continues all it has seen of a log, and nothing else
/// (https://c2sp.org/tlog-witness).
///
/// Its folder remembers the last checkpoint of each log. The folder's lock is held as long as the value lives, so that
/// checking and remembering are one step for everybody.
public struct Witness: ~Copyable {
  public let folder: String
  /// The key that verifies its cosignatures.
  public var verifier: VerifierKey { signer.verifier }

  private let signer: NoteSigner
  private let lock: FileLock

  /// Opens the folder for one writer; `holder` tells others who has it. `signer` is of `Algorithm.cosignature`.
  public init(opening folder: String, signer: NoteSigner, holder: String) throws(WitnessError) {
    precondition(signer.verifier.algorithm == .cosignature)
    do throws(LockError) {
      lock = try FileLock.acquire(folder + "/lock", holder: holder)
    } catch {
      throw .lock(error)
    }
    self.folder = folder
    self.signer = signer
  }

  /// Watches a log from now on, or takes one more key of it; durable when it returns. Gives false for a known one.
  ///
  /// The key's name is the log's origin.
  public mutating func watch(_ log: VerifierKey) throws(WitnessError) -> Bool {
    guard log.algorithm == .ed25519 else { throw .notALog(name: log.name) }
    return try WatchedLog.add(log, to: folder)
  }

  /// The keys under which a log is known; none for a stranger.
  public func keys(of origin: String) throws(WitnessError) -> [VerifierKey] {
    try WatchedLog(origin: origin, in: folder)?.keys ?? []
  }

  /// The checkpoint of a log that was cosigned last; nil if none was.
  public func latest(of origin: String) throws(WitnessError) -> Checkpoint? {
    try WatchedLog(origin: origin, in: folder)?.latest()?.checkpoint
  }

  /// Checks a checkpoint against everything cosigned before. What is cosigned is remembered durably first: no kill
  /// makes a witness confirm two histories.
  ///
  /// - Parameter time: seconds since 1970, not negative.
  public mutating func answer(_ request: CheckpointRequest, time: Int) throws(WitnessError) -> WitnessAnswer {
    let checkpoint: Checkpoint
    do throws(NoteError) { checkpoint = try Checkpoint(parsing: request.note.text) } catch {
      return .malformed(reason: error.description)
    }
    guard let log = try WatchedLog(origin: checkpoint.origin, in: folder) else { return .unknownLog }
    guard let note = request.note.signed(by: log.keys) else { return .notSigned }
    guard request.oldSize <= checkpoint.size else {
      return .malformed(reason: "an older size of \(request.oldSize) expected to be at most \(checkpoint.size)")
    }
    let latest = try log.latest()?.checkpoint
    let size = latest?.size ?? 0
    let root = latest?.root ?? TreeHash.empty
    // Without the lines of strangers, which could be many.
    let offered = CheckpointRequest(oldSize: request.oldSize, path: request.path, note: note)
    if checkpoint.size == size, checkpoint.root != root {
      return .forked(size: size, evidence: try log.keepEvidence("fork", offered, root: checkpoint.root))
    }
    guard request.oldSize == size else { return .elsewhere(size: size) }
    guard let proof = ConsistencyProof(oldSize: size, newSize: checkpoint.size, path: request.path),
      proof.proves(root, continuesAs: checkpoint.root)
    else { return .unproven(evidence: try log.keepEvidence("unproven", offered, root: checkpoint.root)) }
    if latest != checkpoint { try log.remember(note) }
    do throws(NoteError) {
      return .cosigned(try signer.cosign(checkpoint, time: time))
    } catch {
      throw .note(error)
    }
  }
}

extension SignedNote {
  /// The note with the signatures of these keys alone; nil if none of them has signed it, or one of them badly.
  fileprivate func signed(by keys: [VerifierKey]) -> SignedNote? {
    guard let signers = try? verified(by: keys) else { return nil }
    let lines = signatures.filter { line in
      signers.contains { $0.name.isIdentical(to: line.name) && $0.id == line.keyID }
    }
    return try? SignedNote(text: text, signatures: lines)
  }
}
