// SPDX-License-Identifier: GPL-3.0-or-later
public import Signing

/// An entry's inclusion proof with the checkpoint that it leads to, for offline use
/// (https://c2sp.org/tlog-proof). Parsing does not verify.
public struct LogProof: Equatable, Sendable {
  static let header = "c2sp.org/tlog-proof@v1"
  /// The longest path: a tree of 2^63 leaves.
  private static let maximumPath = 63

  /// The entry's index, from 0.
  public let index: Int
  /// From the leaf's sibling to the child of the root.
  public let path: [Digest]
  /// The signed checkpoint.
  public let note: SignedNote
  /// Data of the application: certmill puts the entry's line here, which the path vouches for, or nothing.
  public let extra: [UInt8]?

  public init(index: Int, path: [Digest], note: SignedNote, extra: [UInt8]? = nil) {
    self.index = index
    self.path = path
    self.note = note
    self.extra = extra
  }

  /// The one strict parser: `serialize(parse(bytes)) == bytes`.
  public init(parsing bytes: [UInt8]) throws(NoteError) {
    func malformed(_ reason: String) -> NoteError { .malformed(thing: "proof", reason: reason) }
    guard bytes.count <= SignedNote.maximumLength else {
      throw .tooLarge(thing: "proof's bytes", limit: SignedNote.maximumLength, found: bytes.count)
    }
    var rest = bytes[...]
    func line() throws(NoteError) -> ArraySlice<UInt8> {
      guard let end = rest.firstIndex(of: 0x0A) else { throw malformed("it ends within a line") }
      defer { rest = rest[(end + 1)...] }
      return rest[..<end]
    }
    guard try line().elementsEqual(Self.header.utf8) else { throw malformed("line 1 is not \(Self.header)") }
    var next = try line()
    var extra: [UInt8]?
    if next.starts(with: "extra ".utf8) {
      guard let data = Base64.decode(next.dropFirst(6)) else { throw malformed("the extra data is not base64") }
      extra = data
      next = try line()
    }
    guard next.starts(with: "index ".utf8),
      let index = Int(decimal: String(decoding: next.dropFirst(6), as: UTF8.self))
    else { throw malformed("no index") }
    var path: [Digest] = []
    while case let text = try line(), !text.isEmpty {
      guard path.count < Self.maximumPath else {
        throw .tooLarge(thing: "proof's path", limit: Self.maximumPath, found: path.count + 1)
      }
      guard let bytes = Base64.decode(text), let hash = Digest(bytes: bytes) else {
        throw malformed("hash \(path.count + 1) is not the base64 of 32 bytes")
      }
      path.append(hash)
    }
    self.init(index: index, path: path, note: try SignedNote(parsing: Array(rest)), extra: extra)
  }

  /// Header, index, hashes, empty line, checkpoint.
  public var text: String {
    var text = Self.header + "\n"
    if let extra { text += "extra \(Base64.encode(extra))\n" }
    text += "index \(index)\n"
    for hash in path { text += Base64.encode(hash.bytes) + "\n" }
    return text + "\n" + String(decoding: note.bytes, as: UTF8.self)
  }

  /// Checks everything: `leaf` stands at `index` of the log `origin` as its key, or one of the `earlier` keys, has signed
  /// it. Gives the checkpoint.
  public func verified(
    leaf: Digest, origin: String, key: VerifierKey, earlier: [VerifierKey] = []
  ) throws(NoteError) -> Checkpoint {
    let checkpoint = try Checkpoint(note, signedBy: key, orOneOf: earlier, origin: origin)
    guard let proof = InclusionProof(index: index, size: checkpoint.size, path: path),
      proof.proves(leaf, under: checkpoint.root)
    else { throw .notIncluded(index: index, size: checkpoint.size) }
    return checkpoint
  }

  /// The entry whose line is the extra data, and the checkpoint that it is under; the checks of `verified`.
  public func entry(
    origin: String, key: VerifierKey, earlier: [VerifierKey] = []
  ) throws(NoteError) -> (entry: LedgerEntry, checkpoint: Checkpoint) {
    guard let extra else {
      throw .malformed(thing: "proof", reason: "it does not hold the entry itself; ask for one made with --entry")
    }
    let checkpoint = try verified(leaf: TreeHash.leaf(extra), origin: origin, key: key, earlier: earlier)
    do throws(EntryFault) {
      let (seq, entry) = try LedgerEntry.parse(extra)
      guard seq == index else { throw EntryFault(column: nil, reason: "seq \(index) expected, \(seq) found") }
      return (entry, checkpoint)
    } catch {
      throw .malformed(thing: "proof", reason: "its entry is malformed: \(error)")
    }
  }
}
