// SPDX-License-Identifier: GPL-3.0-or-later
private import CanonicalJSON
public import Ledger
public import Signing
public import Trade

/// What a reader confirms to the chamber that sent a bundle; signed with the key of the reader's ledger, as a note over
/// one line of canonical JSON.
public struct BundleReceipt: Equatable, Sendable {
  public struct Refusal: Equatable, Sendable {
    /// A certificate's number, or the name of another file of the bundle.
    public var subject: String
    public var reason: String

    public init(subject: String, reason: String) {
      self.subject = subject
      self.reason = reason
    }
  }

  /// Issuer id of the reader, who signs.
  public var reader: String
  /// Issuer id of the chamber that sent the bundle.
  public var issuer: String
  /// SHA-256 of the bundle.
  public var bundle: Digest
  /// The issuer's ledger as the reader saw it.
  public var checkpoint: Checkpoint
  /// Numbers.
  public var accepted: [String]
  public var refused: [Refusal]
  public var time: Timestamp

  public init(
    reader: String, issuer: String, bundle: Digest, checkpoint: Checkpoint, accepted: [String], refused: [Refusal],
    time: Timestamp
  ) {
    self.reader = reader
    self.issuer = issuer
    self.bundle = bundle
    self.checkpoint = checkpoint
    self.accepted = accepted
    self.refused = refused
    self.time = time
  }

  private static let form = "certmill.receipt/1"

  public func signed(by signer: NoteSigner) throws(NoteError) -> SignedNote {
    try SignedNote(text: text, signatures: [signer.sign(text)])
  }

  /// The note's text.
  private var text: String {
    let refusals: [JSONValue] = refused.map { ["reason": .string($0.reason), "subject": .string($0.subject)] }
    let json: JSONValue = [
      "accepted": .array(accepted.map { .string($0) }), "bundle": .string(bundle.hex),
      "checkpoint": [
        "origin": .string(checkpoint.origin), "root": .string(checkpoint.root.hex),
        "size": .number(JSONNumber(checkpoint.size)),
      ],
      "form": .string(Self.form), "issuer": .string(issuer), "reader": .string(reader),
      "refused": .array(refusals), "time": .string(time.description),
    ]
    return String(decoding: json.canonicalBytes, as: UTF8.self) + "\n"
  }

  /// Reads a note's text, exactly as it is written here; nil for anything else. Does not verify.
  public init?(_ note: SignedNote) {
    guard let object = (try? JSONValue(parsing: Array(note.text.utf8.dropLast())))?.object,
      let reader = object["reader"]?.string, let issuer = object["issuer"]?.string,
      let bundle = object["bundle"]?.string.flatMap(Digest.init(hex:)),
      let seen = object["checkpoint"]?.object, let origin = seen["origin"]?.string,
      let root = seen["root"]?.string.flatMap(Digest.init(hex:)), let size = seen["size"]?.integer,
      let checkpoint = try? Checkpoint(origin: origin, size: size, root: root),
      let accepted = object["accepted"]?.array, let refused = object["refused"]?.array,
      let time = object["time"]?.string.flatMap({ Timestamp(rfc3339: $0) })
    else { return nil }
    self.init(
      reader: reader, issuer: issuer, bundle: bundle, checkpoint: checkpoint,
      accepted: accepted.compactMap(\.string),
      refused: refused.compactMap { value in
        guard let subject = value.object?["subject"]?.string, let reason = value.object?["reason"]?.string else {
          return nil
        }
        return Refusal(subject: subject, reason: reason)
      }, time: time)
    guard text.utf8.elementsEqual(note.text.utf8) else { return nil }
  }
}
