// SPDX-License-Identifier: GPL-3.0-or-later
import Signing
import Trade

/// The upper half of `report.html`: counts, pictures, times, ledger.
extension IssuanceReport {
  var dayInWords: String { CalendarDate(day)?.inWords ?? day }

  /// The batch's time; with its date where that is another day in UTC than in the chamber's zone.
  var clockTime: String {
    guard let stamp = Timestamp(rfc3339: time) else { return time }
    let text = stamp.description
    let clock = text.dropFirst(11).prefix(5) + " UTC"
    return text.hasPrefix(day) ? String(clock) : text.prefix(10) + " " + clock
  }

  func addFigures(to page: inout Markup) {
    let counts = summary.counts
    page += "<p class=\"lead\">\(lead)</p>\n<ul class=\"tiles\">\n"
    let figures = outcomes + [("sheets", "sheets", counts.sheets)]
    // All in the smaller size as soon as one needs it.
    let size = figures.contains { $0.count > 99_999 } ? " long" : ""
    for (name, words, count) in figures {
      let isLink = name != "sheets" && count > 0
      let opening: Markup =
        isLink
        ? "<a class=\"tile \(name)\(size)\" href=\"#\(name)\">"
        : "<div class=\"tile \(name)\(size)\(count == 0 ? " none" : "")\">"
      let closing: Markup = isLink ? "</a>" : "</div>"
      page += "<li>\(opening)<b>\(count.grouped)</b> <span>\(words)</span>\(closing)</li>\n"
    }
    page += "</ul>\n"
    guard counts.received > 0 else { return }
    page += "<div class=\"bar\" aria-hidden=\"true\">"
    for (name, _, count) in outcomes where count > 0 {
      page += "<i class=\"\(name)\" style=\"flex-grow:\(count)\"></i>"
    }
    page += "</div>\n<p class=\"note\">\(counts.received.counted("application", "applications")) received</p>\n"
  }

  private var outcomes: [(name: String, words: String, count: Int)] {
    let counts = summary.counts
    return [
      ("issued", "issued", counts.issued), ("held", "held", counts.held), ("refused", "refused", counts.refused),
      ("duplicate", "duplicates", counts.duplicates), ("failed", "failed", counts.failed),
    ]
  }

  /// What a manager wants to know, in two sentences.
  private var lead: String {
    let counts = summary.counts
    guard counts.received > 0 else { return "No application was received." }
    var lead = counts.issued.counted("certificate was issued", "certificates were issued")
    lead += counts.issued > 0 ? ", \(counts.sheets.counted("sheet", "sheets")) to print. " : ". "
    lead +=
      counts.held > 0
      ? counts.held.counted("application waits", "applications wait") + " for an officer"
      : "Nothing waits for an officer"
    if counts.refused > 0 { lead += "; " + counts.refused.counted("was refused", "were refused") }
    if counts.failed > 0 { lead += "; " + counts.failed.counted("failed and needs a look", "failed and need a look") }
    return lead + "."
  }

  func addPictures(to page: inout Markup) {
    guard !thumbnails.isEmpty else { return }
    page += "<section aria-labelledby=\"pictures\"><h2 id=\"pictures\">From the press</h2><div class=\"pictures\">\n"
    for picture in thumbnails {
      page += """
        <figure><a href="certificates/\(picture.number).pdf"><img alt="First page of certificate \(picture.number)" \
        src="data:image/png;base64,\(base64: picture.png)"><figcaption>\(picture.number)</figcaption></a></figure>

        """
    }
    page += "</div></section>\n"
  }

  // MARK: - What it took

  func addWork(to page: inout Markup) {
    page += "<div class=\"sides\">\n"
    if !timings.isEmpty { addTimings(to: &page) }
    if !printRuns.isEmpty { addPrintRuns(to: &page) }
    page += "</div>\n"
  }

  private func addTimings(to page: inout Markup) {
    page += """
      <section aria-labelledby="times"><h2 id="times">Time taken</h2>
      <table><thead><tr><th scope="col">Stage</th><th scope="col" class="n">Documents</th>\
      <th scope="col" class="n">Seconds</th><th scope="col" class="n">Per second</th></tr></thead><tbody>

      """
    for timing in timings {
      page += Self.timing(timing.stage.rawValue, documents: timing.documents, seconds: timing.seconds)
    }
    page += "</tbody><tfoot>\n"
    page += Self.timing("whole run", documents: summary.counts.received, seconds: summary.seconds)
    page += "</tfoot></table></section>\n"
  }

  private static func timing(_ stage: String, documents: Int, seconds: Double) -> Markup {
    let rate = documents > 0 && seconds >= 0.001 ? (Double(documents) / seconds).rounded3 : "–"
    let name = stage.prefix(1).uppercased() + stage.dropFirst()
    return """
      <tr><th scope="row">\(name)</th><td class="n">\(documents.grouped)</td><td class="n">\(seconds.rounded3)</td>\
      <td class="n">\(rate)</td></tr>

      """
  }

  private func addPrintRuns(to page: inout Markup) {
    page += "<section aria-labelledby=\"runs\"><h2 id=\"runs\">For the print room</h2><ul class=\"runs\">\n"
    for run in printRuns {
      page += "<li><a href=\"\(run)\">\(run.split(separator: "/").last.map(String.init) ?? run)</a></li>\n"
    }
    page += "</ul></section>\n"
  }

  func addLedger(to page: inout Markup) {
    page += """
      <section aria-labelledby="ledger"><h2 id="ledger">Ledger</h2><dl class="strip">
      <dt>Entries</dt><dd>\(summary.ledgerSize.grouped)</dd><dt>Root</dt><dd>\(summary.ledgerRoot.hex)</dd>
      <dt>Origin</dt><dd>\(ledgerOrigin)</dd>
      """
    if let confirmation = summary.confirmation { page += "<dt>Witnesses</dt><dd>\(confirmation.words)</dd>" }
    page += "</dl></section>\n"
  }
}
