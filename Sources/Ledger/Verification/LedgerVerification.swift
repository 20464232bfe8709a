// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Signing

/// Checks a ledger from its file and checkpoint alone: form, order, meaning, hashes and signature of every entry, in
/// one pass and flat memory.
public enum LedgerVerification {
  /// The ledger in a folder (`ledger.jsonl`, `checkpoint`), signed by `key`, or one of the `earlier` keys, as the log
  /// `origin`.
  ///
  /// Faults are in the report; it throws only where a file cannot be read.
  public static func verify(
    folder: String, origin: String, key: VerifierKey, earlier: [VerifierKey] = [],
    witnesses: [VerifierKey] = []
  ) throws(LedgerError) -> LedgerReport {
    let paths = LedgerPaths(folder: folder)
    let note = try LedgerError.files { () throws(FileError) in
      try DurableFile.read(paths.checkpoint, limit: SignedNote.maximumLength)
    }
    var report = try verify(
      file: paths.lines, checkpoint: note, origin: origin, key: key, earlier: earlier, witnesses: witnesses)
    guard let fault = report.fault, let checkpoint = report.checkpoint else { return report }
    let changed = try LedgerError.files { () throws(FileError) in try firstDifference(paths, from: checkpoint) }
    // A changed entry may show only where a later one contradicts it, or in the root.
    if let changed, changed < fault.line ?? .max {
      report.fault = .init(line: changed, reason: "the entry is not the one that was signed")
    }
    return report
  }

  /// A ledger file with a checkpoint that came another way. `seen` is one that the ledger must continue.
  public static func verify(
    file: String, checkpoint bytes: [UInt8], origin: String, key: VerifierKey, earlier: [VerifierKey] = [],
    witnesses: [VerifierKey] = [], seen: Checkpoint? = nil
  ) throws(LedgerError) -> LedgerReport {
    var report = LedgerReport()
    report.seen = seen
    let checkpoint: Checkpoint
    do throws(NoteError) {
      let note = try SignedNote(parsing: bytes)
      checkpoint = try Checkpoint(note, signedBy: key, orOneOf: earlier, origin: origin)
      report.take(note, checkpoint, witnesses: witnesses)
    } catch {
      report.fault = .init(reason: "the checkpoint is not to be trusted: \(error)")
      return report
    }
    if let reason = seen.flatMap(checkpoint.fault(after:)) {
      report.fault = .init(reason: reason)
      return report
    }
    do throws(FileError) {
      try check(file, against: checkpoint, &report)
    } catch {
      throw .file(error)
    }
    return report
  }

  private static func check(
    _ file: String, against checkpoint: Checkpoint, _ report: inout LedgerReport
  ) throws(FileError) {
    var reader = try LineReader(file)
    var rules = LedgerRules()
    var frontier = TreeFrontier()
    var lastTime: Int?
    var seenRoot = report.seen.map { _ in TreeHash.empty }
    if checkpoint.size == 0 { report.root = frontier.root }
    reading: while true {
      func fault(_ reason: String) { report.fault = .init(line: frontier.size + 1, reason: reason) }
      switch try reader.next() {
      case .end: break reading
      case .torn: return fault("the line does not end in a newline")
      case .tooLong: return fault("the line is longer than \(LineReader.longestLine) bytes")
      case .whole(let range):
        let line: EntryLine
        do throws(EntryFault) {
          line = try EntryLine(reader.buffer, range)
        } catch {
          return fault(error.description)
        }
        guard line.seq == frontier.size else { return fault("seq \(frontier.size) expected, \(line.seq) found") }
        if let reason = rules.take(line, of: reader.buffer) { return fault(reason) }
        lastTime = line.time
        frontier.append(TreeHash.leaf(reader.buffer[range]))
        report.size = frontier.size
        if frontier.size == checkpoint.size { report.root = frontier.root }
        if frontier.size == report.seen?.size { seenRoot = frontier.root }
      }
    }
    report.openBatch = rules.openBatchName
    report.lastTime = lastTime.map(EntryLine.text(ofTime:))
    guard frontier.size >= checkpoint.size else {
      return report.fault = .init(
        line: frontier.size + 1, reason: "\(checkpoint.size) entries are signed, the file ends after \(frontier.size)")
    }
    report.unsigned = frontier.size - checkpoint.size
    guard report.root == checkpoint.root else {
      return report.fault = .init(reason: "the entries do not make the root that was signed: at least one was changed")
    }
    if let seen = report.seen, seenRoot != seen.root {
      report.fault = .init(reason: Checkpoint.parted(after: seen))
    }
  }

  /// The first line that is not what was signed, from 1, if the cache of hashes beside the ledger still leads to the
  /// signed root; nil if it does not.
  private static func firstDifference(_ paths: LedgerPaths, from checkpoint: Checkpoint) throws(FileError) -> Int? {
    guard let file = try? FileReader(HashCache.paths(in: paths.folder).hashes) else { return nil }
    var reader = try LineReader(paths.lines)
    var frontier = TreeFrontier()
    var difference: Int?
    while frontier.size < checkpoint.size {
      let place = TreeNode(level: 0, index: frontier.size).storedIndex * Digest.byteCount
      guard let leaf = Digest(bytes: try file.read(at: place, upTo: Digest.byteCount)) else { return nil }
      if difference == nil {
        if case .whole(let range) = try reader.next(), TreeHash.leaf(reader.buffer[range]) == leaf {
          // As it was signed.
        } else {
          difference = frontier.size + 1
        }
      }
      frontier.append(leaf)
    }
    return frontier.root == checkpoint.root ? difference : nil
  }
}

extension LedgerReport {
  /// A checkpoint that its key has signed, and who of the witnesses has confirmed it.
  mutating func take(_ note: SignedNote, _ checkpoint: Checkpoint, witnesses: [VerifierKey]) {
    self.checkpoint = checkpoint
    self.note = note
    for witness in witnesses where (try? note.verified(by: [witness])) != nil { self.witnesses.append(witness.name) }
  }
}
