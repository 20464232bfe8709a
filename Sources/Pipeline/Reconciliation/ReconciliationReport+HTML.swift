// SPDX-License-Identifier: GPL-3.0-or-later
import Reconciliation
import Seals
import Signing
import Trade

extension ReconciliationReport {
  /// `report.html`: counts, what is missing, and every page, the worst first. One file that needs no network; only its
  /// pictures lie beside it. Of the goods it shows what the codes say, nothing else.
  var html: [UInt8] {
    let script = Self.script
    var page: Markup = """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self' file: data:; \
      style-src 'unsafe-inline'; script-src 'sha256-\(base64: Digest(sha256: script.bytes).bytes)'; base-uri 'none'; \
      form-action 'none'">
      <meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark">
      <meta name="referrer" content="no-referrer"><title>Scans \(batch) · \(name)</title>
      <style>\(ReportStyle.sheet)\(Self.style)</style></head>
      <body><a class="skip" href="#main">To the pages</a><div class="band" role="presentation"></div><div class="page">
      <header class="masthead"><div><p class="kicker">Certificates of origin · reconciliation</p><h1>\(name)</h1></div>
      <p class="when"><strong>\(CalendarDate(String(time.prefix(10)))?.inWords ?? time)</strong>Batch \(batch) · \
      <time datetime="\(time)">\(String(time.dropFirst(11).prefix(5))) UTC</time></p></header>
      <main id="main">

      """
    page.reserve(24_576 + 900 * rows.count)
    addFigures(to: &page)
    addIncomplete(to: &page)
    addPages(to: &page)
    addMeanings(to: &page)
    page += """
      </main>
      <footer><p>Recipe \(recipe); ledger \(ledger.origin), \(ledger.size) entries. The same rows for programs: \
      <a href="report.json">report.json</a>, <a href="report.csv">report.csv</a>. A reviewer settles a page with \
      <code>certmill review settle -w DIR \(batch) FILE:PAGE --as VERDICT --reason TEXT --officer KEY</code></p></footer>
      </div><script>\(script)</script></body></html>

      """
    return page.bytes
  }

  private func addFigures(to page: inout Markup) {
    let genuine = rows.count { $0.page.verdict == .genuine && !$0.page.paper.isToBeLookedAt }
    let rest = rows.count - genuine - count(of: .blank)
    page += """
      <p class="lead">\(files.counted("file", "files")), \(rows.count.counted("page or code", "pages and codes")): \
      \(genuine.grouped) genuine, \(rest.grouped) to look at\(paperWords.isEmpty ? "" : ": \(paperWords)").</p>
      <ul class="tiles">

      """
    for verdict in Verdict.byGravity where count(of: verdict) > 0 {
      page += """
        <li><a class="tile v-\(verdict.rawValue)" href="#pages" data-pick="\(verdict.rawValue)">\
        <b>\(count(of: verdict).grouped)</b> <span>\(verdict.rawValue)</span></a></li>

        """
    }
    page += "</ul>\n<div class=\"bar\" aria-hidden=\"true\">"
    for verdict in Verdict.byGravity where count(of: verdict) > 0 {
      page += "<i class=\"v-\(verdict.rawValue)\" style=\"flex-grow:\(count(of: verdict))\"></i>"
    }
    page += "</div>\n<p class=\"note\">A verdict speaks of the code, not of the sheet that it stands on.</p>\n"
  }

  private func addIncomplete(to page: inout Markup) {
    guard !incomplete.isEmpty else { return }
    page +=
      "<section class=\"held\"><h2>Sheets that were not there <span class=\"count\">\(incomplete.count)</span></h2>\n<ul>\n"
    for copy in incomplete { page += "<li>\(copy.words)</li>\n" }
    page += "</ul></section>\n"
  }

  // MARK: - Pages

  private func addPages(to page: inout Markup) {
    page += """
      <form class="filter" id="filter" hidden><input type="search" aria-label="Filter" \
      placeholder="File, number, issuer, reason …"><select aria-label="Verdict"><option value="">every verdict</option>
      """
    for verdict in Verdict.byGravity where count(of: verdict) > 0 {
      page += "<option>\(verdict.rawValue)</option>"
    }
    page +=
      "</select><output></output></form>\n<section id=\"pages\"><h2>Pages <span class=\"count\">\(rows.count)</span></h2>\n"
    let places = Dictionary(uniqueKeysWithValues: Verdict.byGravity.enumerated().map { ($1, $0) })
    // Altered paper is as grave as a forged code; the order of the files stays within a verdict.
    func gravity(_ row: Row) -> Int { row.page.paper == .altered ? -1 : places[row.page.verdict] ?? 0 }
    for row in rows.enumerated().sorted(by: { (gravity($0.element), $0.offset) < (gravity($1.element), $1.offset) }) {
      add(row.element, to: &page)
    }
    page += "</section>\n"
  }

