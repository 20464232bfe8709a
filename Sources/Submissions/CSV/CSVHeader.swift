// SPDX-License-Identifier: GPL-3.0-or-later

/// The header row of a CSV: which column stands where, and what is wrong with it.
struct CSVHeader {
  let line: Int
  let range: Range<Int>
  let cells: Int
  private(set) var positions: [String: Int] = [:]
  /// Known columns of the form, in file order: they must agree between rows.
  private(set) var formColumns: [(name: String, position: Int)] = []
  /// Positions without a name: nothing may stand in them.
  private(set) var unnamed: [Int] = []
  private(set) var findings = FindingList()

  /// Nil where the file has no row at all.
  init?(_ scanner: inout CSVScanner) {
    var cells: [CSVScanner.Cell] = []
    guard let row = scanner.next(into: &cells) else { return nil }
    line = row.line
    range = row.range
    self.cells = row.cells
    if let fault = row.fault {
      // Its cells are not what was meant: a finding for each of them would only hide this one.
      findings.addCSV(fault, line: row.line)
      return
    }
    guard row.cells <= CSVScanner.mostCells else {
      findings.add(
        "csv.header",
        "Line \(line): the header has \(row.cells) columns, at most \(CSVScanner.mostCells) are taken.")
      return
    }
    let names = cells.map { CSVColumns.named(scanner.text($0)) }
    guard names.contains(where: CSVColumns.all.contains) else {
      tellForeign(names, scanner.dialect)
      return
    }
    for (position, name) in names.enumerated() { add(name, at: position) }
    tellMissing()
  }

  /// Rows can be told apart by reference.
  var isSound: Bool { findings.isEmpty }

  func position(_ name: String) -> Int? { positions[name] }

  private mutating func add(_ name: String, at position: Int) {
    if name.isEmpty {
      unnamed.append(position)
    } else if !CSVColumns.all.contains(name) {
      findings.add(
        "csv.unknown-column",
        "Line \(line), column \(position + 1): \(quoted(name)) is no column of the form; "
          + wayOut(name, CSVColumns.names, "columns"),
        parts: FindingParts(
          found: quoted(name), expected: "a column of the form", nearest: nearestName(name, in: CSVColumns.names) ?? "")
      )
    } else if let first = positions[name] {
      findings.add(
        "csv.duplicate-column",
        "Line \(line): columns \(first + 1) and \(position + 1) are both \"\(name)\": leave one of them.")
    } else {
      positions[name] = position
      if CSVColumns.isOfForm(name) { formColumns.append((name, position)) }
    }
  }

  private mutating func tellMissing() {
    for name in CSVColumns.mandatory where positions[name] == nil && positions[name + ".1"] == nil {
      let (place, key) = CSVColumns.place(name, row: nil)
      findings.noteAbsent(name)
      findings.add(
        "csv.missing-column", box: place.box(of: key),
        "Line \(line): the column \"\(name)\" is missing: add it.",
        parts: FindingParts(field: name, found: "nothing", expected: "the column \"\(name)\""))
    }
  }

  /// No column is known: another separator, or another file altogether.
  private mutating func tellForeign(_ names: [String], _ dialect: CSVDialect) {
    for separator in CSVDialect.Separator.allCases where separator != dialect.separator {
      // Parted by the wrong sign, every name lies in pieces or in one.
      let parts = names.flatMap { $0.utf8.split(separator: separator.byte) }
      guard parts.count > names.count,
        parts.contains(where: { CSVColumns.all.contains(CSVColumns.named(String(Substring($0)))) })
      else { continue }
      findings.add(
        "csv.separator",
        "Line \(self.line): the columns are parted by \(separator.words): save the file with \(dialect.separator.words) "
          + "between its columns; \(separator.words) are another setting "
          + CSVDialect.setting("separator", separator.rawValue) + ".")
      return
    }
    findings.add(
      "csv.header",
      "Line \(line): none of the columns is known: the first row names them, for example "
        + "\"reference,consignor.name,item.hs,item.grossKg\"; found \(quoted(names.prefix(8).joined(separator: ","))).")
  }
}

extension FindingList {
  mutating func addCSV(_ fault: CSVScanner.Fault, line: Int, item: Int? = nil, of reference: String? = nil) {
    let place = csvPlace(line: line, item: item, of: reference)
    switch fault {
    case .unclosedQuote(let opened):
      add(
        "csv.unclosed-quote", item: item,
        "\(csvPlace(line: opened, item: item, of: reference)): a quote opens here and is never closed: close it.")
    case .strayQuote(let cell):
      add(
        "csv.quote", item: item,
        "\(place), column \(cell): a quote stands inside an unquoted cell: put the whole cell in quotes and write "
          + #"each quote in it twice, "12"" pipes"."#)
    case .afterQuote(let cell, let opened, let closed) where opened == closed:
      add(
        "csv.quote", item: item,
        "\(place), column \(cell): text stands after a closing quote: a quote inside a cell is written twice, "
          + #""12"" pipes"."#)
    case .afterQuote(_, let opened, let closed):
      add(
        "csv.unclosed-quote", item: item,
        "\(csvPlace(line: opened, item: item, of: reference)): the quote that opens here meets the next one on line \(closed), with text behind it: close "
          + "it on its own line.")
    case .carriageReturn(let cell):
      add(
        "csv.line-end", item: item,
        "\(place), column \(cell): a carriage return without a line feed: save the file with LF or CRLF line ends.")
    }
  }
}
