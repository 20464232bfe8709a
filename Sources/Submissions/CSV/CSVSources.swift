// SPDX-License-Identifier: GPL-3.0-or-later
import Trade

/// From which line and column of its CSV each field of a form came.
func csvSources(of form: ApplicationForm, in bytes: [UInt8], dialect: CSVDialect) -> [FieldSource] {
  var scanner = CSVScanner(bytes, dialect)
  guard let header = CSVHeader(&scanner) else { return [] }
  let columns = header.positions.sorted { $0.value < $1.value }
  var cells: [CSVScanner.Cell] = []
  var sources: [FieldSource] = []
  var row = 0
  while let next = scanner.next(into: &cells) {
    if cells.allSatisfy({ $0.range.isEmpty }) { continue }
    for (name, position) in columns where cells.indices.contains(position) && !cells[position].range.isEmpty {
      guard let field = csvField(of: name, row: row, form) else { continue }
      sources.append(
        FieldSource(field: field, place: "line \(next.line), column \(position + 1) (\(name))"))
    }
    row += 1
  }
  return sources
}

/// The form's part that a column of a row fills; what belongs to the form is told once, in its first row.
private func csvField(of name: String, row: Int, _ form: ApplicationForm) -> String? {
  let item = form.items.indices.contains(row) ? form.items[row] : nil
  if name.hasPrefix("invoice.") { return "invoices[\(item?.invoice ?? 0)]\(name.dropFirst("invoice".count))" }
  if name.hasPrefix("item.") {
    let key = name.dropFirst("item.".count).split(separator: ".")
    // Several kinds, lines and marks stand in one cell.
    let inner = key.first == "packages" || key.first == "marks" ? key.prefix(1) : key[...]
    return "items[\(row)]." + inner.joined(separator: ".")
  }
  guard row == 0 else { return nil }
  let parts = name.split(separator: ".")
  return parts.prefix(2).joined(separator: ".")
}
