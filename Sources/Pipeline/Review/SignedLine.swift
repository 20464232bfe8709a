// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import Ledger
import Signing

/// One line of canonical JSON under an officer's signature: a note (C2SP signed-note), which the entry keeps whole.
struct SignedLine: Equatable {
  let object: JSONObject
  /// The line and its signature.
  let note: String

  init(_ object: JSONObject, by officer: Officer, with key: SigningKey) throws {
    let text = String(decoding: JSONValue.object(object).canonicalBytes, as: UTF8.self) + "\n"
    self.object = object
    note = String(decoding: try officer.signing(text, with: key).bytes, as: UTF8.self)
  }

  /// Reads a note back; its signature was verified before it was kept. Nil for anything else.
  init?(note: String) {
    guard let object = (try? JSONValue(parsing: Array(note.prefix { $0 != "\n" }.utf8)))?.object else { return nil }
    self.object = object
    self.note = note
  }

  /// From an entry's event.
  init?(event: JSONValue) {
    guard let note = event.object?["note"]?.string else { return nil }
    self.init(note: note)
  }

  /// What the entry hashes.
  var event: JSONValue { ["note": .string(note)] }
}

extension Officer {
  /// The note over a text, which must end in a line feed.
  func signing(_ text: String, with key: SigningKey) throws -> SignedNote {
    try SignedNote(text: text, signatures: [NoteSigner(name: verifier.name, key: key).sign(text)])
  }
}
