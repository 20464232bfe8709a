// SPDX-License-Identifier: GPL-3.0-or-later
import Seeded
import Submissions
import Testing
import Trade

private let header =
  "reference,agreement,consignor.name,consignor.address,consignor.city,consignor.country,consignee.name,"
  + "consignee.address.1,consignee.address.2,consignee.country,origin,destination,transport.mode,remarks,invoice.number,"
  + "invoice.date,item.marks,item.packages.count,item.packages.kind,item.description,item.hs,item.grossKg,item.fob.amount,"
  + "item.fob.currency,declaration.place,declaration.date,declaration.signatory"

private func row(_ changes: [String: String] = [:]) -> String {
  let values = [
    "reference": "R-1", "consignor.name": "Lion City Spices Pte Ltd", "consignor.address": "10 Cecil Street|#04-01",
    "consignor.city": "Singapore", "consignor.country": "SG", "consignee.name": "\"Foods, \"\"Antwerp\"\" NV\"",
    "consignee.address.1": "Noorderlaan 147", "consignee.country": "BE", "origin": "SG", "destination": "BE",
    "transport.mode": "1", "invoice.number": "INV 1", "invoice.date": "2026-11-18", "item.marks": "NO MARKS",
    "item.packages.count": "120|3", "item.packages.kind": "CT|PX", "item.description": "\"Pepper, whole\"",
    "item.hs": "090411", "item.grossKg": "3240.5", "declaration.place": "Singapore", "declaration.date": "2026-11-20",
    "declaration.signatory": "Tan Mei Ling",
  ]
  return header.split(separator: ",").map { changes[String($0)] ?? values[String($0)] ?? "" }.joined(separator: ",")
}

private func file(_ rows: [String], header: String = header, end: String = "\n") -> [UInt8] {
  Array(([header] + rows).map { $0 + end }.joined().utf8)
}

private func examine(_ rows: [String], header: String = header) -> Examination {
  read(file(rows, header: header), kind: .csv)
}

@Suite("CSV")
struct CSVTests {
  @Test("rows of one reference are one application", arguments: ["\n", "\r\n"])
  func wholeApplication(end: String) throws {
    let rows = [
      row(), row(["item.hs": "090412", "invoice.number": "INV 2", "consignor.name": "", "remarks": ""]),
      row(["item.hs": "090421", "item.packages.count": "1", "item.packages.kind": "BG"]),
    ]
    let examination = read(file(rows, end: end), kind: .csv)
    #expect(examination.findings.isEmpty)
    let form = try #require(examination.form)
    #expect(form.reference == "R-1")
    #expect(form.agreement == nil)
    #expect(form.consignor.address == ["10 Cecil Street", "#04-01"])
    #expect(form.consignee.name == "Foods, \"Antwerp\" NV")
    #expect(form.consignee.address == ["Noorderlaan 147"])
    #expect(form.producer == nil)
    #expect(form.invoices.map(\.number) == ["INV 1", "INV 2"])
    #expect(form.items.map(\.invoice) == [0, 1, 0])
    #expect(form.items.map(\.no) == [1, 2, 3])
    #expect(form.items.map(\.hs) == ["090411", "090412", "090421"])
    #expect(form.items[0].packages == [Packages(count: 120, kind: "CT"), Packages(count: 3, kind: "PX")])
    #expect(form.items[2].packages == [Packages(count: 1, kind: "BG")])
    #expect(form.items[0].description == "Pepper, whole")
    #expect(form.items[0].fob == nil)
    #expect(form.flags == nil)
  }

  @Test("a byte order mark, another order of columns and blank rows change nothing")
  func sameForm() throws {
    let plain = examine([row()])
    let names = header.split(separator: ",").map(String.init)
    var random = SeededNumbers(seed: 3)
    for _ in 0..<20 {
      let order = names.shuffled(using: &random)
      let cells = order.map { name in
        let position = names.firstIndex(of: name) ?? 0
        return splitCells(row())[position]
      }
      var text = order.joined(separator: " , ") + "\r\n\r\n" + cells.joined(separator: ",") + "\r\n"
      text += String(repeating: ",", count: names.count - 1) + "\r\n\r\n"
      #expect(read([0xEF, 0xBB, 0xBF] + Array(text.utf8), kind: .csv) == plain)
    }
  }

  /// Cells as written, quotes kept.
  private func splitCells(_ row: String) -> [String] {
    var cells = [""]
    var isQuoted = false
    for character in row {
      if character == "\"" { isQuoted.toggle() }
      if character == ",", !isQuoted {
        cells.append("")
      } else {
        cells[cells.count - 1].append(character)
      }
    }
    return cells
  }