  private func add(_ row: Row, to page: inout Markup) {
    let found = row.page
    // A good code makes no green entry of a sheet that was changed.
    let tone = found.paper.isToBeLookedAt ? "p-\(found.paper.mark)" : "v-\(found.verdict.rawValue)"
    page +=
      "<article class=\"entry scan \(tone)\" data-row data-verdict=\"\(found.verdict.rawValue)\">\n"
    if let picture = row.picture { add(picture, to: &page) }
    let place = (found.file ?? "") + (found.page.map { " · page \($0)" } ?? "")
    page += "<div><header><h3><span class=\"verdict v-\(found.verdict.rawValue)\">\(found.verdict.rawValue)</span>"
    if found.paper != .notCompared {
      page += " <span class=\"verdict p-\(found.paper.mark)\">paper \(found.paper.rawValue)</span>"
    }
    page += " \(place)</h3>"
    if let claims = found.claims {
      page += "<span class=\"id\">\(claims.issuer) \(claims.number) · \(claims.copyWords)</span>"
    }
    page += "</header>\n<p class=\"why\">\(found.reason)</p>\n"
    for difference in row.differences {
      page += """
        <figure class="difference"><img loading="lazy" alt="\(difference.box): printed above found" \
        src="\(difference.path)"><figcaption>\(difference.box): \(difference.reason) (printed above, found \
        below)</figcaption></figure>

        """
    }
    if let claims = found.claims, found.verdict.isOfKnownSheet {
      page += "<p class=\"says\">The code says: \(claims.goodsWords)</p>\n"
    }
    var details: [String] = []
    if let resolution = found.resolution { details.append("\(resolution) dpi") }
    if let skew = found.skew { details.append("turned \(skew.degrees)°") }
    if let step = found.step { details.append("read by \(step)") }
    if !details.isEmpty { page += "<p class=\"id\">\(details.joined(separator: " · "))</p>\n" }
    page += "</div></article>\n"
  }

  private func add(_ picture: Picture, to page: inout Markup) {
    page += "<figure><img loading=\"lazy\" decoding=\"async\" alt=\"\" src=\"\(picture.path)\">"
    if !picture.outline.isEmpty {
      let points = picture.outline.map { "\($0.x * 100),\($0.y * 100)" }.joined(separator: " ")
      page += """
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true"><polygon points="\(points)"/></svg>
        """
    }
    page += "</figure>\n"
  }

  private func addMeanings(to page: inout Markup) {
    page += "<section><h2>What the verdicts mean</h2>\n<dl class=\"meanings\">\n"
    for verdict in Verdict.byGravity where count(of: verdict) > 0 {
      page +=
        "<dt class=\"v-\(verdict.rawValue)\"><span class=\"verdict\">\(verdict.rawValue)</span></dt><dd>\(verdict.meaning)</dd>\n"
    }
    for paper in [PaperVerdict.altered, .byEye, .matches] where rows.contains(where: { $0.page.paper == paper }) {
      page += """
        <dt class="p-\(paper.mark)"><span class="verdict">paper \(paper.rawValue)</span></dt><dd>\(paper.meaning)</dd>

        """
    }
    page += "</dl></section>\n"
  }
}

extension PaperVerdict {
  /// As a class of the page has it.
  fileprivate var mark: String { rawValue.replacing(" ", with: "-") }
}

extension SealClaims {
  var copyWords: String {
    var words = "copy \(copy) of \(copies)"
    if let sheet, let sheets { words += ", sheet \(sheet) of \(sheets)" }
    return words
  }

  /// What a code says of the goods, to be compared with the sheet.
  var goodsWords: String {
    var goods: [String] = []
    if let origin { goods.append("origin \(origin)") }
    if let destination { goods.append("destination \(destination)") }
    if let grossKg { goods.append("\(grossKg) kg gross") }
    if let invoice { goods.append("invoice \(invoice.visible)") }
    goods.append("exporter \(exporter.visible)")
    return goods.joined(separator: ", ")
  }
}
