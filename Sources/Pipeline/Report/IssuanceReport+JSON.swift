// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import Trade

extension IssuanceReport {
  /// `report.json`: RFC 8785; what `run --json` prints, and every document with its findings. Texts stand as they came.
  var json: [UInt8] {
    var report = summary.json.object ?? JSONObject()
    var ledger = report["ledger"]?.object ?? JSONObject()
    ledger["origin"] = .string(ledgerOrigin)
    report["ledger"] = .object(ledger)
    report["time"] = .string(time)
    report["day"] = .string(day)
    report["recipe"] = .string(recipe)
    report["chamber"] = .string(chamber)
    report["chamberName"] = .string(chamberName)
    report["timings"] = .array(timings.map(\.json))
    report["documents"] = .array(rows.map(\.json))
    report["printRuns"] = .array(printRuns.map { .string($0) })
    return JSONValue.object(report).canonicalBytes
  }
}

extension Progress.Timing {
  fileprivate var json: JSONValue {
    [
      "stage": .string(stage.rawValue), "documents": .number(JSONNumber(documents)), "seconds": seconds.hundredths,
    ]
  }
}

extension IssuanceReport.Row {
  fileprivate var json: JSONValue {
    func text(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }
    var row: JSONObject = [
      "place": .number(JSONNumber(place)), "file": .string(file), "outcome": .string(outcome.rawValue),
      "doc": text(doc), "number": text(number), "copies": .number(JSONNumber(copies)),
      "sheets": .number(JSONNumber(sheets)), "reason": text(reason), "decidedBy": text(decidedBy),
      "findings": .array(findings.map(\.json)),
    ]
    if !papers.isEmpty { row["papers"] = .array(papers.map(\.json)) }
    return .object(row)
  }
}
