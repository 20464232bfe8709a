// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
public import Ledger
import Signing
public import Trade

/// `certmill witness` and `certmill ledger cosign`: the desk of somebody who watches the ledgers of others.
///
/// The folder holds `witness.pem` (0600), `witness.vkey`, and under `logs/` what was cosigned last of each log.
public struct WitnessDesk: Sendable {
  public let folder: String

  public init(_ folder: String) {
    self.folder = folder
  }

  private var keyPath: String { folder + "/witness.pem" }
  private var verifierPath: String { folder + "/witness.vkey" }

  /// Makes a witness with a key of its own. `name` is what its cosignatures stand under, an address without a scheme
  /// such as `witness.example.be/1`. A folder that has a key already is refused: a second history under one key is
  /// what a witness is there to prevent.
  public func make(name: String, random: (Int) throws -> [UInt8]) throws -> VerifierKey {
    guard !DurableFile.exists(keyPath) else { throw WitnessDeskError.alreadyThere(path: keyPath) }
    let key = try SigningKey(seed: try random(32))
    let verifier: VerifierKey
    do throws(NoteError) {
      verifier = try VerifierKey(name: name, algorithm: .cosignature, key: key.publicKey)
    } catch {
      throw WitnessDeskError.name(name)
    }
    try DurableFile.makeFolder(folder, mode: 0o700)
    try DurableFile.makeFolder(folder + "/logs")
    try DurableFile.write(Array((verifier.description + "\n").utf8), to: verifierPath)
    try DurableFile.create(Array(try key.pem.utf8), at: keyPath, mode: 0o600)
    return verifier
  }

  /// Watches a log from now on; `log` is its vkey, or a file that holds it. Gives its key, and whether it is new.
  public func watch(_ log: String, now: Timestamp) throws -> (key: VerifierKey, isNew: Bool) {
    let key = try LedgerKeyFile.key(log)
    var witness = try open(now)
    return (key, try witness.watch(key))
  }

  /// The key, for a process that goes on answering (`certmill witness serve`).
  public func signer() throws -> NoteSigner {
    guard DurableFile.exists(keyPath) else { throw WitnessDeskError.none(path: folder) }
    let key = try SigningKey(
      pem: String(decoding: try Workspace.readSecret(keyPath), as: UTF8.self), name: keyPath)
    let verifier = try LedgerKeyFile.read(verifierPath)
    let signer = try NoteSigner(name: verifier.name, algorithm: .cosignature, key: key)
    guard signer.verifier == verifier else { throw WitnessDeskError.otherKey(path: keyPath, verifier: verifierPath) }
    return signer
  }

  /// Checks what a chamber has sent and cosigns it: a request, a bare checkpoint, or a published folder. Gives the
  /// checkpoint's note beside the answer.
  public func cosign(_ path: String, now: Timestamp) throws -> (answer: WitnessAnswer, note: SignedNote) {
    var witness = try open(now)
    let request = try request(path, witness)
    return (try witness.answer(request, time: now.seconds), request.note)
  }

  /// The witness, locked as long as the value lives.
  private func open(_ now: Timestamp) throws -> Witness {
    try Witness(opening: folder, signer: try signer(), holder: "\(FileLock.thisProcess) since \(now)")
  }

  private func request(_ path: String, _ witness: borrowing Witness) throws -> CheckpointRequest {
    if DurableFile.exists(path + "/checkpoint") { return try request(published: path, witness) }
    let bytes = try DurableFile.read(path, limit: CheckpointRequest.maximumLength)
    if CheckpointRequest.isRequest(bytes) {
      return try Self.reading(path) { () throws(NoteError) in try CheckpointRequest(parsing: bytes) }
    }
    let (note, checkpoint) = try Self.checkpoint(bytes, path)
    // Without a proof only the very first checkpoint of a log, or the last one again, can be judged.
    let latest = try witness.latest(of: checkpoint.origin)?.size ?? 0
    guard latest == 0 || latest >= checkpoint.size else {
      throw WitnessDeskError.noProof(path: path, old: latest, new: checkpoint.size)
    }
    return CheckpointRequest(oldSize: min(latest, checkpoint.size), path: [], note: note)
  }

  /// The proof comes from the folder's own tiles.
  private func request(published folder: String, _ witness: borrowing Witness) throws -> CheckpointRequest {
    let path = folder + "/checkpoint"
    let (note, checkpoint) = try Self.checkpoint(DurableFile.read(path, limit: SignedNote.maximumLength), path)
    let old = min(try witness.latest(of: checkpoint.origin)?.size ?? 0, checkpoint.size)
    let key = try witness.keys(of: checkpoint.origin).first { (try? note.verified(by: [$0])) != nil }
    // A stranger's log, or a bad signature: the answer will say so, no tile is looked at.
    guard let key, old > 0, old < checkpoint.size else { return CheckpointRequest(oldSize: old, path: [], note: note) }
    var ledger = try PublishedLedger(folder: folder, origin: checkpoint.origin, key: key)
    return CheckpointRequest(oldSize: old, path: try ledger.consistencyProof(from: old).path, note: ledger.note)
  }

  private static func checkpoint(_ bytes: [UInt8], _ path: String) throws -> (SignedNote, Checkpoint) {
    try reading(path) { () throws(NoteError) in
      let note = try SignedNote(parsing: bytes)
      return (note, try Checkpoint(parsing: note.text))
    }
  }

  /// Names the file that cannot be read.
  private static func reading<Value>(_ path: String, _ body: () throws(NoteError) -> Value) throws -> Value {
    do throws(NoteError) { return try body() } catch { throw WitnessDeskError.unreadable(path: path, error) }
  }
}
