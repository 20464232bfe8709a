// SPDX-License-Identifier: GPL-3.0-or-later

extension IssuanceReport {
  /// `report.html`: one file that needs no network.
  var html: [UInt8] {
    var page: Markup =
      "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>\(chamberName)</title><h1>\(chamberName)</h1>"
    page +=
      "<p>\(summary.counts.issued) issued, \(summary.counts.held) held, \(summary.counts.refused) refused</p><table>"
    for row in rows {
      page +=
        "<tr><td>\(row.file)</td><td>\(row.outcome.rawValue)</td><td>\(row.number ?? "")</td><td>\(row.reason ?? "")</td></tr>"
    }
    page += "</table></html>"
    return page.bytes
  }
}
