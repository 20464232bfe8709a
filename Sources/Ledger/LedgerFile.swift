// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
public import Signing

/// The chamber's own ledger, open for appending: `ledger.jsonl`, its signed `checkpoint` and a cache of hashes.
///
/// It never forks: the caller holds the workspace's lock, and opening compares the file with the last checkpoint.
public struct LedgerFile: ~Copyable {
  public let folder: String
  /// `<host in lower case>/ledger`.
  public let origin: String
  /// The newest signed checkpoint, durable on the disk. It covers fewer entries than `size` only after an
  /// interrupted run, until the next `append` or `settle`.
  public private(set) var checkpoint: Checkpoint
  /// The checkpoint's note as it is on the disk, with the signatures of others.
  public private(set) var note: SignedNote

  private let signer: NoteSigner
  /// Keys that signed this ledger before.
  let earlier: [VerifierKey]
  private var lines: LedgerLines

  /// Makes an empty ledger with its first signed checkpoint, durable when it returns.
  public static func create(folder: String, origin: String, key: SigningKey) throws(LedgerError) {
    let paths = LedgerPaths(folder: folder)
    guard !DurableFile.exists(paths.checkpoint) else { throw .alreadyExists(path: folder) }
    let note = try LedgerError.notes(paths.checkpoint) { () throws(NoteError) in
      let signer = try NoteSigner(name: origin, key: key)
      return try Checkpoint(origin: origin, size: 0, root: TreeHash.empty).signed(by: signer)
    }
    let isEmpty = try LedgerError.files { () throws(FileError) in
      try DurableFile.makeFolder(folder)
      var lines = try AppendFile(paths.lines)
      guard lines.size == 0 else { return false }
      try lines.sync()
      // The checkpoint makes it a ledger. Written last: what a kill leaves before does not count.
      try DurableFile.create(note.bytes, at: paths.checkpoint)
      return true
    }
    guard isEmpty else {
      throw .broken(path: paths.lines, line: nil, reason: "there are entries, but the checkpoint is missing")
    }
  }

  /// Opens the ledger and compares it with its last signed checkpoint.
  ///
  /// Whole entries beyond the checkpoint, of a run that was killed, are kept, a torn last line is cut off. Reads
  /// O(log n) hashes, unless the cache is missing or wrong: then it reads the ledger once and makes it again.
  /// The checkpoint may still be signed by one of the `earlier` keys; the next one is signed by `key`.
  public init(
    opening folder: String, origin: String, key: SigningKey, earlier: [VerifierKey] = []
  ) throws(LedgerError) {
    let paths = LedgerPaths(folder: folder)
    let signer = try LedgerError.notes(paths.checkpoint) { () throws(NoteError) in
      try NoteSigner(name: origin, key: key)
    }
    let bytes = try LedgerError.files { () throws(FileError) in
      try DurableFile.read(paths.checkpoint, limit: SignedNote.maximumLength)
    }
    let (note, checkpoint) = try LedgerError.notes(paths.checkpoint) { () throws(NoteError) in
      let note = try SignedNote(parsing: bytes)
      return (note, try Checkpoint(note, signedBy: signer.verifier, orOneOf: earlier, origin: origin))
    }
    lines = try LedgerLines.open(paths, checkpoint: checkpoint)
    self.folder = folder
    self.origin = origin
    self.signer = signer
    self.earlier = earlier
    self.note = note
    self.checkpoint = checkpoint
  }

  /// Entries in the file.
  public var size: Int { lines.frontier.size }

  /// The Merkle tree hash of all entries.
  public var root: Digest { lines.frontier.root }

  /// Time of the last entry, RFC 3339; nil for an empty ledger.
  public var lastTime: String? { lines.lastTime }

  /// The ledger's public key, for `ledger.vkey` and the trust entry.
  public var verifier: VerifierKey { signer.verifier }

