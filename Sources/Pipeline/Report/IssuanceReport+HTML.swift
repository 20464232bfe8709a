// SPDX-License-Identifier: GPL-3.0-or-later
import Signing

extension IssuanceReport {
  /// `report.html`: one file that needs no network, for a screen, a phone and A4 paper.
  ///
  /// Links go to certificates and print runs beside it. Its content policy lets nothing be fetched and no script run
  /// but its own filter.
  var html: [UInt8] {
    let script = ReportStyle.script
    var page: Markup = """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; \
      script-src 'sha256-\(base64: Digest(sha256: script.bytes).bytes)'; base-uri 'none'; form-action 'none'">
      <meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark">
      <meta name="referrer" content="no-referrer"><title>\(batchName) · \(chamberName)</title>
      <style>\(ReportStyle.sheet)</style></head>
      <body><a class="skip" href="#main">To the figures</a><div class="band" role="presentation"></div><div class="page">

      """
    page.reserve(24_576 + 640 * rows.count + thumbnails.reduce(0) { $0 + $1.png.count / 3 * 4 + 400 })
    addMasthead(to: &page)
    page += "<main id=\"main\">\n"
    addFigures(to: &page)
    addPictures(to: &page)
    addWork(to: &page)
    addLedger(to: &page)
    addDocuments(to: &page)
    page += "</main>\n"
    page += """
      <footer><p>Recipe \(recipe). The same figures for programs: <a href="report.json">report.json</a>, \
      <a href="report.csv">report.csv</a>. Anybody can check the ledger: <code>certmill ledger verify</code></p></footer>
      </div><script>\(script)</script></body></html>

      """
    return page.bytes
  }

  private var batchName: String { summary.batch.map { "Batch \($0)" } ?? "Rehearsal" }

  private func addMasthead(to page: inout Markup) {
    page += """
      <header class="masthead"><div><p class="kicker">Certificates of origin · \(chamber)</p><h1>\(chamberName)</h1></div>
      <p class="when"><strong>\(dayInWords)</strong>\(batchName) · <time datetime="\(time)">\(clockTime)</time></p></header>

      """
  }
}
