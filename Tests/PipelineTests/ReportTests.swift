// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import Signing
import Testing
import Trade

@testable import Pipeline

@Suite("The report of an issuing batch")
struct ReportTests {
  /// A text that breaks out of elements, attributes, scripts, styles and comments wherever it is not escaped.
  static let hostile = "\"'></script></style>--><img src=x onerror=alert(1)>&lt;\u{202E}\u{0}\n"

  static func row(
    _ place: Int, _ outcome: IssuanceReport.Outcome, file: String = "a.json", reason: String? = nil,
    findings: [Finding] = []
  ) -> IssuanceReport.Row {
    let number = outcome == .issued ? "SG-2026-0000001-H" : nil
    return IssuanceReport.Row(
      place: place, file: file, outcome: outcome, doc: "00112233445566ff", number: number, copies: 2, sheets: 3,
      reason: reason, decidedBy: "policy", findings: findings)
  }

  static func report(_ rows: [IssuanceReport.Row], chamberName: String = "Chamber of Trade") -> IssuanceReport {
    var counts = BatchCounts()
    counts.issued = 12_345
    counts.held = 678
    counts.refused = 91
    counts.sheets = 23_456
    return IssuanceReport(
      summary: BatchSummary(
        batch: "20261123-01", counts: counts, ledgerSize: 7_654_321, ledgerRoot: Digest(sha256: []), seconds: 12.5),
      time: "2026-11-23T22:00:00Z", day: "2026-11-24", chamber: "sg-demo", chamberName: chamberName,
      ledgerOrigin: "ledger.example/co", recipe: "nightly.yaml",
      timings: [Progress.Timing(stage: .stamping, documents: 100, seconds: 0.25)], rows: rows,
      thumbnails: [IssuanceReport.Thumbnail(number: "SG-2026-0000001-H", png: [1, 2, 3, 4])],
      printRuns: ["print-runs/run-001.pdf"])
  }

  static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  // MARK: - HTML

  @Test("Counts, day, ledger, times, pictures and print runs stand on the page")
  func figures() {
    let html = Self.text(Self.report([Self.row(1, .issued)]).html)
    for expected in [
      "<b>12,345</b> <span>issued</span>", "<b>678</b> <span>held</span>", "<b>91</b> <span>refused</span>",
      "<b>0</b> <span>failed</span>", "<b>23,456</b> <span>sheets</span>", "13,114 applications received",
      "Tuesday, 24 November 2026", "2026-11-23 22:00 UTC", "7,654,321", Digest(sha256: []).hex, "ledger.example/co",
      "<td class=\"n\">0.25</td><td class=\"n\">400</td>", "data:image/png;base64,AQIDBA==",
      "href=\"print-runs/run-001.pdf\"", "href=\"certificates/SG-2026-0000001-H.pdf\"", "2 × 3",
    ] {
      #expect(html.contains(expected), "\(expected)")
    }
  }

  @Test("Findings stand with box, item, rule and sentence, and a held form with its command")
  func findings() {
    let finding = Finding(
      rule: "item.hs.length", severity: .error, box: "6", item: 2, message: "The HS code is “85”: six digits needed.")
    let warning = Finding(rule: "late", severity: .warning, box: "", message: "late by a day")
    let html = Self.text(
      Self.report([
        Self.row(1, .refused, findings: [warning, finding]), Self.row(2, .held, reason: "no rule book"),
      ]).html)
    #expect(html.contains("Box 6, item 2"))
    #expect(html.contains("The HS code is “85”: six digits needed."))
    #expect(html.contains("item.hs.length</small>"))
    #expect(html.contains("warning · late</small>"))
    #expect(html.contains("certmill review show 00112233445566ff"))
    #expect(html.contains("No rule book"))
  }

  @Test("Text from outside never becomes markup", arguments: IssuanceReport.Outcome.allCases)
  func escaping(outcome: IssuanceReport.Outcome) {
    let finding = Finding(rule: Self.hostile, severity: .error, box: Self.hostile, message: Self.hostile)
    var row = Self.row(1, outcome, file: Self.hostile, reason: Self.hostile, findings: [finding])
    row.number = Self.hostile
    row.doc = Self.hostile
    row.decidedBy = Self.hostile
    var report = Self.report([row, row], chamberName: Self.hostile)
    let calm = Self.report([Self.row(1, outcome, reason: "r", findings: [finding]), row])
    report.time = Self.hostile
    report.day = Self.hostile
    report.chamber = Self.hostile
    report.recipe = Self.hostile
    report.ledgerOrigin = Self.hostile
    report.summary.batch = Self.hostile
    report.printRuns = [Self.hostile]
    report.thumbnails[0].number = Self.hostile
    let html = Self.text(report.html)
    #expect(!html.contains("<img src=x"))
    #expect(html.components("</script>") == 1)
    #expect(html.components("</style>") == 1)
    #expect(html.contains("\\u{202E}\\u{0}\\u{A}"))
    #expect(!report.html.contains(0))
    #expect(!html.unicodeScalars.contains("\u{202E}"))
    #expect(html.contains("&lt;img src=x onerror=alert(1)&gt;&amp;lt;"))
    #expect(Self.text(calm.html).components("<article") == Self.text(calm.html).components("</article>"))
  }

