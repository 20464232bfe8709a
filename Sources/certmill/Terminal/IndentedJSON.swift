// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON

/// JSON for people: a line a value, keys in the order of the form.
enum IndentedJSON {
  static func lines(_ json: JSONValue) -> [String] {
    var lines = [""]
    write(json, indent: "", &lines)
    return lines
  }

  private static func write(_ json: JSONValue, indent: String, _ lines: inout [String]) {
    switch json {
    case .object(let object) where !object.isEmpty:
      lines[lines.count - 1] += "{"
      for (index, member) in object.members.enumerated() {
        lines.append(indent + "  " + scalar(.string(member.key)) + ": ")
        write(member.value, indent: indent + "  ", &lines)
        if index + 1 < object.count { lines[lines.count - 1] += "," }
      }
      lines.append(indent + "}")
    case .array(let values) where values.contains { $0.object != nil || $0.array != nil }:
      lines[lines.count - 1] += "["
      for (index, value) in values.enumerated() {
        lines.append(indent + "  ")
        write(value, indent: indent + "  ", &lines)
        if index + 1 < values.count { lines[lines.count - 1] += "," }
      }
      lines.append(indent + "]")
    case .array(let values): lines[lines.count - 1] += "[" + values.map(scalar).joined(separator: ", ") + "]"
    default: lines[lines.count - 1] += scalar(json)
    }
  }

  /// What could disturb a terminal is written as JSON's own escape.
  private static func scalar(_ json: JSONValue) -> String {
    var text = ""
    for scalar in String(decoding: json.canonicalBytes, as: UTF8.self).unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse:
        for unit in String(scalar).utf16 {
          let digits = String(unit, radix: 16)
          text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        }
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
