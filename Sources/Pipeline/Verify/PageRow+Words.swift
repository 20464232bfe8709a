// SPDX-License-Identifier: GPL-3.0-or-later
import Reconciliation
import Seals

extension PageRow {
  /// The verdict and why, and what the code says of the goods, to be compared with the sheet.
  public var words: String {
    var place = file?.visible ?? typed ?? "text"
    if let page { place += " page \(page)" }
    var lines = ["\(place): \(verdict.rawValue)"]
    if let claims {
      lines[0] += "  \(claims.issuer) \(claims.number), \(claims.copyWords)"
    }
    if paper != .notCompared { lines[0] += "  paper: \(paper.rawValue)" }
    lines.append("  " + reason.visible)
    if let claims, ![.forged, .unknownIssuer].contains(verdict) {
      lines.append("  the code says: " + claims.goodsWords)
    }
    return lines.joined(separator: "\n")
  }
}
