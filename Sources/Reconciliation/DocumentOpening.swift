// SPDX-License-Identifier: GPL-3.0-or-later
public import CanonicalJSON
private import Signing

/// What an auditor is given to read one document's entries of a ledger: single keys K(stage) and the events that the
/// entries hash. It opens no other document, and no year's secret follows from it.
public struct DocumentOpening: Equatable, Sendable {
  public static let form = "certmill.opening/1"
  /// The largest file that is read, bytes.
  public static let longestFile = 64 << 20

  /// An entry under a key, and the bytes that it hashes; nil for the application itself, which is a file of its own.
  public struct Event: Equatable, Sendable {
    public var seq: Int
    public var stage: String
    public var text: String?

    public init(seq: Int, stage: String, text: String?) {
      self.seq = seq
      self.stage = stage
      self.text = text
    }
  }

  public var issuer: String
  public var number: String
  /// 16 hexadecimal digits.
  public var doc: String
  /// The certificate's salt, 32 hexadecimal digits.
  public var salt: String
  /// K(stage), 32 bytes, by stage.
  public var keys: [String: [UInt8]]
  public var events: [Event]

  public init(
    issuer: String, number: String, doc: String, salt: String, keys: [String: [UInt8]], events: [Event]
  ) {
    self.issuer = issuer
    self.number = number
    self.doc = doc
    self.salt = salt
    self.keys = keys
    self.events = events
  }

  public var json: JSONValue {
    var keys = JSONObject()
    for (stage, key) in self.keys { keys[stage] = .string(key.hex) }
    return [
      "doc": .string(doc), "form": .string(Self.form), "issuer": .string(issuer), "keys": .object(keys),
      "number": .string(number), "salt": .string(salt),
      "events": .array(
        events.map { event in
          var json: JSONObject = ["seq": .number(JSONNumber(event.seq)), "stage": .string(event.stage)]
          json["text"] = event.text.map { .string($0) }
          return .object(json)
        }),
    ]
  }

  /// Reads what `json` writes; nil for anything else.
  public init?(parsing bytes: [UInt8]) {
    guard let json = try? JSONValue(parsing: bytes, limits: JSONLimits(bytes: Self.longestFile)),
      let object = json.object, object["form"]?.string == Self.form, let issuer = object["issuer"]?.string,
      let number = object["number"]?.string, let doc = object["doc"]?.string, let salt = object["salt"]?.string
    else { return nil }
    var keys: [String: [UInt8]] = [:]
    for member in object["keys"]?.object?.members ?? [] {
      guard let key = member.value.string.flatMap([UInt8].init(hex:)), key.count == 32 else { return nil }
      keys[member.key] = key
    }
    var events: [Event] = []
    for event in object["events"]?.array ?? [] {
      guard let event = event.object, let seq = event["seq"]?.integer, let stage = event["stage"]?.string else {
        return nil
      }
      events.append(Event(seq: seq, stage: stage, text: event["text"]?.string))
    }
    self.init(issuer: issuer, number: number, doc: doc, salt: salt, keys: keys, events: events)
    guard self.json == json else { return nil }
  }
}
