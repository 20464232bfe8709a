// SPDX-License-Identifier: GPL-3.0-or-later
public import Signing

/// Size and root of a log at a moment (https://c2sp.org/tlog-checkpoint); the text of a signed note.
public struct Checkpoint: Equatable, Sendable {
  /// Which log: `<host>/ledger`.
  public let origin: String
  /// Entries.
  public let size: Int
  public let root: Digest
  /// Opaque further lines; certmill writes none.
  public let extensions: [String]

  /// `origin` and extension lines must be single lines of at least one character.
  public init(origin: String, size: Int, root: Digest, extensions: [String] = []) throws(NoteError) {
    let lines = [origin] + extensions
    guard lines.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { $0 >= 0x20 } }) else {
      throw .malformed(thing: "checkpoint", reason: "an empty line or a control character")
    }
    guard size >= 0 else { throw .malformed(thing: "checkpoint", reason: "a negative size") }
    self.origin = origin
    self.size = size
    self.root = root
    self.extensions = extensions
  }

  /// The one strict parser of a note's text.
  public init(parsing text: String) throws(NoteError) {
    guard text.utf8.last == 0x0A else {
      throw .malformed(thing: "checkpoint", reason: "the last line does not end in a newline")
    }
    let lines = text.unicodeScalars.dropLast().split(separator: "\n", omittingEmptySubsequences: false)
      .map { String($0) }
    guard lines.count >= 3 else {
      throw .malformed(thing: "checkpoint", reason: "at least 3 lines expected, \(lines.count) found")
    }
    guard let size = Int(decimal: lines[1]) else {
      throw .malformed(thing: "checkpoint", reason: "line 2 is not a size")
    }
    guard let bytes = Base64.decode(lines[2].utf8), let root = Digest(bytes: bytes) else {
      throw .malformed(thing: "checkpoint", reason: "line 3 is not the base64 of 32 bytes")
    }
    try self.init(origin: lines[0], size: size, root: root, extensions: Array(lines.dropFirst(3)))
  }

  /// The checkpoint of a note that `key`, or one of the log's `earlier` keys, has signed, for the log `origin`.
  public init(
    _ note: SignedNote, signedBy key: VerifierKey, orOneOf earlier: [VerifierKey] = [], origin: String
  ) throws(NoteError) {
    _ = try note.verified(by: [key] + earlier)
    try self.init(parsing: note.text)
    guard self.origin.isIdentical(to: origin) else { throw .otherOrigin(expected: origin, found: self.origin) }
  }

  /// The note's text: origin, size, root, further lines.
  public var text: String {
    ([origin, String(size), Base64.encode(root.bytes)] + extensions).map { $0 + "\n" }.joined()
  }

  /// Signs the checkpoint.
  public func signed(by signer: NoteSigner) throws(NoteError) -> SignedNote {
    try SignedNote(text: text, signatures: [signer.sign(text)])
  }
}

extension String {
  /// The same bytes: `==` would take two spellings of an accented letter for one.
  func isIdentical(to other: String) -> Bool {
    utf8.elementsEqual(other.utf8)
  }
}

extension Int {
  /// ASCII digits without leading zeros, as C2SP writes sizes and indexes.
  init?(decimal text: String) {
    guard let value = Int(text), value >= 0, String(value) == text else { return nil }
    self = value
  }
}
