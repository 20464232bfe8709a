// SPDX-License-Identifier: GPL-3.0-or-later
public import CanonicalJSON
public import Trade

/// An officer's final word on a held application, as text to be signed with the officer's own key.
public struct OfficerDecision: Equatable, Sendable {
  public enum Word: String, CaseIterable, Sendable {
    case grant, refuse
  }

  /// The officer's name, as the key bears it.
  public var officer: String
  public var word: Word
  /// The application's id in the ledger, 16 hexadecimal digits.
  public var document: String
  /// Needed for a refusal: the exporter reads it.
  public var reason: String?
  /// SHA-256 in hexadecimal of what the officer saw: the event of the form's `validate` entry, findings and form.
  public var saw: String?
  /// When it was decided; notes of earlier versions do not say.
  public var time: Timestamp?

  /// Nil for an officer without name, an id or digest of another form, or a refusal without reason.
  public init?(
    officer: String, word: Word, document: String, reason: String? = nil, saw: String? = nil, time: Timestamp? = nil
  ) {
    guard !officer.isEmpty, Self.isHex(document, count: 16), saw.map({ Self.isHex($0, count: 64) }) ?? true,
      word == .grant || reason?.isEmpty == false
    else { return nil }
    self.officer = officer
    self.word = word
    self.document = document
    self.reason = reason
    self.saw = saw
    self.time = time
  }

  private static func isHex(_ text: String, count: Int) -> Bool {
    text.utf8.count == count
      && text.utf8.allSatisfy { byte in
        byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
          || byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "f")
      }
  }

  public var decision: Decision {
    switch word {
    case .grant: .grant
    case .refuse: .refuse(reason: reason ?? "")
    }
  }

  /// The ledger's value, the document added: so that a signature cannot be carried to another application; what was
  /// seen, so that it cannot be carried to other goods; and when.
  public var json: JSONValue {
    var object: JSONObject = [
      "by": .string(officer), "decision": .string(word.rawValue), "doc": .string(document),
    ]
    if let reason { object["reason"] = .string(reason) }
    if let saw { object["saw"] = .string(saw) }
    if let time { object["time"] = .string(time.description) }
    return .object(object)
  }

  /// The text of the signed note: one line of canonical JSON (RFC 8785) and its line feed.
  public var noteText: String {
    String(decoding: json.canonicalBytes, as: UTF8.self) + "\n"
  }

  /// Exactly what `noteText` writes; nil for anything else.
  public init?(noteText: String) {
    let bytes = Array(noteText.utf8)
    guard bytes.last == UInt8(ascii: "\n"), let json = try? JSONValue(parsing: Array(bytes.dropLast())),
      let object = json.object, let officer = object["by"]?.string,
      let word = object["decision"]?.string.flatMap(Word.init(rawValue:)), let document = object["doc"]?.string,
      let decision = OfficerDecision(
        officer: officer, word: word, document: document, reason: object["reason"]?.string,
        saw: object["saw"]?.string, time: object["time"]?.string.flatMap(Timestamp.init(rfc3339:))),
      decision.noteText == noteText
    else { return nil }
    self = decision
  }
}
