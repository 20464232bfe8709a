// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import Trade

/// What a `stock` entry hashes: security paper that came, or that was made void before it bore anything.
enum StockEvent: Equatable {
  case added(StockRange, kind: String)
  case voided(StockRange, reason: String)

  var json: JSONValue {
    switch self {
    case .added(let range, let kind):
      [
        "event": "add", "first": .string(range.first.description), "kind": .string(kind),
        "last": .string(range.last.description),
      ]
    case .voided(let range, let reason):
      [
        "event": "void", "first": .string(range.first.description), "last": .string(range.last.description),
        "reason": .string(reason),
      ]
    }
  }

  /// Exactly what `json` writes; nil for anything else.
  init?(_ json: JSONValue) {
    guard let object = json.object, let first = object["first"]?.string.flatMap(StockSerial.init),
      let last = object["last"]?.string.flatMap(StockSerial.init), let range = StockRange(first: first, last: last)
    else { return nil }
    switch object["event"]?.string {
    case "add":
      guard let kind = object["kind"]?.string else { return nil }
      self = .added(range, kind: kind)
    case "void":
      guard let reason = object["reason"]?.string else { return nil }
      self = .voided(range, reason: reason)
    default: return nil
    }
  }
}
