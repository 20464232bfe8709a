// SPDX-License-Identifier: GPL-3.0-or-later
public import Signing

/// What a log asks a witness: a newer checkpoint and the proof that it continues an older one; the body of an
/// `add-checkpoint` request (https://c2sp.org/tlog-witness). Parsing does not verify.
public struct CheckpointRequest: Equatable, Sendable {
  /// The longest consistency proof that a request may hold, hashes.
  private static let maximumPath = 63
  /// The longest body that is read, bytes: a note, and 63 hashes before it.
  public static let maximumLength = SignedNote.maximumLength + 4096

  /// Entries of the checkpoint that the witness is thought to have cosigned last; 0 if none.
  public let oldSize: Int
  /// RFC 6962 section 2.1.2, from `oldSize` to the checkpoint's size.
  public let path: [Digest]
  /// The newer checkpoint, signed by its log.
  public let note: SignedNote

  public init(oldSize: Int, path: [Digest], note: SignedNote) {
    self.oldSize = oldSize
    self.path = path
    self.note = note
  }

  /// The one strict parser: `serialize(parse(bytes)) == bytes`.
  public init(parsing bytes: [UInt8]) throws(NoteError) {
    func malformed(_ reason: String) -> NoteError { .malformed(thing: "request", reason: reason) }
    guard bytes.count <= Self.maximumLength else {
      throw .tooLarge(thing: "request's bytes", limit: Self.maximumLength, found: bytes.count)
    }
    var rest = bytes[...]
    func line() throws(NoteError) -> ArraySlice<UInt8> {
      guard let end = rest.firstIndex(of: 0x0A) else { throw malformed("it ends within a line") }
      defer { rest = rest[(end + 1)...] }
      return rest[..<end]
    }
    let first = try line()
    guard first.starts(with: "old ".utf8),
      let oldSize = Int(decimal: String(decoding: first.dropFirst(4), as: UTF8.self))
    else { throw malformed("line 1 is not \"old\" and a size") }
    var path: [Digest] = []
    while case let text = try line(), !text.isEmpty {
      guard path.count < Self.maximumPath else {
        throw .tooLarge(thing: "request's hashes", limit: Self.maximumPath, found: path.count + 1)
      }
      guard let bytes = Base64.decode(text), let hash = Digest(bytes: bytes) else {
        throw malformed("line \(path.count + 2) is not the base64 of 32 bytes")
      }
      path.append(hash)
    }
    self.init(oldSize: oldSize, path: path, note: try SignedNote(parsing: Array(rest)))
  }

  /// The bytes are of this form, not a bare checkpoint: whose second line would be a size.
  public static func isRequest(_ bytes: [UInt8]) -> Bool { bytes.starts(with: "old ".utf8) }

  /// Old size, hashes, empty line, checkpoint.
  public var bytes: [UInt8] {
    var text = "old \(oldSize)\n"
    for hash in path { text += Base64.encode(hash.bytes) + "\n" }
    return Array((text + "\n").utf8) + note.bytes
  }
}