  /// Appends a group of entries; they and the checkpoint that covers them are durable when it returns.
  ///
  /// An entry of the wrong form, or earlier than the one before it, refuses the whole group. After an error of the
  /// disk the ledger must be opened again.
  public mutating func append(_ entries: [LedgerEntry]) throws(LedgerError) {
    guard let last = entries.last else { return try settle() }
    var writer = EntryWriter(capacity: entries.count, after: lastTime)
    let size = size
    for index in entries.indices {
      do throws(EntryFault) {
        try writer.append(entries[index], seq: size + index)
      } catch {
        throw .entry(index: index, stage: entries[index].stage.rawValue, reason: error.description)
      }
    }
    var ready: Result<(Checkpoint, SignedNote), NoteError>?
    let (origin, signer) = (origin, signer)
    try lines.append(writer.bytes, ends: writer.ends, lastTime: last.time) { frontier in
      ready = Result { () throws(NoteError) in try Self.signed(frontier, origin: origin, signer: signer) }
    }
    try replaceCheckpoint(ready)
  }

  /// Signs entries beyond the checkpoint, if there are any; durable when it returns.
  /// So is a checkpoint that only an earlier key has signed.
  public mutating func settle() throws(LedgerError) {
    guard checkpoint.size != size || (try? note.verified(by: [verifier])) == nil else { return }
    guard checkpoint.size != size else {
      // The text stays as it is, and with it the witnesses' signatures.
      let (path, text, note) = (paths.checkpoint, checkpoint.text, note)
      let signer = signer
      let added = try LedgerError.notes(path) { () throws(NoteError) in note.adding(try signer.sign(text)) }
      try LedgerError.files { () throws(FileError) in try DurableFile.write(added.bytes, to: path) }
      self.note = added
      return
    }
    try lines.sync()
    let frontier = lines.frontier
    try replaceCheckpoint(Result { () throws(NoteError) in try Self.signed(frontier, origin: origin, signer: signer) })
  }

  /// Writes the checkpoint again with signatures of witnesses, which must be good and of this very checkpoint.
  public mutating func add(_ cosignatures: [NoteSignature], of witnesses: [VerifierKey]) throws(LedgerError) {
    let path = paths.checkpoint
    let note = cosignatures.reduce(note) { $0.adding($1) }
    _ = try LedgerError.notes(path) { () throws(NoteError) in try note.verified(by: witnesses) }
    try LedgerError.files { () throws(FileError) in try DurableFile.write(note.bytes, to: path) }
    self.note = note
  }

  var paths: LedgerPaths { LedgerPaths(folder: folder) }

  /// The hash of a perfect subtree of the entries.
  func hash(_ node: TreeNode) throws(LedgerError) -> Digest { try lines.hash(node) }

  /// The leaf hashes of a range of entries.
  func leaves(_ range: Range<Int>) throws(LedgerError) -> [Digest] { try lines.leaves(range) }

  /// The lines of a range of entries without their LFs, compared with their hashes.
  func lines(_ range: Range<Int>) throws(LedgerError) -> [ArraySlice<UInt8>] { try lines.lines(range) }

  /// Where entry `index` starts in the file.
  func offset(of index: Int) throws(LedgerError) -> Int { try lines.offset(of: index) }

  private static func signed(
    _ frontier: TreeFrontier, origin: String, signer: NoteSigner
  ) throws(NoteError) -> (Checkpoint, SignedNote) {
    let checkpoint = try Checkpoint(origin: origin, size: frontier.size, root: frontier.root)
    return (checkpoint, try checkpoint.signed(by: signer))
  }

  /// Writes the checkpoint of entries that are durable.
  private mutating func replaceCheckpoint(
    _ ready: Result<(Checkpoint, SignedNote), NoteError>?
  ) throws(LedgerError) {
    guard let ready else { return }
    let path = paths.checkpoint
    let (checkpoint, note) = try LedgerError.notes(path) { () throws(NoteError) in try ready.get() }
    try LedgerError.files { () throws(FileError) in try DurableFile.write(note.bytes, to: path) }
    self.checkpoint = checkpoint
    self.note = note
  }
}
