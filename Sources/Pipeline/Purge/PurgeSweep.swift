// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import DurableFiles
import Ledger
import Reconciliation
import Signing

/// Deletes what batches of a year, and of the years before it, left: their bytes in the store, then their files. Of each
/// batch there stay the journal's bare lines, the frozen configuration's digests, and a report that says that it is gone.
struct PurgeSweep {
  private let workspace: Workspace
  private let year: Int
  private let time: String
  /// Whether a ledger entry's event is to be deleted, by its index.
  private var isDoomed: [Bool] = []
  /// Batches whose journals have such events.
  private var affected: Set<String> = []
  private let batches: [String]

  /// - Parameter carried: documents that live on in a later year.
  init(_ workspace: Workspace, year: Int, carried: Set<String>, time: String) throws {
    self.workspace = workspace
    self.year = year
    self.time = time
    batches = try Workspace.years(of: workspace.batches).filter { $0.key <= year }.flatMap(\.value).sorted()
    var entries = try EntryReader(folder: workspace.ledgerFolder)
    while let (_, entry) = try entries.next() {
      let isDoomed = Self.speaks(entry, ofDocumentsUntil: year) && !(entry.doc.map(carried.contains) ?? false)
      self.isDoomed.append(isDoomed)
      if isDoomed { affected.insert(entry.batch) }
    }
  }

  /// What has no word of a trader stays: how a batch was set up, its counts, security paper.
  private static func speaks(_ entry: LedgerEntry, ofDocumentsUntil year: Int) -> Bool {
    switch entry.stage {
    case .batchOpen, .batchClose, .stock, .purge: return false
    default: break
    }
    // A number is of the year in which it was issued, whatever befell the certificate later.
    if let number = entry.number { return Int(number.dropFirst(3).prefix(4)) ?? 0 <= year }
    return Int(entry.batch.prefix(4)) ?? 0 <= year
  }

  func run() throws {
    var bytes = NamedBytes(workspace.store)
    var exchanged = ExchangedFiles(workspace)
    for batch in batches where isWhole(batch) {
      try read(batch, doomed: true) { line in
        bytes.add(in: line)
        try exchanged.add(line)
      }
    }
    try keepWhatOthersName(&bytes, &exchanged)
    try exchanged.delete()
    for batch in batches where isWhole(batch) {
      try read(batch, doomed: true) { line in try bytes.delete(in: line) }
      try empty(batch)
    }
    for batch in affected.subtracting(batches).sorted() {
      try read(batch, doomed: true) { line in try bytes.delete(in: line) }
      try bare(batch)
      try removePrintedRuns(of: batch)
    }
    for name in try Workspace.years(of: workspace.root + "/reconciliations").filter({ $0.key <= year }).flatMap(\.value)
    {
      let folder = workspace.reconciliation(name)
      for file in try TrustFolder.names(in: folder.path) where ![".", "..", "report.json"].contains(file) {
        try tombstone(name, at: folder.report("json"))
        try remove(folder.path + "/" + file)
      }
    }
    try DurableFile.synchronise(fileSystemOf: workspace.root)
  }

  /// Has files that an earlier purge or this one before a kill did not delete, or lines that only now may go.
  private func isWhole(_ batch: String) -> Bool {
    affected.contains(batch) || DurableFile.exists(workspace.batch(batch).inputs)
  }

  /// Hands out the lines of a batch's list of inputs and of its journal: those to be deleted, or the others.
  private func read(_ batch: String, doomed: Bool, _ take: ([UInt8]) throws -> Void) throws {
    let folder = workspace.batch(batch)
    let isOfYear = Int(batch.prefix(4)) ?? 0 <= year
    if isOfYear == doomed, DurableFile.exists(folder.inputs) {
      var reader = try LineReader(folder.inputs)
      while let line = try reader.next() { try take(line) }
    }
    // What sheets were compared with; a later year's comparison keeps nothing of this one.
    if isOfYear, doomed, DurableFile.exists(folder.shelves) {
      for name in try TrustFolder.names(in: folder.shelves) where name.hasSuffix(".json") {
        try take(DurableFile.read(folder.shelves + "/" + name, limit: FrozenShelf.longestList))
      }
    }
    guard DurableFile.exists(folder.events) else { return }
    var reader = try LineReader(folder.events)
    while let bytes = try reader.next() {
      guard let seq = JournalLine.seq(of: bytes) else { continue }
      if isDoomed.indices.contains(seq), isDoomed[seq] == doomed { try take(bytes) }
    }
  }

