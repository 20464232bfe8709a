// SPDX-License-Identifier: GPL-3.0-or-later
internal import Signing

/// One signature line of a note: `— name base64(id ‖ signature)`.
public struct NoteSignature: Equatable, Sendable {
  public let name: String
  /// Four bytes.
  public let keyID: [UInt8]
  /// What the key made; its form depends on the key's algorithm.
  public let signature: [UInt8]

  init(name: String, keyID: [UInt8], signature: [UInt8]) {
    precondition(keyID.count == 4)
    self.name = name
    self.keyID = keyID
    self.signature = signature
  }

  /// With its LF.
  public var line: String {
    "\u{2014} \(name) \(Base64.encode(keyID + signature))\n"
  }

  /// Parses a line without its LF.
  init(line: Substring) throws(NoteError) {
    let parts = line.unicodeScalars.split(separator: " ", omittingEmptySubsequences: false).map(Substring.init)
    guard parts.count == 3, parts[0].unicodeScalars.elementsEqual(["\u{2014}"]), Self.isName(parts[1]) else {
      throw .malformed(thing: "note", reason: "a signature line is not of the form «— name base64»")
    }
    guard let bytes = Base64.decode(parts[2].utf8), bytes.count > 4 else {
      throw .malformed(thing: "note", reason: "a signature is not the base64 of more than four bytes")
    }
    self.init(name: String(parts[1]), keyID: Array(bytes.prefix(4)), signature: Array(bytes.dropFirst(4)))
  }

  /// Not empty, without Unicode spaces, plus signs and control characters.
  static func isName(_ text: Substring) -> Bool {
    !text.isEmpty
      && text.unicodeScalars.allSatisfy { $0 != "+" && !$0.properties.isWhitespace && $0.value >= 0x20 }
  }
}
