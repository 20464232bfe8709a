// SPDX-License-Identifier: GPL-3.0-or-later
public import Submissions

/// A code list as somebody else publishes it, checked and put into our form: sorted, one line a code, with version and
/// source. Nothing is taken of a file with a fault: half a list would refuse good codes.
public struct CodeListImport: Sendable {
  public let kind: CodeListKind
  /// The list's file; empty where there are faults.
  public let bytes: [UInt8]
  public let count: Int
  /// Rows that hold no code of their own: headings, countries of UN/LOCODE, chapters and headings of the HS.
  public let skipped: Int
  /// What is wrong, by line, at most `mostFaults`.
  public let faults: [String]

  public static let mostFaults = 20
  private static let mostColumns = 100

  public init(
    _ kind: CodeListKind, from written: [UInt8], encoding: CSVDialect.Encoding = .utf8, header: CodeListHeader
  ) {
    self.kind = kind
    var faults: [String] = []
    var skipped = 0
    var texts: [String: (text: String, line: Int)] = [:]
    do throws(ListCells.Fault) {
      let text = Array(Self.text(of: written, encoding, &faults).utf8)
      var rows = Self.rows(of: text)
      var isFirst = true
      while faults.count < Self.mostFaults, let row = try rows.next() {
        let cells = row.cells.map(\.trimmed)
        if cells == [""] { continue }
        defer { isFirst = false }
        switch Self.entry(of: cells, kind, isFirst: isFirst) {
        case .none: skipped += 1
        case .fault(let fault): faults.append("line \(row.line): \(fault)")
        case .code(let code, let text):
          if let earlier = texts.updateValue((text, row.line), forKey: code), earlier.text != text {
            faults.append("line \(row.line): \(code) stands a second time, the first is on line \(earlier.line)")
          }
        }
      }
      if texts.isEmpty, faults.isEmpty { faults.append("the file has no codes") }
    } catch {
      switch error.kind {
      case .openQuote: faults.append("line \(error.line): the quote that opens here is never closed")
      case .behindQuote: faults.append("line \(error.line): something stands behind a closing quote")
      case .tooManyCells: faults.append("line \(error.line): has more than \(Self.mostColumns) columns")
      }
    }
    self.faults = faults
    self.skipped = skipped
    guard faults.isEmpty else {
      (bytes, count) = ([], 0)
      return
    }
    var list = "# \(kind.title)\n\(header.lines)"
    for (code, entry) in texts.sorted(by: { Array($0.key.utf8).lexicographicallyPrecedes(Array($1.key.utf8)) }) {
      list += "\(code)\t\(entry.text)\n"
    }
    bytes = Array(list.utf8)
    count = texts.count
  }

  /// The separator is the one that the first line has: a tab, else a semicolon without any comma, else a comma. Columns
  /// parted by tabs have no quotes.
  private static func rows(of text: [UInt8]) -> ListCells {
    let first = text.prefix { $0 != UInt8(ascii: "\n") }
    if first.contains(UInt8(ascii: "\t")) {
      return ListCells(text[...], separator: UInt8(ascii: "\t"), hasQuotes: false, mostCells: mostColumns)
    }
    let isSemicolon = first.contains(UInt8(ascii: ";")) && !first.contains(UInt8(ascii: ","))
    return ListCells(text[...], separator: isSemicolon ? UInt8(ascii: ";") : UInt8(ascii: ","), mostCells: mostColumns)
  }

  private enum Entry {
    case none
    case code(String, text: String)
    case fault(String)
  }

  /// UN/LOCODE as UNECE's CSV has it: change, country, location, name, name without diacritics, subdivision, status,
  /// function, date, IATA, coordinates, remarks. Rows without location name a country or refer to another row.
  private static func entry(of cells: [String], _ kind: CodeListKind, isFirst: Bool) -> Entry {
    guard cells.count >= 2 else { return .fault("1 column, code and text expected") }
    var (code, text) = (cells[0], cells[1])
    switch kind {
    case .locode where cells.count >= 4:
      guard !cells[2].isEmpty else { return .none }
      (code, text) = (cells[1] + cells[2], cells[3])
    case .locode: code = code.filter { $0 != " " }
    case .hs:
      code = code.filter { $0 != "." && $0 != " " }
      let isDigits = code.utf8.allSatisfy { $0 >= 48 && $0 <= 57 }
      if isDigits, code.utf8.count == 2 || code.utf8.count == 4 { return .none }
      // Chapters 98 and 99 are national or statistical and name no goods.
      if isDigits, code.hasPrefix("98") || code.hasPrefix("99") { return .none }
    case _ where kind.isOfProductRules: code = code.filter { $0 != "." && $0 != " " }
    default: break
    }
    if let fault = kind.fault(of: code) {
      if isFirst, isHeading(cells[0]) { return .none }
      return .fault("\(Quotation.of(cells[0])) is no code: \(fault)")
    }
    guard !Blank.isBlank(text) else { return .fault("\(code) has no text") }
    if let scalar = text.unicodeScalars.first(where: { ForbiddenCharacter($0) != nil }) {
      return .fault("the text of \(code) has \(Quotation.name(of: scalar)), which cannot be shown")
    }
    if kind.isOfProductRules {
      guard ProductRule(text) != nil else {
        return .fault("\(Quotation.of(text)) is no rule: \(ProductRules.expected)")
      }
      let place = (cells.count > 2 ? cells[2] : "").unicodeScalars.filter { ForbiddenCharacter($0) == nil }
      if !place.isEmpty { text += "\t" + String(place) }
    }
    return .code(code, text: text)
  }

  /// A first row that names the columns.
  private static func isHeading(_ cell: String) -> Bool {
    let word = cell.lowercased()
    return word.contains("code") || ["hs", "hs6", "ch", "change", "id", "unit", "kind", "term", "mode"].contains(word)
  }

  private static func text(of bytes: [UInt8], _ encoding: CSVDialect.Encoding, _ faults: inout [String]) -> String {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      faults.append("the file is UTF-16: save it as UTF-8")
      return ""
    }
    switch encoding {
    case .utf8:
      let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
      if let text = String(validating: body, as: UTF8.self) { return text }
      var line = 0
      for part in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
        line += 1
        guard String(validating: part, as: UTF8.self) == nil else { continue }
        faults.append("line \(line): the text is not UTF-8; older lists of UNECE need --encoding windows-1252")
        break
      }
      return ""
    case .windows1252:
      if let byte = bytes.first(where: Windows1252.isUndefined) {
        faults.append("byte \(String(byte, radix: 16)) is none of Windows-1252: the encoding is another")
        return ""
      }
      return Windows1252.text(bytes)
    }
  }
}