  @Test("fields of the form that differ between rows are told with line, box and both values")
  func differs() throws {
    let examination = examine([row(), row(), row(["consignor.name": "Another Ltd", "destination": "NL"])])
    #expect(examination.findings.map(\.rule) == ["csv.differs", "csv.differs"])
    #expect(examination.findings.first?.box == "1")
    #expect(
      examination.findings.first?.message.hasPrefix(
        "Line 4 (item 3 of \"R-1\"): \"consignor.name\" is \"Another Ltd\", but line 2 of the same reference says \"Lion City"
      ) == true)
    #expect(examination.form?.items.count == 3)
  }

  @Test("unknown, doubled and missing columns are told with the nearest name")
  func columns() throws {
    let odd = header.replacing("item.hs", with: "item.hscode").replacing("remarks", with: "origin")
    let examination = examine([row()], header: odd)
    #expect(
      examination.findings.map(\.rule) == ["csv.duplicate-column", "csv.unknown-column", "csv.missing-column"])
    #expect(examination.findings[1].message.contains("\"item.hscode\" is no column of the form; did you mean"))
    #expect(examination.findings[2].box == "6")
  }

  @Test("a file of lone carriage returns, which is one long header, gets one finding and not one a cell")
  func loneCarriageReturns() {
    let read = read(Array("reference,consignor.name\rR-1,Lion City\r".utf8), kind: .csv)
    #expect(read.findings.map(\.rule) == ["csv.line-end"] && read.form == nil)
  }

  @Test("ragged rows, stray quotes and lone carriage returns are told with their line; whole rows are kept")
  func brokenRows() throws {
    let examination = examine([
      row(), row() + ",more", row(["item.description": "12\" pipes"]), row(["item.description": "\"12\" pipes"]),
      row(["item.description": "a\rb"]), row(["item.packages.count": "ten|1", "item.packages.kind": "CT|CT"]),
      row(["item.packages.count": "1"]),
    ])
    #expect(
      examination.findings.map { "\($0.rule) \($0.item ?? 0)" } == [
        "csv.ragged 2", "csv.quote 3", "csv.quote 4", "csv.line-end 5", "csv.number 6", "csv.packages 7",
      ])
    #expect(examination.findings[0].message.hasPrefix("Line 3 (item 2 of \"R-1\"): 28 cells, the header has 27"))
    #expect(examination.form?.items.count == 3)
  }

  @Test("a quote that is never closed is told with the line where it opens")
  func unclosed() throws {
    let examination = examine([row(), row(["item.description": "\"Pepper"]), row()])
    #expect(examination.findings.map(\.rule) == ["csv.unclosed-quote"])
    #expect(
      examination.findings.first?.message.hasPrefix("Line 3 (item 2 of \"R-1\"): the quote that opens here meets")
        == true)
    let last = examine([row(), row(["declaration.signatory": "\"Tan"])])
    #expect(last.findings.map(\.rule) == ["csv.unclosed-quote"])
    #expect(
      last.findings.first?.message.hasPrefix("Line 3 (item 2 of \"R-1\"): a quote opens here and is never closed")
        == true)
  }

  @Test("line breaks inside quotes belong to the cell and are counted")
  func multiline() throws {
    let examination = examine([row(["item.description": "\"Pepper,\nwhole\""]), row() + ",x"])
    #expect(examination.form?.items.first?.description == "Pepper,\nwhole")
    #expect(examination.findings.first?.message.hasPrefix("Line 4 (item 2 of ") == true)
  }

  @Test("an invoice with two dates is told")
  func invoiceDates() throws {
    let examination = examine([row(["invoice.date": ""]), row(), row(["invoice.date": "2026-11-19"])])
    #expect(examination.findings.map(\.rule) == ["csv.invoice-date"])
    #expect(examination.form?.invoices == [Invoice(number: "INV 1", date: "2026-11-18")])
  }

  @Test(
    "what is no CSV of applications is one finding",
    arguments: [
      ("a,b,c\n1,2,3\n", "csv.header"), ("Dear Sir, please find\n", "csv.header"),
      ("reference;origin;destination\nR;SG;BE\n", "csv.separator"), ("reference\torigin\nR\tSG\n", "csv.separator"),
    ])
  func foreign(text: String, rule: String) {
    let bytes = Array(text.utf8)
    #expect(SubmissionKind(sniffing: bytes) == .csv)
    let examination = read(bytes, kind: .csv)
    #expect(examination.form == nil)
    #expect(examination.findings.map(\.rule) == [rule])
  }

  @Test("a header alone, and rows without reference, are told")
  func nothingToRead() {
    #expect(examine([]).findings.map(\.rule) == ["csv.no-rows"])
    #expect(examine([row(["reference": ""])]).findings.map(\.rule) == ["csv.reference"])
    #expect(examine([row(), row(["reference": "R-2"])]).findings.map(\.rule) == ["csv.several"])
  }

  @Test("rows beyond the limit of items are not built")
  func tooManyRows() {
    let rows = Array(repeating: row(), count: 400)
    let limits = SubmissionLimits(items: 399)
    let examination = read(file(rows), kind: .csv, limits: limits)
    #expect(examination.form == nil)
    #expect(examination.findings.map(\.rule) == ["csv.too-many-rows"])
    #expect(examination.findings.first?.message.hasPrefix("Line 401: ") == true)
    #expect(read(file(rows), kind: .csv, limits: SubmissionLimits(items: 400)).findings.isEmpty)
  }

  @Test("a cell of too many parts is told and not taken apart")
  func tooManyParts() {
    let lines = String(repeating: "a|", count: 1_100)
    let findings = examine([row(["consignor.address": lines])]).findings
    #expect(findings.map(\.rule) == ["csv.too-many"])
    #expect(findings.first?.box == "1")
  }

  @Test("many ragged rows give a short list and a count")
  func manyRagged() {
    let findings = examine([row()] + Array(repeating: "x", count: 3_000)).findings
    #expect(findings.count == 201)
    #expect(findings.last?.message.hasPrefix("2800 more findings") == true)
  }

  @Test("spoiled files never do worse than findings")
  func spoiled() {
    let bytes = file([row(), row(["item.hs": "090412"]), row(["reference": "R-2"])])
    var random = SeededNumbers(seed: 8)
    for _ in 0..<300 {
      var spoiled = bytes
      for _ in 0...random.below(4) {
        let special: [UInt8] = [0x22, 0x2C, 0x0A, 0x0D, 0xFF, 0x00, 0x7C, UInt8(random.below(256))]
        spoiled[random.below(spoiled.count)] = special[random.below(special.count)]
      }
      for part in splitCSV(spoiled) {
        let examination = read(part, kind: .csv)
        #expect(examination.form != nil || !examination.findings.isEmpty)
      }
    }
  }
}

