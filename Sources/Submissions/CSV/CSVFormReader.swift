// SPDX-License-Identifier: GPL-3.0-or-later
import Spelling
import Trade

/// Reads the rows of one application from CSV.
struct CSVFormReader {
  var findings = FindingList()
  let limits: SubmissionLimits
  let dialect: CSVDialect
  private var scanner: CSVScanner
  private var header: CSVHeader?
  private var cells: [CSVScanner.Cell] = []
  /// Cells and line of the application's first row.
  private var first: [CSVScanner.Cell] = []
  private var firstLine = 0
  private var line = 0
  private var rows = 0
  private var invoices = InvoiceList()
  /// A second reference was met.
  private var isSeveral = false

  init(_ bytes: [UInt8], limits: SubmissionLimits, dialect: CSVDialect = .standard) {
    scanner = CSVScanner(bytes, dialect)
    self.dialect = dialect
    self.limits = limits
  }

  mutating func form() -> ApplicationForm? {
    header = CSVHeader(&scanner)
    guard let header else { return nil }
    findings = header.findings
    guard !header.positions.isEmpty else { return nil }
    var form = ApplicationForm()
    while let row = scanner.next(into: &cells) {
      if isEmpty(row) { continue }
      rows += 1
      line = row.line
      guard isWhole(row, header), !isOfAnother(header) else { continue }
      guard form.items.count < limits.items else {
        findings.add(
          "csv.too-many-rows", box: "6",
          "Line \(line): one application has at most \(limits.items) items: split the consignment into several.")
        return nil
      }
      if first.isEmpty {
        first = cells
        firstLine = line
        form = heading()
      } else {
        compareWithFirst(header)
      }
      form.items.append(item())
    }
    return finished(form)
  }

  private mutating func finished(_ form: ApplicationForm) -> ApplicationForm? {
    if rows == 0 {
      findings.add("csv.no-rows", box: "6", "The file has a header and no rows: add one row for each item of goods.")
      return nil
    }
    if isSeveral {
      // Faults kept these applications from being parted; which item is whose cannot be told.
      if findings.isEmpty {
        findings.add("csv.several", "The file holds several references: send one application at a time.")
      }
      return nil
    }
    guard !first.isEmpty else { return nil }
    var form = form
    form.invoices = invoices.invoices
    InvoiceList.dropNeedlessIndexes(of: &form.items, invoices: form.invoices.count)
    return form
  }

  // MARK: Rows

  private func isEmpty(_ row: CSVScanner.Row) -> Bool {
    row.fault == nil && cells.allSatisfy { $0.range.isEmpty } && row.cells <= CSVScanner.mostCells
  }

  /// A row whose cells may have slipped is told and not read.
  private mutating func isWhole(_ row: CSVScanner.Row, _ header: CSVHeader) -> Bool {
    if let fault = row.fault {
      findings.addCSV(fault, line: row.line, item: itemNumber, of: reference)
      return false
    }
    guard row.cells == header.cells else {
      let whereabouts = whereabouts
      let separator = dialect.separator
      findings.add(
        "csv.ragged", item: itemNumber,
        "\(whereabouts): \(row.cells) cells, the header has \(header.cells): put a cell that holds \(separator.words) in "
          + (separator == .tab ? "quotes." : "quotes, \"Pepper\(separator.rawValue) whole\"."))
      return false
    }
    for position in header.unnamed where !cells[position].range.isEmpty {
      let whereabouts = whereabouts
      findings.add(
        "csv.unnamed-column", item: itemNumber,
        "\(whereabouts), column \(position + 1): a value stands under a column without a name: name the column.")
    }
    return true
  }

  /// Whether the row is of another reference than the first, or of none.
  private mutating func isOfAnother(_ header: CSVHeader) -> Bool {
    guard let position = header.position("reference") else { return false }
    if cells[position].range.isEmpty {
      findings.add(
        "csv.reference", item: itemNumber,
        "Line \(line): \"reference\" is empty: every row bears the reference of its application.")
      return false
    }
    if !first.isEmpty, text("reference") != text("reference", of: first) { isSeveral = true }
    return isSeveral
  }

