// SPDX-License-Identifier: GPL-3.0-or-later
internal import Validation

/// A list of names that the chamber supplies, as read from its file.
///
/// Either one name a line, or a table (comma, semicolon or tab) whose first row names its columns: `name`, and where
/// they are there `id`, `alias` (several are parted by `|` or `;`) and `country`. Other columns are passed over: lists
/// come from elsewhere. A row that cannot be read is an error, as nobody would be looked for by it.
public struct WatchList: Sendable {
  public let names: [WatchedName]

  /// No list that is published has so many.
  private static let mostColumns = 1_024

  /// The file's name is used in messages, and `.csv` or `.tsv` at its end asks for a table.
  public init(_ bytes: [UInt8], file: String) throws(WatchListError) {
    let text = try Self.text(bytes, file: file)
    let first = text.prefix { $0 != 10 && $0 != 13 }
    let separator = [UInt8(ascii: "\t"), UInt8(ascii: ";"), UInt8(ascii: ",")].first { byte in
      var cells = ListCells(first, separator: byte, mostCells: Self.mostColumns)
      return (try? cells.next())?.map { $0.cells.count > 1 && Self.column("name", of: $0.cells) != nil } ?? false
    }
    let isTable = separator != nil || String(decoding: first, as: UTF8.self).lowercased() == "name"
    if !isTable, file.lowercased().hasSuffix(".csv") || file.lowercased().hasSuffix(".tsv") {
      throw WatchListError(
        file: file, line: 1, message: "expected a first row that names the columns, such as id,name,alias,country")
    }
    var rows = ListCells(text, separator: separator, mostCells: Self.mostColumns)
    names = isTable ? try Self.table(&rows, file: file) : try Self.plain(&rows, file: file)
    guard !names.isEmpty else { throw WatchListError(file: file, line: 0, message: "holds no name") }
  }

  private static func table(_ rows: inout ListCells, file: String) throws(WatchListError) -> [WatchedName] {
    guard let head = try next(of: &rows, file), let name = column("name", of: head.cells) else { return [] }
    let (id, alias, country) = (
      column("id", of: head.cells), column("alias", of: head.cells), column("country", of: head.cells)
    )
    var names: [WatchedName] = []
    while let row = try next(of: &rows, file) {
      guard row.cells.count <= head.cells.count else {
        throw WatchListError(
          file: file, line: row.line,
          message:
            "has \(row.cells.count) cells, the first row names \(head.cells.count); put texts with separators in quotes"
        )
      }
      func cell(_ index: Int?) -> String {
        index.flatMap { row.cells.indices.contains($0) ? row.cells[$0] : nil } ?? ""
      }
      let aliases = cell(alias).split { $0 == "|" || $0 == ";" }.map(String.init).filter { !PartyName($0).isEmpty }
      names.append(
        try checked(
          WatchedName(id: cell(id), name: cell(name), aliases: aliases, country: cell(country), line: row.line),
          file: file))
    }
    return names
  }

  private static func plain(_ rows: inout ListCells, file: String) throws(WatchListError) -> [WatchedName] {
    var names: [WatchedName] = []
    while let row = try next(of: &rows, file) {
      let name = row.cells.joined()
      if name.hasPrefix("#") { continue }
      names.append(try checked(WatchedName(name: name, line: row.line), file: file))
    }
    return names
  }

  /// The next row that has something in it.
  private static func next(of rows: inout ListCells, _ file: String) throws(WatchListError) -> ListCells.Row? {
    do throws(ListCells.Fault) {
      while let row = try rows.next() { if row.cells.contains(where: { !$0.isEmpty }) { return row } }
      return nil
    } catch {
      let message =
        switch error.kind {
        case .openQuote: "a quote is opened and never closed; mend the row"
        case .behindQuote: "something stands behind a closing quote; mend the row"
        case .tooManyCells: "has more than \(mostColumns) cells; take out columns that are not needed"
        }
      throw WatchListError(file: file, line: error.line, message: message)
    }
  }

  private static func checked(_ name: WatchedName, file: String) throws(WatchListError) -> WatchedName {
    guard !PartyName(name.name).isEmpty else {
      throw WatchListError(
        file: file, line: name.line, message: "its name has no letters or digits; fill it in or take the row out")
    }
    return name
  }

  private static func column(_ name: String, of cells: [String]) -> Int? {
    cells.firstIndex { $0.lowercased() == name }
  }

  /// The bytes behind a mark of UTF-8; anything but UTF-8 is told with its line.
  private static func text(_ bytes: [UInt8], file: String) throws(WatchListError) -> ArraySlice<UInt8> {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      throw WatchListError(file: file, line: 1, message: "is UTF-16; save it as UTF-8")
    }
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
    if String(validating: text, as: UTF8.self) != nil, !text.contains(0) { return text }
    var line = 1
    for part in text.split(separator: 10, omittingEmptySubsequences: false) {
      if String(validating: part, as: UTF8.self) == nil || part.contains(0) { break }
      line += 1
    }
    throw WatchListError(file: file, line: line, message: "is not UTF-8; save the list as UTF-8")
  }
}
