// SPDX-License-Identifier: GPL-3.0-or-later
import Signing
import Submissions
import Trade

/// The lower half of `report.html`: every document, what needs somebody first.
extension IssuanceReport {
  func addDocuments(to page: inout Markup) {
    guard !rows.isEmpty else { return }
    page += """
      <form class="filter" id="filter" role="search" hidden><label for="word">Find</label>\
      <input id="word" type="search" placeholder="file, number, rule, word" autocomplete="off"><output for="word"></output></form>

      """
    let groups = Dictionary(grouping: rows, by: \.outcome)
    addHeld(groups[.held] ?? [], to: &page)
    addRefused(groups[.refused] ?? [], to: &page)
    addFailed(groups[.failed] ?? [], to: &page)
    addDuplicates(groups[.duplicate] ?? [], to: &page)
    addIssued(groups[.issued] ?? [], to: &page)
  }

  private static func section(_ outcome: Outcome, _ title: Markup, count: Int, _ words: Markup) -> Markup {
    let name = outcome.rawValue
    return """
      <section id="\(name)" class="\(name)" aria-labelledby="\(name)-title"><h2 id="\(name)-title">\(title) \
      <span class="count">\(count.grouped)</span></h2><p>\(words)</p>

      """
  }

  // MARK: - What needs somebody

  private func addHeld(_ rows: [Row], to page: inout Markup) {
    guard !rows.isEmpty else { return }
    page += Self.section(
      .held, "Held for the officer", count: rows.count,
      "An officer reads each one, then grants or refuses it; the next run carries the decision out.")
    for row in rows {
      page += Self.opening(row)
      if let reason = row.reason { page += "<p class=\"why\">\(Self.capitalised(reason))</p>" }
      page += Self.findings(row.findings)
      page += Self.papers(row)
      if let doc = row.doc { page += "<p class=\"command\"><code>certmill review show \(doc)</code></p>" }
      page += "</article>\n"
    }
    page += "</section>\n"
  }

  private func addRefused(_ rows: [Row], to page: inout Markup) {
    guard !rows.isEmpty else { return }
    page += Self.section(
      .refused, "Refused", count: rows.count,
      "Back to the exporter, with all that must be put right. The letters are in the folder <code>refused</code>.")
    addFrequentRules(of: rows, to: &page)
    for row in rows {
      page += Self.opening(row)
      // With findings, the reason is but their number.
      if let by = row.decidedBy, by != "policy", by != "certmill" {
        page += "<p class=\"why\">Refused by <bdi>\(by)</bdi>\(row.reason.map { ": " + $0 } ?? "")</p>"
      } else if row.findings.isEmpty, let reason = row.reason {
        page += "<p class=\"why\">\(Self.capitalised(reason))</p>"
      }
      page += Self.findings(row.findings)
      page += Self.papers(row)
      page += "</article>\n"
    }
    page += "</section>\n"
  }

  /// The rules that refuse most, with the number of forms; only where some refuse more than one.
  private func addFrequentRules(of rows: [Row], to page: inout Markup) {
    var forms: [String: Int] = [:]
    for row in rows {
      for rule in Set(row.findings.filter { $0.severity == .error }.map(\.rule)) { forms[rule, default: 0] += 1 }
    }
    let frequent = forms.filter { $0.value > 1 }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(6)
    guard !frequent.isEmpty else { return }
    page += "<ul class=\"chips\" aria-label=\"Most frequent rules, with the number of applications\">"
    for (rule, count) in frequent {
      page += "<li data-rule=\"\(rule)\">\(rule) <b>\(count.grouped)</b></li>"
    }
    page += "</ul>\n"
  }

  private func addFailed(_ rows: [Row], to page: inout Markup) {
    guard !rows.isEmpty else { return }
    page += Self.section(
      .failed, "Failed", count: rows.count,
      "Not the exporter’s fault as far as is known: look at each, then run again.")
    for row in rows {
      page += Self.opening(row)
      page += "<p class=\"why\">\(Self.capitalised(row.reason ?? "no reason is known"))</p>"
      page += Self.findings(row.findings)
      page += "</article>\n"
    }
    page += "</section>\n"
  }

  // MARK: - Entries

  private static func opening(_ row: Row) -> Markup {
    // A long entry may go over a page's end, lest pages stay half empty.
    let length = row.findings.count > 6 ? " long" : ""
    return """
      <article class="entry\(length)" data-row><header><h3>\(fileName(row.file))</h3>\
      <span class="id">\([row.number, row.doc].compactMap(\.self).joined(separator: " · "))</span></header>
      """
  }

