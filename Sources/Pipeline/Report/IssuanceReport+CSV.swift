// SPDX-License-Identifier: GPL-3.0-or-later
import Trade

extension IssuanceReport {
  /// `report.csv`: RFC 4180 in UTF-8, a header row, then one row a document; findings share a cell.
  ///
  /// It is opened in spreadsheets, which run a cell that begins like a formula: such a cell gets an apostrophe before
  /// it. Hidden characters are written out; `report.json` has the texts as they came.
  var csv: [UInt8] {
    var table = CSVTable(
      header: [
        "place", "file", "outcome", "number", "copies", "sheets", "doc", "reason", "decidedBy", "errors", "warnings",
        "findings",
      ])
    for row in rows {
      let errors = row.findings.count { $0.severity == .error }
      table.add([
        String(row.place), row.file, row.outcome.rawValue, row.number ?? "", String(row.copies), String(row.sheets),
        row.doc ?? "", row.reason ?? "", row.decidedBy ?? "", String(errors), String(row.findings.count - errors),
        row.findings.map(\.line).joined(separator: " | "),
      ])
    }
    return table.bytes
  }
}

extension Finding {
  /// Where on the form, in words: `Box 6, item 2`; empty for the form as a whole.
  var place: String {
    let box = box.isEmpty ? "" : "Box \(box)"
    guard let item else { return box }
    return box.isEmpty ? "Item \(item)" : box + ", item \(item)"
  }

  /// All of it in one line: `error item.hs.length, Box 6, item 2: The HS code …`.
  fileprivate var line: String {
    "\(severity.rawValue) \(rule)" + (place.isEmpty ? "" : ", " + place) + ": " + message
  }
}
