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
  /// What of it is signed.
  private let line: SignedLine

  /// Signs an order; throws for a reason that does not fit what is ordered. `time` stands in the note.
  init(
    _ kind: Kind, of number: String, reason: OrderReason, text: String?, by officer: Officer, with key: SigningKey,
    at time: Timestamp? = nil
  ) throws {
    guard OrderReason.valid(for: kind).contains(reason) else { throw AfterIssueError.reason(reason, kind) }
    var object: JSONObject = [
      "by": .string(officer.verifier.name), "decision": .string(kind.rawValue), "no": .string(number),
      "reason": .string(reason.rawValue),
    ]
    if let time { object["time"] = .string(time.description) }
    if let text, !text.isEmpty { object["text"] = .string(text) }
    guard let order = OfficerOrder(try SignedLine(object, by: officer, with: key)) else { throw AfterIssueError.order }
    self = order
  }

  /// Reads a note back that `init` made, here or before a kill; nil for anything else.
  init?(note: [UInt8]) {
    guard let line = String(validating: note, as: UTF8.self).flatMap(SignedLine.init(note:)) else { return nil }
    self.init(line)
  }

  private init?(_ line: SignedLine) {
    let object = line.object
    guard let kind = object["decision"]?.string.flatMap(Kind.init), let number = object["no"]?.string,
      let reason = object["reason"]?.string.flatMap(OrderReason.init), let officer = object["by"]?.string
    else { return nil }
    self.kind = kind
    self.number = number
    self.reason = reason
    text = object["text"]?.string
    self.officer = officer
    self.line = line
  }

  /// From the journal.
  init?(event json: JSONValue) {
    guard let line = SignedLine(event: json) else { return nil }
    self.init(line)
  }

  /// What the entry hashes.
  var event: [UInt8] { line.event.canonicalBytes }

  /// The note with its signature.
  var note: [UInt8] { Array(line.note.utf8) }

  /// For a report: `replaces SG-2026-0000001-H`.
  var words: String {
    switch kind {
    case .revoke: "revokes \(number)"
    case .replace: "replaces \(number)"
    case .duplicate: "duplicate of \(number)"
    }
  }
}
