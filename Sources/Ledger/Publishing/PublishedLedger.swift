// SPDX-License-Identifier: GPL-3.0-or-later
/// A published ledger as anybody can read it: checkpoint, tiles and entry bundles (https://c2sp.org/tlog-tiles). Gives out nothing that the signed root does not vouch for.
public struct PublishedLedger: Sendable {
  /// Folder or address.
  public let name: String
  public let note: SignedNote
  public let checkpoint: Checkpoint
  private var tiles: AuthenticTiles

  /// Opens a folder; the checkpoint must be signed by `key`, or one of the `earlier` keys, and be of the log `origin`.
  public init(
    folder: String, origin: String, key: VerifierKey, earlier: [VerifierKey] = []
  ) throws(LedgerError) {
    try self.init(FolderSource(name: folder), origin: origin, key: key, earlier: earlier)
  }

  /// Opens what is published anywhere; the checkpoint must be signed by `key`, or one of the `earlier` keys, and be of
  /// the log `origin`.
  public init(
    _ source: any LedgerSource, origin: String, key: VerifierKey, earlier: [VerifierKey] = []
  ) throws(LedgerError) {
    let path = LedgerPaths(folder: source.name).checkpoint
    guard let bytes = try source.read("checkpoint", limit: SignedNote.maximumLength) else {
      throw .broken(path: path, line: nil, reason: "the file is missing")
    }
    (note, checkpoint) = try LedgerError.notes(path) { () throws(NoteError) in
      let note = try SignedNote(parsing: bytes)
      return (note, try Checkpoint(note, signedBy: key, orOneOf: earlier, origin: origin))
    }
    name = source.name
    tiles = try AuthenticTiles(source, checkpoint: checkpoint)
  }

  /// Entries that the checkpoint covers.
  public var size: Int { checkpoint.size }

  /// The line of an entry, without LF.
  public mutating func line(at index: Int) throws(LedgerError) -> [UInt8] {
    guard (0..<size).contains(index) else { throw .noEntry(index: index, size: size) }
    return Array(try lines(ofBundle: index / Tile.fullWidth)[index % Tile.fullWidth])
  }

  public mutating func entry(at index: Int) throws(LedgerError) -> LedgerEntry {
    try entry(line(at: index)[...], at: index)
  }

  /// Hands out every entry from `start` on, in order, each compared with the signed root before.
  public mutating func walk(
    from start: Int = 0, _ body: (Int, LedgerEntry) throws(LedgerError) -> Void
  ) throws(LedgerError) {
    var index = start
    while let lines = try lines(inBundleFrom: index) {
      for line in lines {
        try body(index, entry(line, at: index))
        index += 1
      }
    }
  }

  /// The lines from `index` to the end of its bundle, each compared with the signed root; nil at the ledger's end.
  mutating func lines(inBundleFrom index: Int) throws(LedgerError) -> ArraySlice<ArraySlice<UInt8>>? {
    guard (0...size).contains(index) else { throw .noEntry(index: index, size: size) }
    guard index < size else { return nil }
    return try lines(ofBundle: index / Tile.fullWidth).dropFirst(index % Tile.fullWidth)
  }

  /// That the entry stands in the tree of the checkpoint.
  public mutating func inclusionProof(of index: Int) throws(LedgerError) -> InclusionProof {
    guard (0..<size).contains(index) else { throw .noEntry(index: index, size: size) }
    var tiles = tiles
    defer { self.tiles = tiles }
    return try InclusionProof(index: index, size: size) { (node) throws(LedgerError) in try tiles.hash(node) }
  }

  /// That the checkpoint continues an older one of that size.
  public mutating func consistencyProof(from oldSize: Int) throws(LedgerError) -> ConsistencyProof {
    guard (0...size).contains(oldSize) else { throw .noEntry(index: oldSize, size: size) }
    var tiles = tiles
    defer { self.tiles = tiles }
    return try ConsistencyProof(oldSize: oldSize, newSize: size) { (node) throws(LedgerError) in try tiles.hash(node) }
  }

  /// Why the ledger does not continue a checkpoint that was seen before; nil if it does.
  public mutating func fault(after seen: Checkpoint) throws(LedgerError) -> String? {
    if let reason = checkpoint.fault(after: seen) { return reason }
    return try consistencyProof(from: seen.size).proves(seen.root, continuesAs: checkpoint.root)
      ? nil : Checkpoint.parted(after: seen)
  }

  /// The entry's proof with the checkpoint.
  public mutating func logProof(of index: Int) throws(LedgerError) -> LogProof {
    LogProof(index: index, path: try inclusionProof(of: index).path, note: note)
  }

  private func entry(_ line: ArraySlice<UInt8>, at index: Int) throws(LedgerError) -> LedgerEntry {
    do throws(EntryFault) {
      let (seq, entry) = try LedgerEntry.parse(Array(line))
      guard seq == index else { throw EntryFault(column: nil, reason: "seq \(index) expected, \(seq) found") }
      return entry
    } catch {
      throw .broken(path: name, line: index + 1, reason: error.description)
    }
  }

  /// The lines of a bundle, each compared with its leaf hash.
  private mutating func lines(ofBundle number: Int) throws(LedgerError) -> [ArraySlice<UInt8>] {
    let first = number * Tile.fullWidth
    let tile = Tile.holding(first, level: nil, size: size)
    let leaves = try tiles.hashes(of: Tile.holding(first, level: 0, size: size))
    let (bytes, width) = try tiles.read(tile, limit: Tile.fullWidth * (LineReader.longestLine + 2))
    guard let lines = EntryBundle.lines(of: bytes), lines.count == width else {
      throw .broken(path: "\(name)/\(tile.path)", line: nil, reason: "not a bundle of \(tile.width) entries")
    }
    let wanted = lines.prefix(tile.width)
    for (place, line) in wanted.enumerated() where TreeHash.leaf(line) != leaves[place] {
      throw .broken(
        path: "\(name)/\(tile.path)", line: nil, reason: "entry \(first + place) is not the one that was signed")
    }
    return Array(wanted)
  }
}
