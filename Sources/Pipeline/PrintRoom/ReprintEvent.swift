// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import Ledger
import Signing

/// What a `reprint` entry hashes: which copy was allowed, why, and by whom; beyond the allowance a note that an
/// officer has signed over it (C2SP signed-note).
struct ReprintEvent: Equatable {
  var number: String
  /// The new copy.
  var copy: Int
  var reason: String
  /// `officer:NAME`; nil for a reprint within the allowance.
  var officer: String?

  private var json: JSONObject {
    [
      "by": .string(officer ?? "certmill"), "copy": .number(JSONNumber(copy)), "decision": "reprint",
      "no": .string(number), "reason": .string(reason),
    ]
  }

  /// The event within the allowance.
  var bytes: [UInt8] { JSONValue.object(json).canonicalBytes }

  /// The event with the officer's signature.
  func signed(by officer: Officer, with key: SigningKey) throws -> [UInt8] {
    var event = self
    event.officer = officer.verifier.name
    return try SignedLine(event.json, by: officer, with: key).event.canonicalBytes
  }

  init(number: String, copy: Int, reason: String) {
    self.number = number
    self.copy = copy
    self.reason = reason
  }

  /// From the event, or from the note `{"note": text}` of an officer, whose first line is the event.
  init?(parsing json: JSONValue) {
    guard let object = SignedLine(event: json)?.object ?? json.object, let number = object["no"]?.string,
      let copy = object["copy"]?.integer,
      let reason = object["reason"]?.string, let by = object["by"]?.string
    else { return nil }
    self.init(number: number, copy: copy, reason: reason)
    officer = by == "certmill" ? nil : by
  }
}