  /// Bytes that other years' batches or a frozen configuration name stay.
  private func keepWhatOthersName(_ bytes: inout NamedBytes, _ exchanged: inout ExchangedFiles) throws {
    for batch in try Workspace.years(of: workspace.batches).values.flatMap(\.self) {
      try read(batch, doomed: false) { line in
        bytes.remove(in: line)
        try exchanged.remove(line)
      }
      let configuration = workspace.batch(batch).configuration
      guard DurableFile.exists(configuration) else { continue }
      try bytes.removeConfiguration(DurableFile.read(configuration, limit: 1 << 20))
    }
  }

  // MARK: - Files

  private func empty(_ batch: String) throws {
    let folder = workspace.batch(batch)
    // First: with it the batch is never taken for one that a kill left open.
    if DurableFile.exists(folder.inputs) { try tombstone(batch, at: folder.report("json")) }
    for name in try TrustFolder.names(in: folder.path) where name != "." && name != ".." {
      if ["config.json", "events.jsonl", "inputs.jsonl", "report.json"].contains(name) { continue }
      try remove(folder.path + "/" + name)
    }
    try bare(batch)
    try DurableFile.remove(folder.inputs)
  }

  /// Leaves of the doomed lines of a journal only that there was an entry, and a certificate's copies and sheets.
  private func bare(_ batch: String) throws {
    let path = workspace.batch(batch).events
    guard DurableFile.exists(path) else { return }
    var reader = try LineReader(path)
    var kept = try AppendFile(path + ".purging", truncatingTo: 0, mode: 0o600)
    var lines: [UInt8] = []
    while let bytes = try reader.next() {
      if let seq = JournalLine.seq(of: bytes), isDoomed.indices.contains(seq), isDoomed[seq],
        let line = JournalLine(parsing: bytes)
      {
        lines += line.bare.bytes
      } else {
        lines += bytes + [10]
      }
      guard lines.count > 1 << 20 else { continue }
      try kept.append(lines)
      lines.removeAll(keepingCapacity: true)
    }
    try kept.append(lines)
    try kept.sync()
    try DurableFile.move(path + ".purging", to: path)
  }

  private func tombstone(_ batch: String, at path: String) throws {
    let json: JSONValue = ["batch": .string(batch), "purged": .string(time)]
    try DurableFile.write(json.canonicalBytes + [10], to: path)
  }

  /// Runs of a later year that bear certificates of this one; what else they bore is in the store.
  private func removePrintedRuns(of batch: String) throws {
    let folder = workspace.batch(batch).printRuns
    guard DurableFile.exists(folder) else { return }
    for name in try TrustFolder.names(in: folder) where name.hasSuffix(".pdf") {
      try DurableFile.remove(folder + "/" + name)
    }
  }

  private func remove(_ path: String) throws {
    guard DurableFile.isFolder(path) else { return try DurableFile.remove(path) }
    try emptyFolder(path)
    try DurableFile.removeFolder(path)
  }

  private func emptyFolder(_ path: String) throws {
    for name in try TrustFolder.names(in: path) where name != "." && name != ".." { try remove(path + "/" + name) }
  }
}

extension JournalLine {
  /// The event of a line whose year was purged.
  static let purged = Array("null".utf8)

  /// What a purge leaves of the line.
  var bare: JournalLine { JournalLine(seq: seq, input: input, event: Self.purged, copies: copies, sheets: sheets) }
}
