// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import Trade

extension Finding {
  /// As the `validate` event and the reports have it.
  var json: JSONValue {
    var object: JSONObject = [
      "box": .string(box), "message": .string(message), "rule": .string(rule),
      "severity": .string(severity.rawValue),
    ]
    if let item { object["item"] = .number(JSONNumber(item)) }
    return .object(object)
  }

  init?(_ json: JSONValue) {
    guard let object = json.object, let box = object["box"]?.string, let message = object["message"]?.string,
      let rule = object["rule"]?.string,
      let severity = object["severity"]?.string.flatMap(Severity.init(rawValue:))
    else { return nil }
    self.init(rule: rule, severity: severity, box: box, item: object["item"]?.integer, message: message)
  }
}
