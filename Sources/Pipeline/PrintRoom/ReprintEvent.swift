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

  private var json: JSONValue {
    [
      "by": .string(officer ?? "certmill"), "copy": .number(JSONNumber(copy)), "decision": "reprint",
      "no": .string(number), "reason": .string(reason),
    ]
  }

  /// The event within the allowance.
  var bytes: [UInt8] { json.canonicalBytes }

  /// The event with the officer's signature.
  func signed(by officer: Officer, with key: SigningKey) throws -> [UInt8] {
    var event = self
    event.officer = officer.verifier.name
    let text = String(decoding: event.bytes, as: UTF8.self) + "\n"
    let note = try SignedNote(
      text: text, signatures: [NoteSigner(name: officer.verifier.name, key: key).sign(text)])
    let json: JSONValue = ["note": .string(String(decoding: note.bytes, as: UTF8.self))]
    return json.canonicalBytes
  }

  init(number: String, copy: Int, reason: String) {
    self.number = number
    self.copy = copy
    self.reason = reason
  }

  /// From the event, or from the note `{"note": text}` of an officer, whose first line is the event.
  init?(parsing json: JSONValue) {
    var object = json.object
    if let note = object?["note"]?.string {
      object = (try? JSONValue(parsing: Array(note.prefix { $0 != "\n" }.utf8)))?.object
    }
    guard let object, let number = object["no"]?.string, let copy = object["copy"]?.integer,
      let reason = object["reason"]?.string, let by = object["by"]?.string
    else { return nil }
    self.init(number: number, copy: copy, reason: reason)
    officer = by == "certmill" ? nil : by
  }
}