@Suite("Splitting a CSV")
struct CSVApplicationsTests {
  @Test("each application gets the header and its rows, wherever they stand")
  func several() throws {
    let rows = [
      row(), row(["reference": "R-2"]), row(["item.hs": "090412"]), row(["reference": "R-3"]),
      row(["reference": "R-2", "item.hs": "090412"]),
    ]
    let bytes = Array(file(rows).dropLast())
    let parts = splitCSV(bytes)
    #expect(
      parts == [
        file([rows[0], rows[2]]), Array(file([rows[1], rows[4]]).dropLast()), file([rows[3]]),
      ])
    #expect(parts.map { read($0, kind: .csv).form?.reference } == ["R-1", "R-2", "R-3"])
    #expect(parts.allSatisfy { read($0, kind: .csv).findings.isEmpty })
  }

  @Test("a last row without line end is set off when another row follows it")
  func lineEnd() throws {
    let rows = [row(["reference": "R-2"]), row(), row(["reference": "R-2"])]
    let parts = splitCSV(Array(file(rows, end: "\r\n").dropLast(2)))
    #expect(parts.map { read($0, kind: .csv).form?.items.count } == [2, 1])
  }

  @Test("a file of one application is that file")
  func one() {
    for bytes in [file([row()]), [0xEF, 0xBB, 0xBF] + file([row(), row()], end: "\r\n"), file([]), []] {
      #expect(splitCSV(bytes) == [bytes])
    }
  }

  @Test("rows that cannot be told apart for certain keep the file whole, and its examination says why")
  func whole() {
    let several = [row(), row(["reference": "R-2"])]
    let files: [(bytes: [UInt8], rule: String)] = [
      (file(several + [row(["reference": ""])]), "csv.reference"),
      (file(several + [row(["item.description": "\"x"])]), "csv.unclosed-quote"),
      (file([row(["item.description": "\"x"])] + several), "csv.unclosed-quote"),
      (file(several, header: header.replacing("item.hs", with: "item.hx")), "csv.unknown-column"),
      (file(several, header: header.replacing("remarks", with: "reference")), "csv.duplicate-column"),
      (Array("origin,".utf8) + file(several).dropFirst(0), "csv.ragged"),
    ]
    for (bytes, rule) in files {
      #expect(splitCSV(bytes) == [bytes])
      #expect(read(bytes, kind: .csv).findings.contains { $0.rule == rule })
    }
  }

  @Test("a slipped row spoils its own application only where the reference is the first cell")
  func ragged() {
    let parts = splitCSV(file([row(), row(["reference": "R-2"]), row(["reference": "R-2"]) + ",x"]))
    #expect(parts.map { read($0, kind: .csv).findings.map(\.rule) } == [[], ["csv.ragged"]])
    let moved = [row(), row(["reference": "R-2"]), row() + ",x"].map { "," + $0 }
    let whole = file(moved, header: "flags," + header)
    #expect(splitCSV(whole) == [whole])
  }

  @Test("no row is lost or doubled")
  func conservation() {
    var random = SeededNumbers(seed: 21)
    for _ in 0..<30 {
      let rows = (0..<(1 + random.below(30))).map { number in
        row(["reference": "R-\(random.below(6))", "item.grossKg": "\(number)"])
      }
      let parts = splitCSV(file(rows))
      let weights = parts.flatMap { read($0, kind: .csv).form?.items.map(\.grossKg) ?? [] }
      #expect(weights.compactMap { Int($0) }.sorted() == Array(0..<rows.count))
    }
  }
}
