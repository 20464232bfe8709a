// SPDX-License-Identifier: GPL-3.0-or-later
public import Ledger
public import Signing
public import Trade

/// A key's word for the key that follows it: a signed note (C2SP signed-note) of five lines,
/// `certmill key/1`, issuer, `seals` or `ledger`, first day, and the new key as a vkey.
///
/// The note is no checkpoint (its second line is no size) and no seal (a seal's signed bytes begin with 84): what a key
/// signs here cannot be taken for what else it signs.
public struct KeyStatement: Equatable, Sendable {
  /// What a key is for.
  public enum Use: String, Sendable {
    case seals, ledger
  }

  static let header = "certmill key/1"

  public let issuer: String
  public let use: Use
  /// First day of the new key, UTC.
  public let from: CalendarDate
  public let successor: VerifierKey
  public let note: SignedNote

  /// Makes the statement with the old key; both keys sign under the same name.
  public init(
    issuer: String, use: Use, from: CalendarDate, successor: VerifyingKey, name: String, signedWith old: SigningKey
  ) throws(NoteError) {
    let successor = try VerifierKey(name: name, key: successor)
    let text = "\(Self.header)\n\(issuer)\n\(use.rawValue)\n\(from)\n\(successor)\n"
    let signature = try NoteSigner(name: name, key: old).sign(text)
    try self.init(SignedNote(text: text, signatures: [signature]))
  }

  /// The one strict parser. Does not verify.
  public init(_ note: SignedNote) throws(NoteError) {
    let lines = note.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard lines.count == 6, lines[0] == Self.header, let use = Use(rawValue: lines[2]),
      let from = CalendarDate(lines[3])
    else {
      throw .malformed(
        thing: "key statement", reason: "\(Self.header), issuer, seals or ledger, a day and a vkey expected")
    }
    self.issuer = lines[1]
    self.use = use
    self.from = from
    self.successor = try VerifierKey(vkey: lines[4])
    self.note = note
  }

  /// Whether `key` has signed it.
  func isSigned(by key: VerifyingKey) -> Bool {
    guard let verifier = try? VerifierKey(name: successor.name, key: key) else { return false }
    return (try? note.verified(by: [verifier])) != nil
  }
}

extension TrustEntry {
  /// The name that an issuer's keys of seals sign statements under.
  public static func sealKeyName(of issuer: String) -> String { issuer + "/seals" }
}