  @Test("Elements are closed, for every outcome and without any document")
  func balance() {
    let finding = Finding(rule: "r", severity: .error, box: "1", message: "m")
    let rows = IssuanceReport.Outcome.allCases.enumerated().map { Self.row($0, $1, findings: [finding]) }
    var empty = Self.report([])
    empty.summary.counts = BatchCounts()
    empty.summary.batch = nil
    empty.timings = []
    empty.thumbnails = []
    empty.printRuns = []
    for report in [Self.report(rows), empty] {
      let html = Self.text(report.html)
      for element in [
        "section", "article", "table", "thead", "tbody", "tfoot", "tr", "th", "td", "ul", "li", "div", "p", "a", "span",
        "figure", "header", "main", "dl", "h1", "h2", "h3", "small", "bdi", "code", "form", "body", "html",
      ] {
        #expect(
          html.components("<\(element)>") + html.components("<\(element) ") == html.components("</\(element)>"),
          "\(element)")
      }
    }
    #expect(Self.text(empty.html).contains("No application was received."))
  }

  @Test("The page fetches nothing and lets no script run but its own")
  func selfContained() {
    let html = Self.text(Self.report([Self.row(1, .issued)]).html)
    #expect(html.components("://") == html.components("xmlns='http://www.w3.org/2000/svg'"))
    #expect(html.contains("default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-"))
    #expect(html.contains(Base64.encode(Digest(sha256: ReportStyle.script.bytes).bytes)))
    #expect(html.components("<script") == 1)
  }

  // MARK: - JSON

  @Test("JSON parses back, is canonical, and keeps texts as they came")
  func json() throws {
    let finding = Finding(rule: "r", severity: .warning, box: "6", item: 3, message: Self.hostile)
    let report = Self.report([Self.row(1, .held, file: Self.hostile, reason: "why", findings: [finding])])
    let value = try JSONValue(parsing: report.json)
    #expect(value.canonicalBytes == report.json)
    let object = try #require(value.object)
    for (key, summary) in try #require(report.summary.json.object).members where key != "ledger" {
      #expect(object[key] == summary, "\(key)")
    }
    #expect(object["ledger"]?.object?["origin"]?.string == "ledger.example/co")
    #expect(object["ledger"]?.object?["size"]?.integer == 7_654_321)
    #expect(object["time"]?.string == "2026-11-23T22:00:00Z")
    #expect(object["day"]?.string == "2026-11-24")
    #expect(object["recipe"]?.string == "nightly.yaml")
    #expect(object["chamber"]?.string == "sg-demo")
    #expect(object["printRuns"]?.array == ["print-runs/run-001.pdf"])
    #expect(object["timings"]?.array?.first?.object?["documents"]?.integer == 100)
    let document = try #require(object["documents"]?.array?.first?.object)
    #expect(document["file"]?.string == Self.hostile)
    #expect(document["outcome"]?.string == "held")
    #expect(document["number"] == .null)
    #expect(document["findings"]?.array?.compactMap(Finding.init) == [finding])
  }

  // MARK: - CSV

  @Test(
    "A cell that a spreadsheet would run gets an apostrophe",
    arguments: [
      ("=1+1", "'=1+1"), ("+65 6123", "'+65 6123"), ("-2", "'-2"), ("@SUM(A1)", "'@SUM(A1)"),
      ("\t=1", "'\\u{9}=1"), ("\r=1", "'\\u{D}=1"), ("\n=1", "'\\u{A}=1"), (" =1", "' =1"), ("＝1", "'＝1"),
      ("=\"a\",b", "\"'=\"\"a\"\",b\""), ("a=b", "a=b"), ("", ""), ("a,b", "\"a,b\""), ("a;b", "\"a;b\""),
      ("say \"no\"", "\"say \"\"no\"\"\""), ("two\r\nlines", "two\\u{D}\\u{A}lines"), ("é \u{202E}x", "é \\u{202E}x"),
    ])
  func defusing(cell: String, expected: String) {
    var table = CSVTable(header: ["h"])
    table.add([cell, "z"])
    #expect(Self.text(table.bytes) == "h\r\n\(expected),z\r\n")
  }

  @Test("A number of our own keeps its minus, in its own column only")
  func negativeNumbers() {
    var table = CSVTable(header: ["file", "skew"], numbers: ["skew"])
    table.add(["-0.4", "-0.4"])
    #expect(Self.text(table.bytes) == "file,skew\r\n'-0.4,-0.4\r\n")
  }

  @Test("CSV has a header and one record a document, whatever their texts")
  func records() {
    let texts = [Self.hostile, "plain.json", "a,b\"c\";\r\n=d", "=cmd|' /C calc'!A0", "ليمون.json"]
    let rows = texts.enumerated().map { place, text in
      Self.row(
        place + 1, .refused, file: text, reason: text,
        findings: [
          Finding(rule: "r", severity: .error, box: "6", item: 1, message: text),
          Finding(rule: "s", severity: .warning, box: "", message: text),
        ])
    }
    let records = Self.parseCSV(Self.report(rows).csv)
    #expect(records.count == rows.count + 1)
    #expect(records.allSatisfy { $0.count == 12 })
    #expect(records[0].prefix(4) == ["place", "file", "outcome", "number"])
    #expect(records[2][1] == "plain.json")
    #expect(records[2][9] == "1")
    #expect(records[2][11] == "error r, Box 6, item 1: plain.json | warning s: plain.json")
    #expect(records[4][1].hasPrefix("'="))
    #expect(
      records.joined().allSatisfy { $0.unicodeScalars.first.map { !"=+-@\t\r".unicodeScalars.contains($0) } ?? true })
  }

  /// RFC 4180, for these tests.
  static func parseCSV(_ bytes: [UInt8]) -> [[String]] {
    var records: [[String]] = []
    var record: [String] = []
    var cell: [UInt8] = []
    var isQuoted = false
    var index = 0
    func next() -> UInt8? { index + 1 < bytes.count ? bytes[index + 1] : nil }
    while index < bytes.count {
      switch bytes[index] {
      case 34 where isQuoted && next() == 34:
        cell.append(34)
        index += 1
      case 34: isQuoted.toggle()
      case 44 where !isQuoted:
        record.append(text(cell))
        cell = []
      case 13 where !isQuoted && next() == 10:
        records.append(record + [text(cell)])
        record = []
        cell = []
        index += 1
      case let byte: cell.append(byte)
      }
      index += 1
    }
    return records
  }

  // MARK: - Texts and figures

  @Test(
    "Hidden characters are written out, others stay",
    arguments: [
      ("invoice\u{202E}gnp.exe", "invoice\\u{202E}gnp.exe"),
      ("a\nb\r\t\u{0}\u{1B}[31m", "a\\u{A}b\\u{D}\\u{9}\\u{0}\\u{1B}[31m"),
      ("\u{7F}\u{85}\u{9F}\u{AD}", "\\u{7F}\\u{85}\\u{9F}\\u{AD}"),
      ("\u{2066}\u{2069}\u{200E}\u{200F}\u{61C}", "\\u{2066}\\u{2069}\\u{200E}\\u{200F}\\u{61C}"),
      ("\u{FEFF}\u{200B}\u{2028}\u{E0041}", "\\u{FEFF}\\u{200B}\\u{2028}\\u{E0041}"), ("\r\n", "\\u{D}\\u{A}"),
      ("plain name.json", "plain name.json"), ("Żółć – 上海 “é” e\u{301}", "Żółć – 上海 “é” e\u{301}"),
      ("می\u{200C}خواهم", "می\u{200C}خواهم"), ("حلوى 👩\u{200D}🍳 ±", "حلوى 👩\u{200D}🍳 ±"), ("", ""),
    ])
  func visible(text: String, expected: String) {
    #expect(Array(text.visible.utf8) == Array(expected.utf8))
    #expect(Array(text.visible.visible.utf8) == Array(expected.utf8))
  }

  @Test("No scalar of Unicode that is a control or turns the direction gets through")
  func allScalars() {
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let isHidden =
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: scalar.properties.isBidiControl
        }
      if isHidden {
        #expect(String(scalar).visible == "\\u{\(String(value, radix: 16, uppercase: true))}")
      }
    }
  }

  @Test(
    "Figures are rounded to three places and grouped",
    arguments: [
      (0, "0.00"), (0.041, "0.04"), (3.659, "3.66"), (9.994, "9.99"), (9.996, "10.0"), (24.25, "24.3"), (99.96, "100"),
      (2170.7, "2,171"), (1_234_567, "1,234,567"), (-3.5, "-3.50"), (.infinity, "–"), (.nan, "–"), (1e300, "–"),
    ] as [(Double, String)])
  func figures(value: Double, expected: String) {
    #expect(value.rounded3 == expected)
  }
}

extension String {
  /// How often `part` stands in the text.
  fileprivate func components(_ part: String) -> Int {
    var count = 0
    var rest = utf8[...]
    let needle = Array(part.utf8)
    while let start = rest.firstIndex(of: needle[0]) {
      rest = rest[start...]
      if rest.starts(with: needle) { count += 1 }
      rest = rest.dropFirst()
    }
    return count
  }
}
