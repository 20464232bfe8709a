// SPDX-License-Identifier: GPL-3.0-or-later
import Submissions
import Testing
import Trade

/// A file as a German spreadsheet writes it.
private let columns = [
  "reference", "consignor.name", "consignor.address", "consignor.city", "consignor.country", "consignee.country",
  "consignee.toOrder", "origin", "destination", "transport.mode", "invoice.number", "invoice.date", "item.marks",
  "item.packages.count", "item.packages.kind", "item.description", "item.hs", "item.grossKg", "declaration.place",
  "declaration.date", "declaration.signatory",
]

private func text(_ separator: String = ";", _ changes: [String: String] = [:]) -> String {
  let values = [
    "reference": "R-1", "consignor.name": "Müller & Söhne", "consignor.address": "Hafenstraße 4",
    "consignor.city": "Köln", "consignor.country": "DE", "consignee.country": "CH", "consignee.toOrder": "true",
    "origin": "DE", "destination": "CH", "transport.mode": "3", "invoice.number": "RE 7", "invoice.date": "18.11.2026",
    "item.marks": "NO MARKS", "item.packages.count": "3", "item.packages.kind": "CT",
    "item.description": "Bearings, steel", "item.hs": "848210", "item.grossKg": "120,5", "declaration.place": "Köln",
    "declaration.date": "2.1.2026", "declaration.signatory": "Jörg",
  ]
  let cells = columns.map { changes[$0] ?? values[$0] ?? "" }
    .map { $0.contains(separator) ? "\"\($0)\"" : $0 }
  return columns.joined(separator: separator) + "\r\n" + cells.joined(separator: separator) + "\r\n"
}

private func windows(_ text: String) -> [UInt8] {
  text.unicodeScalars.map { $0 == "€" ? 0x80 : UInt8(truncatingIfNeeded: $0.value) }
}

private let germanDialect = CSVDialect(
  separator: .semicolon, encoding: .windows1252, decimal: .comma, dates: DatePattern("DD.MM.YYYY") ?? .iso)

@Suite("CSV as chambers' exporters write it")
struct DialectTests {
  @Test("A German file gives the form that the standard file gives")
  func german() throws {
    let written = read(windows(text()), kind: .csv, dialect: germanDialect)
    let form = try #require(written.form)
    #expect(written.findings == [])
    #expect(form.consignor.name == "Müller & Söhne" && form.consignor.city == "Köln")
    #expect(form.items[0].grossKg == "120.5")
    #expect(form.invoices[0].date == "2026-11-18" && form.declaration.date == "2026-01-02")
    let plain = text(",", ["invoice.date": "2026-11-18", "declaration.date": "2026-01-02", "item.grossKg": "120.5"])
    #expect(read(Array(plain.utf8), kind: .csv).form == form)
  }

  @Test("Tabs part columns, and several applications of a dialect are parted")
  func tabs() throws {
    var dialect = CSVDialect.standard
    dialect.separator = .tab
    let one = text("\t", ["item.grossKg": "1.5", "invoice.date": "2026-11-18", "declaration.date": "2026-11-18"])
    let rows = one.split(separator: "\r\n")
    let two = Array((one + rows[1].replacing("R-1", with: "R-2") + "\r\n").utf8)
    let parts = splitCSV(two, dialect: dialect)
    #expect(parts.count == 2)
    #expect(parts.map { read($0, kind: .csv, dialect: dialect).form?.reference } == ["R-1", "R-2"])
    #expect(read(parts[0], kind: .csv, dialect: dialect).findings == [])
  }

  @Test(
    "A file that does not fit is refused, and the setting that would fit is named",
    arguments: [
      (windows(text()), CSVDialect.standard, "file.utf-8", "encoding: windows-1252"),
      (
        Array(text(";", ["item.grossKg": "1"]).utf8), CSVDialect.standard, "csv.separator",
        "receive: csv: {separator: \";\"}"
      ),
      (Array(text("\t").utf8), CSVDialect.standard, "csv.separator", "{separator: tab}"),
      (
        Array(text(",", ["invoice.date": "2026-11-18", "declaration.date": "2026-11-18"]).utf8), germanDialect,
        "csv.encoding", "encoding: utf-8"
      ),
      (windows(text()) + [0x81], germanDialect, "csv.encoding", "does not have"),
      (windows(text(",", ["item.grossKg": "1"])), germanDialect, "csv.separator", "{separator: \",\"}"),
      (windows(text(";", ["item.grossKg": "120.5"])), germanDialect, "csv.decimal", "{decimal: \".\"}"),
      (windows(text(";", ["item.grossKg": "1.234,5"])), germanDialect, "csv.decimal", "nothing parts thousands"),
      (windows(text(";", ["invoice.date": "2026-11-18"])), germanDialect, "csv.date", "{dates: YYYY-MM-DD}"),
      (windows(text(";", ["invoice.date": "11/18/2026"])), germanDialect, "csv.date", "MM/DD/YYYY"),
      (windows(text(";", ["invoice.date": "03/04/2026"])), germanDialect, "csv.date", "DD/MM/YYYY\"}"),
    ] as [([UInt8], CSVDialect, String, String)])
  func unfit(bytes: [UInt8], dialect: CSVDialect, rule: String, words: String) {
    let findings = read(bytes, kind: .csv, dialect: dialect).findings
    let finding = findings.first { $0.rule == rule }
    #expect(finding?.severity == .error, "\(findings)")
    #expect(finding?.message.contains(words) == true, "\(finding?.message ?? "")")
  }

  @Test("A decimal comma and a day in another order are told in the standard dialect too")
  func standard() {
    let file = text(",", ["invoice.date": "18.11.2026", "declaration.date": "2026-11-20", "item.grossKg": "120,5"])
    let examination = read(Array(file.utf8), kind: .csv)
    #expect(examination.findings.map(\.rule) == ["csv.date", "csv.decimal"])
    // The rule book does not ask again for what was told.
    let required = ["invoice.date.required", "item.grossKg.required"].map {
      Finding(rule: $0, severity: .error, box: "", item: 1, message: "")
    }
    #expect(examination.findings(with: required).count == 2)
  }

  @Test(
    "Formulas are told where a text begins so",
    arguments: [
      ("=HYPERLINK(\"x\")", Finding.Severity.error), ("@SUM(A1)", .error), ("+49 Bearings", .warning),
      ("-1+2", .warning),
    ] as [(String, Finding.Severity)])
  func formulas(value: String, severity: Finding.Severity) {
    let file = text(
      ",",
      [
        "invoice.date": "2026-11-18", "declaration.date": "2026-11-20", "item.grossKg": "1",
        "item.description": "\"\(value.replacing("\"", with: "\"\""))\"",
      ])
    let findings = read(Array(file.replacing("\"\"\"=", with: "\"=").utf8), kind: .csv).findings
    #expect(findings.first?.rule == "csv.formula" && findings.first?.severity == severity, "\(findings)")
  }

  @Test(
    "Orders of a date are DD, MM and YYYY once each",
    arguments: ["DD.MM.YY", "DD.MM", "DD-MM/YYYY", "DD.DD.YYYY", "", "YYYYMMDD", "DD.MM.YYYY."])
  func patterns(pattern: String) {
    #expect(DatePattern(pattern) == nil)
  }
}
