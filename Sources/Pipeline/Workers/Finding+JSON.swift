// SPDX-License-Identifier: GPL-3.0-or-later
public import CanonicalJSON
public import Trade

extension Finding {
  /// As the `validate` event and the reports have it.
  public var json: JSONValue {
    var object: JSONObject = [
      "box": .string(box), "message": .string(message), "rule": .string(rule),
      "severity": .string(severity.rawValue),
    ]
    if let item { object["item"] = .number(JSONNumber(item)) }
    for (key, part) in [
      ("example", example), ("expected", expected), ("field", field), ("found", found), ("nearest", nearest),
    ] where !part.isEmpty { object[key] = .string(part) }
    return .object(object)
  }

  /// Findings of older versions have no parts.
  init?(_ json: JSONValue) {
    guard let object = json.object, let box = object["box"]?.string, let message = object["message"]?.string,
      let rule = object["rule"]?.string,
      let severity = object["severity"]?.string.flatMap(Severity.init(rawValue:))
    else { return nil }
    func part(_ key: String) -> String { object[key]?.string ?? "" }
    self.init(
      rule: rule, severity: severity, box: box, item: object["item"]?.integer, message: message, field: part("field"),
      found: part("found"), expected: part("expected"), example: part("example"), nearest: part("nearest"))
  }
}
