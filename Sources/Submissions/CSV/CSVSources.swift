// SPDX-License-Identifier: GPL-3.0-or-later
import Trade

/// From which line and column of its CSV each field of a form came.
func csvSources(of form: ApplicationForm, in bytes: [UInt8], dialect: CSVDialect) -> [FieldSource] {
  var scanner = CSVScanner(bytes, dialect)
  guard let header = CSVHeader(&scanner) else { return [] }
  // By name: numbered lines in their order, wherever their columns stand.
  let columns = header.positions.sorted { $0.key < $1.key }
  var cells: [CSVScanner.Cell] = []
  var sources: [FieldSource] = []
  var row = 0
  while let next = scanner.next(into: &cells) {
    if cells.allSatisfy({ $0.range.isEmpty }) { continue }
    var lines: [String: Int] = [:]
    for (name, position) in columns where cells.indices.contains(position) && !cells[position].range.isEmpty {
      let place = "line \(next.line), column \(position + 1) (\(name))"
      for field in csvFields(of: name, row: row, form, &lines) {
        sources.append(FieldSource(field: field, place: place))
      }
    }
    row += 1
  }
  return sources
}

/// The form's parts that a column of a row fills; what belongs to the form is told once, in its first row.
///
/// `lines` counts the numbered columns that were met of an address or of marks.
private func csvFields(of name: String, row: Int, _ form: ApplicationForm, _ lines: inout [String: Int]) -> [String] {
  let item = form.items.indices.contains(row) ? form.items[row] : nil
  if name.hasPrefix("invoice.") { return ["invoices[\(item?.invoice ?? 0)]\(name.dropFirst("invoice".count))"] }
  let isOfItem = name.hasPrefix("item.")
  guard isOfItem || row == 0 else { return [] }
  var field = isOfItem ? "items[\(row)]\(name.dropFirst("item".count))" : name
  if CSVColumns.numbered.contains(name) {
    field.removeLast(2)
    defer { lines[field, default: 0] += 1 }
    return ["\(field)[\(lines[field, default: 0])]"]
  }
  if name.hasPrefix("item.packages.") {
    // Several kinds stand in one cell.
    let key = name.dropFirst("item.packages.".count)
    return (item?.packages ?? []).indices.map { "items[\(row)].packages[\($0)].\(key)" }
  }
  return [field]
}