  /// What belongs to the form as a whole is the same in every row of a reference, or left empty after the first.
  private mutating func compareWithFirst(_ header: CSVHeader) {
    for (name, position) in header.formColumns {
      let cell = cells[position]
      let known = first[position]
      if cell.range.isEmpty || name == "reference" { continue }
      if scanner.bytes[cell.range] == scanner.bytes[known.range] { continue }
      let now = scanner.text(cell)
      let before = scanner.text(known)
      if now == before { continue }
      let (place, key) = CSVColumns.place(name, row: nil)
      let whereabouts = whereabouts
      findings.add(
        "csv.differs", box: place.box(of: key), item: nil,
        "\(whereabouts): \"\(name)\" is \(quoted(now)), but line \(firstLine) of the same reference says "
          + "\(quoted(before)): write the same in every row, or leave it empty after the first.",
        parts: FindingParts(field: name, found: quoted(now), expected: quoted(before)))
    }
  }

  // MARK: Cells

  /// Text of the row's cell; nil where the column is not there or the cell is empty.
  func text(_ name: String) -> String? {
    text(name, of: cells)
  }

  private func text(_ name: String, of cells: [CSVScanner.Cell]) -> String? {
    guard let position = header?.position(name), cells.indices.contains(position), !cells[position].range.isEmpty else {
      return nil
    }
    return scanner.text(cells[position])
  }

  /// A cell's texts parted by `|`, or the numbered columns of that name.
  mutating func texts(_ name: String) -> [String] {
    guard let joined = text(name) else { return (1...9).compactMap { text("\(name).\($0)") } }
    let parts = joined.utf8.split(separator: UInt8(ascii: "|"), maxSplits: limits.entries)
    guard parts.count <= limits.entries else {
      fault("csv.too-many", name, "\"\(name)\" has more than \(limits.entries) entries.")
      return []
    }
    return parts.map { Substring($0).trimmed() }.filter { !$0.isEmpty }
  }

  mutating func count(_ text: some StringProtocol, _ name: String) -> Int? {
    if let count = wholeNumber(text) { return count }
    let (place, key) = CSVColumns.place(name, row: itemNumber.map { $0 - 1 })
    let whereabouts = whereabouts
    findings.add(
      "csv.number", box: place.box(of: key), item: place.item,
      "\(whereabouts): \"\(name)\" is \(quoted(text)): write a whole number, digits only, for example 120.",
      parts: FindingParts(field: name, found: quoted(text), expected: "a whole number, digits only", example: "120"))
    return nil
  }

  mutating func fault(
    _ rule: String, severity: Finding.Severity = .error, _ name: String, _ message: String,
    parts: FindingParts = FindingParts()
  ) {
    let (place, key) = CSVColumns.place(name, row: itemNumber.map { $0 - 1 })
    let whereabouts = whereabouts
    findings.add(
      rule, severity: severity, box: place.box(of: key), item: place.item, "\(whereabouts): \(message)", parts: parts)
  }

  mutating func invoicePosition(number: String, date: String) -> Int? {
    switch invoices.position(number: number, date: date) {
    case .position(let position): return position
    case .otherDate(let known):
      fault(
        "csv.invoice-date", "invoice.date",
        "\"invoice.date\" is \(quoted(date)), but an earlier row of the same invoice says \(quoted(known)): write one date."
      )
      return nil
    }
  }

  private var reference: String? { text("reference", of: first) }

  /// `Line 3 (item 2 of "R-17")`. The application may have been parted from a longer file, whose lines count on.
  private var whereabouts: String {
    // Millions of rows may have a fault each.
    findings.isFull ? "" : csvPlace(line: line, item: itemNumber, of: reference)
  }

  /// From 1; nil where the rows are not of one application.
  var itemNumber: Int? { isSeveral ? nil : rows }
}

func csvPlace(line: Int, item: Int?, of reference: String?) -> String {
  guard let item, let reference else { return "Line \(line)" }
  return "Line \(line) (item \(item) of \(quoted(reference)))"
}
