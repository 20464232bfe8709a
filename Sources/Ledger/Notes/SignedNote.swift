// SPDX-License-Identifier: GPL-3.0-or-later

/// A text with the signatures of one or more keys (https://c2sp.org/signed-note). Parsing does not verify.
public struct SignedNote: Equatable, Sendable {
  /// The longest note that is read, bytes.
  public static let maximumLength = 1_000_000
  /// The most signatures that are read.
  public static let maximumSignatures = 100

  /// Ends in LF.
  public let text: String
  public private(set) var signatures: [NoteSignature]

  /// `text` must end in LF and hold no other control characters; at least one signature.
  public init(text: String, signatures: [NoteSignature]) throws(NoteError) {
    guard text.utf8.last == 0x0A else { throw .malformed(thing: "note", reason: "the text does not end in a newline") }
    guard Self.isClean(text) else { throw .malformed(thing: "note", reason: "a control character") }
    guard !signatures.isEmpty else { throw .malformed(thing: "note", reason: "no signature") }
    guard signatures.count <= Self.maximumSignatures else {
      throw .tooLarge(thing: "note's signatures", limit: Self.maximumSignatures, found: signatures.count)
    }
    self.text = text
    self.signatures = signatures
  }

  /// The one strict parser: `serialize(parse(bytes)) == bytes`.
  public init(parsing bytes: [UInt8]) throws(NoteError) {
    guard bytes.count <= Self.maximumLength else {
      throw .tooLarge(thing: "note's bytes", limit: Self.maximumLength, found: bytes.count)
    }
    guard let note = String(validating: bytes, as: UTF8.self) else {
      throw .malformed(thing: "note", reason: "not UTF-8")
    }
    // The last empty line parts text and signatures; the text keeps its LF.
    guard let blank = bytes.lastDoubleNewline else {
      throw .malformed(thing: "note", reason: "no empty line before the signatures")
    }
    guard bytes.last == 0x0A, blank + 2 < bytes.count else {
      throw .malformed(thing: "note", reason: "the signatures do not end in a newline")
    }
    let start = note.utf8.index(note.startIndex, offsetBy: blank + 2)
    let text = String(note[..<note.utf8.index(before: start)])
    let lines = note[start...].unicodeScalars.dropLast().split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count <= Self.maximumSignatures else {
      throw .tooLarge(thing: "note's signatures", limit: Self.maximumSignatures, found: lines.count)
    }
    var signatures: [NoteSignature] = []
    for line in lines { signatures.append(try NoteSignature(line: Substring(line))) }
    try self.init(text: text, signatures: signatures)
  }

  /// Text, empty line, signature lines.
  public var bytes: [UInt8] {
    var bytes = Array(text.utf8)
    bytes.append(0x0A)
    for signature in signatures { bytes += signature.line.utf8 }
    return bytes
  }

  /// The keys that have signed, in the order of `keys`. Signatures of other keys are ignored; a bad one under a
  /// trusted key's name and id refuses the note, and so does having none.
  public func verified(by keys: [VerifierKey]) throws(NoteError) -> [VerifierKey] {
    var signers: [VerifierKey] = []
    for key in keys {
      for signature in signatures {
        guard let isGood = key.verdict(on: signature, for: text) else { continue }
        guard isGood else { throw .badSignature(name: key.name) }
        if signers.last != key { signers.append(key) }
      }
    }
    guard !signers.isEmpty else { throw .notSigned(by: keys.map(\.name)) }
    return signers
  }

  /// The note with one more signature; one of the same name and key id is replaced.
  public func adding(_ signature: NoteSignature) -> SignedNote {
    var note = self
    note.signatures.removeAll { $0.name == signature.name && $0.keyID == signature.keyID }
    note.signatures.append(signature)
    return note
  }

  /// Only LF of the control characters below U+0020.
  private static func isClean(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 >= 0x20 || $0 == 0x0A }
  }
}

extension [UInt8] {
  /// Where the last two LFs in a row start.
  fileprivate var lastDoubleNewline: Int? {
    var index = count - 2
    while index >= 0 {
      if self[index] == 0x0A && self[index + 1] == 0x0A { return index }
      index -= 1
    }
    return nil
  }
}
