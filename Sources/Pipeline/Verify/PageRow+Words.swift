// SPDX-License-Identifier: GPL-3.0-or-later
import Reconciliation
import Seals

extension PageRow {
  /// The verdict and why, and what the code says of the goods, to be compared with the sheet.
  public var words: String {
    var place = file?.visible ?? "text"
    if let page { place += " page \(page)" }
    var lines = ["\(place): \(verdict.rawValue)"]
    if let claims {
      var sheet = "copy \(claims.copy) of \(claims.copies)"
      if let number = claims.sheet, let count = claims.sheets { sheet += ", sheet \(number) of \(count)" }
      lines[0] += "  \(claims.issuer) \(claims.number), \(sheet)"
    }
    if paper != .notCompared { lines[0] += "  paper: \(paper.rawValue)" }
    lines.append("  " + reason.visible)
    if let claims, ![.forged, .unknownIssuer].contains(verdict) {
      var goods: [String] = []
      if let origin = claims.origin { goods.append("origin \(origin)") }
      if let destination = claims.destination { goods.append("destination \(destination)") }
      if let weight = claims.grossKg { goods.append("\(weight) kg gross") }
      if let invoice = claims.invoice { goods.append("invoice \(invoice.visible)") }
      goods.append("exporter \(claims.exporter.visible)")
      lines.append("  the code says: " + goods.joined(separator: ", "))
    }
    return lines.joined(separator: "\n")
  }
}
