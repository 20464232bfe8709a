// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import Signing
import Trade

/// The report of a batch of the print room: which sheet is in which run, and what was not printed.
struct PrintReport {
  let summary: PrintSummary
  let manifests: [RunManifest]
  let chamber: String
  /// RFC 3339.
  let time: String
  /// As the recipe names it.
  let template: String

  var json: [UInt8] {
    guard case .object(var object) = summary.json else { return [] }
    object["pipeline"] = "print-room"
    object["template"] = .string(template)
    object["time"] = .string(time)
    object["printRuns"] = .array(manifests.map(\.json))
    return JSONValue.object(object).canonicalBytes + [10]
  }

  /// One row a sheet, then one row for each item that was not printed.
  var csv: [UInt8] {
    var table = CSVTable(header: ["run", "place", "number", "copy", "sheet", "sheets", "stock", "outcome", "reason"])
    for manifest in manifests {
      for (index, sheet) in manifest.sheets.enumerated() {
        table.add([
          manifest.code, String(index + 1), sheet.number, String(sheet.copy), String(sheet.sheet), String(sheet.sheets),
          sheet.stock ?? "", "printed", "",
        ])
      }
      for failure in manifest.failures {
        for copy in failure.item.copies {
          table.add([manifest.code, "", failure.item.number, String(copy), "", "", "", "failed", failure.reason])
        }
      }
    }
    return table.bytes
  }

  /// One file that needs no network and no script.
  var html: [UInt8] {
    var page: Markup = """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; \
      base-uri 'none'; form-action 'none'">
      <meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark">
      <meta name="referrer" content="no-referrer"><title>Print room \(summary.batch ?? "") · \(chamber)</title>
      <style>\(ReportStyle.sheet)</style></head>
      <body><div class="band" role="presentation"></div><div class="page">
      <header class="masthead"><div><p class="kicker">Print room</p><h1>\(chamber)</h1></div>
      <p class="when"><strong>Batch \(summary.batch ?? "")</strong><time datetime="\(time)">\(time)</time></p></header>
      <main><p class="lead">\(lead)</p>

      """
    addRuns(to: &page)
    addFailures(to: &page)
    page += """
      <section aria-labelledby="ledger"><h2 id="ledger">Ledger</h2><dl class="strip">
      <dt>Entries</dt><dd>\(summary.ledgerSize.grouped)</dd><dt>Root</dt><dd>\(summary.ledgerRoot.hex)</dd></dl></section>
      </main><footer><p>Template \(template). The same figures for programs: <a href="report.json">report.json</a>, \
      <a href="report.csv">report.csv</a>; each run has its list beside it.</p></footer></div></body></html>

      """
    return page.bytes
  }

  private var lead: String {
    var words =
      "\(summary.copies.counted("copy", "copies")) on \(summary.sheets.counted("sheet", "sheets")) in "
      + summary.runs.counted("run", "runs")
    words += summary.failed == 0 ? ", nothing left out." : "; \(summary.failed.counted("was", "were")) not printed."
    return words
  }

  private func addRuns(to page: inout Markup) {
    guard summary.runs > 0 else { return }
    page += """
      <section aria-labelledby="runs"><h2 id="runs">Runs</h2>
      <table><thead><tr><th scope="col">Run</th><th scope="col" class="n">Copies</th><th scope="col" class="n">Sheets</th>\
      <th scope="col">Security paper</th><th scope="col">Printer</th><th scope="col">Checksum</th></tr></thead><tbody>

      """
    for manifest in manifests where !manifest.sheets.isEmpty {
      let file = manifest.file ?? ""
      let stock = StockRange.joining(manifest.sheets.compactMap { $0.stock.flatMap(StockSerial.init) })
      page += """
        <tr><th scope="row"><a href="print-runs/\(file)">\(manifest.code)</a></th>\
        <td class="n">\(manifest.copies.grouped)</td><td class="n">\(manifest.sheets.count.grouped)</td>\
        <td class="no">\(stock.isEmpty ? "plain" : stock.map(\.description).joined(separator: ", "))</td>\
        <td>\(manifest.printer.map { "\($0) \(manifest.jobs.joined(separator: " "))" } ?? "file")</td>\
        <td class="no">\(String(manifest.checksum.hex.prefix(16)))</td></tr>

        """
    }
    page += "</tbody></table></section>\n"
  }

  /// By reason: a queue that refuses does so for all of a run.
  private func addFailures(to page: inout Markup) {
    guard summary.failed > 0 else { return }
    page += """
      <section class="failed" aria-labelledby="failed"><h2 id="failed">Not printed</h2>
      <table><thead><tr><th scope="col">Why</th><th scope="col">Certificates and copies</th></tr></thead><tbody>

      """
    for (reason, items) in summary.failures {
      let list = items.map { item in
        let copies = item.copies
        return item.number
          + (copies.count == 1 ? " copy \(copies.lowerBound)" : " copies \(copies.lowerBound)–\(copies.upperBound)")
      }
      page += """
        <tr><td>\(reason)</td><td>\(list.joined(separator: ", "))</td></tr>

        """
    }
    page += "</tbody></table></section>\n"
  }
}
