// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import Pipeline
import Spelling
import Trade

extension ReviewDesk.Item {
  /// The reasons why it is held, one by one.
  var reasons: [String] { HoldReasons(held.reason).list.map(\.visible) }

  /// Where it stands, for a grant that needs two officers.
  var standing: String? {
    if isDecided { return "decided; the next run carries it out" }
    guard held.officers > 1 else { return nil }
    return granted.isEmpty
      ? "two officers must grant it" : "granted by \(granted.joined(separator: ", ")); a second officer must grant it"
  }

  /// A few lines of 80 columns: id, exporter, destination, and why it is held.
  var summary: [String] {
    let object = form.object
    let exporter = object?["consignor"]?.object?["name"]?.string ?? "(not readable)"
    let destination = object?["destination"]?.string ?? "--"
    var lines = [
      "\(held.doc)  \(held.time.description.prefix(10))  \(destination.visible.fitted(2))  \(exporter.visible.fitted(44).trimmed())"
    ]
    lines.append("    \(file.visible)")
    lines += reasons.flatMap { $0.wrapped(76, hanging: 2) }.map { "    " + $0 }
    if let standing { lines.append("    -> " + standing) }
    return lines
  }

  func json(history: [ExporterCase]? = nil) -> JSONValue {
    var object: JSONObject = [
      "batch": .string(held.batch), "decided": .bool(isDecided), "doc": .string(held.doc),
      "file": .string(file), "form": form,
      "findings": .array(findings.map(\.json)),
      "granted": .array(granted.map { .string($0) }), "held": .string(held.time.description),
      "officers": .number(JSONNumber(held.officers)), "papers": .array(papers.map(\.json)),
      "reason": .string(held.reason),
      "reasons": .array(HoldReasons(held.reason).list.map { .string($0) }),
    ]
    if let history { object["history"] = .array(history.map(\.json)) }
    return .object(object)
  }
}

extension ExporterCase {
  /// `in force`, `void` …; nil for a refused form.
  var state: String? { status.map { $0 == "proofed" ? "in force" : $0 } }

  var json: JSONValue {
    func text(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }
    return [
      "batch": .string(batch), "decidedBy": text(decidedBy), "destination": .string(destination), "doc": .string(doc),
      "number": text(number), "outcome": .string(outcome), "reason": text(reason), "state": text(state),
      "time": .string(time),
    ]
  }
}
