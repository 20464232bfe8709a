// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import Ledger
import Signing
import Trade

/// What an officer orders of an issued certificate, as a note under the officer's own key (C2SP signed-note). The entry
/// of the event hashes the note; the journal keeps it.
public struct OfficerOrder: Equatable, Sendable {
  public enum Kind: String, CaseIterable, Sendable {
    case revoke, replace, duplicate

    var stage: EntryStage {
      switch self {
      case .revoke: .revoke
      case .replace: .replace
      case .duplicate: .duplicate
      }
    }
  }

  let kind: Kind
  /// Of the certificate that it is about.
  let number: String
  let reason: OrderReason
  /// What the reason's code cannot say; private to the chamber.
  let text: String?
  /// The officer's name, as the key bears it.
  let officer: String
  /// The note with its signature.
  let note: [UInt8]

  /// Signs an order; throws for a reason that does not fit what is ordered. `time` stands in the note.
  init(
    _ kind: Kind, of number: String, reason: OrderReason, text: String?, by officer: Officer, with key: SigningKey,
    at time: Timestamp? = nil
  ) throws {
    guard OrderReason.valid(for: kind).contains(reason) else { throw AfterIssueError.reason(reason, kind) }
    let name = officer.verifier.name
    var object: JSONObject = [
      "by": .string(name), "decision": .string(kind.rawValue), "no": .string(number),
      "reason": .string(reason.rawValue),
    ]
    if let time { object["time"] = .string(time.description) }
    if let text, !text.isEmpty { object["text"] = .string(text) }
    let line = String(decoding: JSONValue.object(object).canonicalBytes, as: UTF8.self) + "\n"
    let note = try SignedNote(text: line, signatures: [NoteSigner(name: name, key: key).sign(line)])
    guard let order = OfficerOrder(note: note.bytes) else { throw AfterIssueError.order }
    self = order
  }

  /// Reads a note back that `init` made, here or before a kill; nil for anything else.
  init?(note: [UInt8]) {
    guard let object = (try? JSONValue(parsing: Array(note.prefix { $0 != 10 })))?.object,
      let kind = object["decision"]?.string.flatMap(Kind.init), let number = object["no"]?.string,
      let reason = object["reason"]?.string.flatMap(OrderReason.init), let officer = object["by"]?.string
    else { return nil }
    self.kind = kind
    self.number = number
    self.reason = reason
    text = object["text"]?.string
    self.officer = officer
    self.note = note
  }

  /// From the journal.
  init?(event json: JSONValue) {
    guard let note = json.object?["note"]?.string else { return nil }
    self.init(note: Array(note.utf8))
  }

  /// What the entry hashes.
  var event: [UInt8] {
    let json: JSONValue = ["note": .string(String(decoding: note, as: UTF8.self))]
    return json.canonicalBytes
  }

  /// For a report: `replaces SG-2026-0000001-H`.
  var words: String {
    switch kind {
    case .revoke: "revokes \(number)"
    case .replace: "replaces \(number)"
    case .duplicate: "duplicate of \(number)"
    }
  }
}