  /// From left to right whatever its letters, so that the ending stays at the end.
  private static func fileName(_ name: String) -> Markup {
    "<bdi dir=\"ltr\">\(name)</bdi>"
  }

  /// Errors before warnings, else in their order.
  private static func findings(_ findings: [Finding]) -> Markup {
    guard !findings.isEmpty else { return "" }
    var list: Markup = "<ul class=\"findings\">"
    for severity in [Finding.Severity.error, .warning] {
      for finding in findings where finding.severity == severity {
        let place = finding.place.isEmpty ? "Form" : finding.place
        list += """
          <li class="\(severity.rawValue)"><span class="where">\(place)</span> <span><bdi>\(capitalised(finding.message))</bdi> \
          \(parts(of: finding))<small class="rule">\(severity == .warning ? "warning · " : "")\(finding.rule)</small></span></li>
          """
      }
    }
    list += "</ul>"
    return list
  }

  /// What was found, what is expected, an example, what was probably meant: a small table.
  private static func parts(of finding: Finding) -> Markup {
    let parts = [
      ("Found", finding.found), ("Expected", finding.expected), ("Example", finding.example),
      ("Meant", finding.nearest.isEmpty ? "" : finding.nearest + "?"),
    ].filter { !$0.1.isEmpty }
    guard parts.count > 1 else { return "" }
    var list: Markup = "<dl class=\"parts\">"
    for (name, value) in parts { list += "<dt>\(name)</dt><dd><bdi>\(value)</bdi></dd>" }
    list += "</dl>"
    return list
  }

  /// Names, sizes and the first digits of SHA-256 of what came with the form.
  private static func papers(_ row: Row) -> Markup {
    guard !row.papers.isEmpty else { return "" }
    var list: Markup = "<p class=\"papers\">With it: "
    for (index, paper) in row.papers.enumerated() {
      list += index == 0 ? "" : ", "
      list +=
        "\(fileName(paper.name)) (\(paper.size.grouped) bytes, <code>\(paper.digest.hex.prefix(16).description)</code>)"
    }
    list += "</p>"
    return list
  }

  /// With a capital, unless the first word is a name with a point or digit in it.
  private static func capitalised(_ text: String) -> String {
    guard let first = text.first, text.prefix(while: { $0 != " " }).allSatisfy(\.isLetter) else { return text }
    return first.uppercased() + text.dropFirst()
  }

  // MARK: - What needs nobody

  private func addDuplicates(_ rows: [Row], to page: inout Markup) {
    guard !rows.isEmpty else { return }
    page += Self.section(.duplicate, "Duplicates", count: rows.count, "Known already, so not issued again.")
    page += "<table><thead><tr><th scope=\"col\">Application</th><th scope=\"col\">Known as</th></tr></thead><tbody>\n"
    for row in rows {
      page += "<tr data-row><th scope=\"row\">\(Self.fileName(row.file))</th>"
      page += "<td>\(Self.capitalised(row.reason ?? ""))</td></tr>\n"
    }
    page += "</tbody></table></section>\n"
  }

  private func addIssued(_ rows: [Row], to page: inout Markup) {
    guard !rows.isEmpty else { return }
    page += Self.section(
      .issued, "Issued", count: rows.count, "Each certificate is a PDF of its copies, beside its own record.")
    page += """
      <table class="issues"><thead><tr><th scope="col">Number</th><th scope="col">Application</th>\
      <th scope="col" class="n">Copies × sheets</th></tr></thead><tbody>

      """
    for row in rows {
      let link: Markup = row.number.map { "<a href=\"certificates/\($0).pdf\">\($0)</a>" } ?? ""
      page += "<tr data-row><th scope=\"row\" class=\"no\">\(link)</th>"
      page += "<td>\(Self.fileName(row.file))"
      let remark = Self.remark(row)
      if !remark.isEmpty { page += "<small><bdi>\(remark)</bdi></small>" }
      page += "</td><td class=\"n\">\(row.copies) × \(row.sheets)</td></tr>\n"
    }
    page += "</tbody></table></section>\n"
  }

  /// Who granted it if not the policy, and the warnings that stood.
  private static func remark(_ row: Row) -> String {
    var parts: [String] = []
    if let by = row.decidedBy, by != "policy" { parts.append("granted by \(by)") }
    if !row.papers.isEmpty { parts.append("with " + row.papers.count.counted("document", "documents")) }
    if !row.findings.isEmpty { parts.append(row.findings.count.counted("warning", "warnings")) }
    return parts.joined(separator: ", ")
  }
}
