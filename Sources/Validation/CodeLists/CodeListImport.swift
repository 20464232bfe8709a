// SPDX-License-Identifier: GPL-3.0-or-later
public import Submissions

/// A code list as somebody else publishes it, checked and put into our form: sorted, one line a code, with version and
/// source. Nothing is taken of a file with a fault: half a list would refuse good codes.
public struct CodeListImport: Sendable {
  /// A file of the list; UN/LOCODE comes in three.
  public struct Part: Sendable {
    /// As it was named.
    public var name: String
    public var bytes: [UInt8]

    public init(name: String, bytes: [UInt8]) {
      (self.name, self.bytes) = (name, bytes)
    }
  }

  public let kind: CodeListKind
  /// The list's file; empty where there are faults.
  public private(set) var bytes: [UInt8] = []
  public private(set) var count = 0
  /// Rows that hold no code of their own: headings, countries of UN/LOCODE, chapters and headings of the HS.
  public private(set) var skipped = 0
  /// Codes that the publisher has struck out (`X` in Recommendations 20 and 21), left out of the list.
  public private(set) var withdrawn = 0
  /// Codes of the list that the publisher wants used no more: `D` in Recommendation 20, `X` in UN/LOCODE (removed with
  /// the next issue). They still count.
  public private(set) var deprecated: [String] = []
  /// What is wrong, by file and line, at most `mostFaults`.
  public private(set) var faults: [String] = []

  public static let mostFaults = 20
  private static let mostColumns = 100

  private var texts: [String: (text: String, place: String)] = [:]

  public init(
    _ kind: CodeListKind, from parts: [Part], encoding: CSVDialect.Encoding = .utf8, header: CodeListHeader
  ) {
    self.kind = kind
    for part in parts where faults.count < Self.mostFaults { take(part, encoding) }
    if texts.isEmpty, faults.isEmpty { faults.append("\(parts.first?.name ?? ""): the file has no codes") }
    guard faults.isEmpty else { return }
    deprecated.sort()
    var list = "# \(kind.title)\n\(header.lines)"
    if !deprecated.isEmpty { list += "# Deprecated by the publisher: \(deprecated.joined(separator: " "))\n" }
    for (code, entry) in texts.sorted(by: { Array($0.key.utf8).lexicographicallyPrecedes(Array($1.key.utf8)) }) {
      list += "\(code)\t\(entry.text)\n"
    }
    bytes = Array(list.utf8)
    count = texts.count
    texts = [:]
  }

  private mutating func take(_ part: Part, _ encoding: CSVDialect.Encoding) {
    let mark: Set<UInt8> = [0xEF, 0xBB, 0xBF]
    let first = part.bytes.first { $0 > 32 && !mark.contains($0) }
    if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
      guard kind == .hs, let list = ComtradeList(part.bytes) else {
        return faults.append(
          "\(part.name): the file is JSON, which is read for hs alone, as UN Comtrade publishes it: results with id and "
            + "text")
      }
      for (index, entry) in list.entries.enumerated() where faults.count < Self.mostFaults {
        take(code: entry.code, text: entry.text, status: "", place: "\(part.name) entry \(index + 1)")
      }
      return
    }
    do throws(ListCells.Fault) {
      let text = Array(text(of: part, encoding).utf8)
      var rows = Self.rows(of: text)
      var columns: CodeListColumns?
      while faults.count < Self.mostFaults, let row = try rows.next() {
        let cells = row.cells.map(\.trimmed)
        if cells.allSatisfy(\.isEmpty) { continue }
        let place = "\(part.name) line \(row.line)"
        if columns == nil {
          let told = CodeListColumns(firstRow: cells, of: kind)
          columns = told
          if told.isNamed {
            skipped += 1
            continue
          }
        }
        guard let known = columns else { continue }
        guard cells.count >= known.count else {
          let found = cells.count == 1 ? "1 column" : "\(cells.count) columns"
          faults.append("\(place): \(found), \(known.count == 2 ? "code and text" : "\(known.count)") expected")
          continue
        }
        // A row without a code is a heading; in UN/LOCODE it names a country, or another name for a place that stands
        // elsewhere.
        guard let last = known.code.last, !cells[last].isEmpty else {
          skipped += 1
          continue
        }
        take(
          code: known.code.map { cells[$0] }.joined(), text: cells[known.text],
          status: known.status.map { cells[$0] } ?? "",
          source: kind.isOfProductRules && cells.count > 2 ? cells[2] : "",
          place: place)
      }
    } catch {
      let place = "\(part.name) line \(error.line)"
      switch error.kind {
      case .openQuote: faults.append("\(place): the quote that opens here is never closed")
      case .behindQuote: faults.append("\(place): something stands behind a closing quote")
      case .tooManyCells: faults.append("\(place): has more than \(Self.mostColumns) columns")
      }
    }
  }

  /// `source` is where a product-specific rule was read.
  private mutating func take(
    code written: String, text: String, status: String, source: String = "", place: String
  ) {
    var (code, text) = (written, text)
    switch kind {
    case .locode:
      code = code.filter { $0 != " " }
      guard status != "=" else { return skipped += 1 }
    case .hs:
      code = code.filter { $0 != "." && $0 != " " }
      let isDigits = code.utf8.allSatisfy { $0 >= 48 && $0 <= 57 }
      // Chapters, headings and all goods together; 98 and 99 are national or statistical and name no goods.
      if isDigits, code.utf8.count == 2 || code.utf8.count == 4 || code.hasPrefix("98") || code.hasPrefix("99") {
        return skipped += 1
      }
      guard code != "TOTAL" else { return skipped += 1 }
      // UN Comtrade writes the code before the text, the WCO dashes for the level.
      if text.hasPrefix("\(written) - ") { text.removeFirst(written.count) }
      text = String(text.drop { $0 == "-" || $0 == " " })
    case _ where kind.isOfProductRules: code = code.filter { $0 != "." && $0 != " " }
    default:
      guard status != "X" else { return withdrawn += 1 }
    }
    if let fault = kind.fault(of: code) {
      return faults.append("\(place): \(Quotation.of(written)) is no code: \(fault)")
    }
    // Texts of published lists are broken over lines and have blanks at their ends.
    text = text.unicodeScalars.split { " \t\r\n".unicodeScalars.contains($0) }.map(String.init).joined(separator: " ")
    guard !Blank.isBlank(text) else { return faults.append("\(place): \(code) has no text") }
    if let scalar = text.unicodeScalars.first(where: { ForbiddenCharacter($0) != nil }) {
      return faults.append("\(place): the text of \(code) has \(Quotation.name(of: scalar)), which cannot be shown")
    }
    if kind.isOfProductRules {
      guard ProductRule(text) != nil else {
        return faults.append("\(place): \(Quotation.of(text)) is no rule: \(ProductRules.expected)")
      }
      let source = String(String.UnicodeScalarView(source.unicodeScalars.filter { ForbiddenCharacter($0) == nil }))
      if !source.isEmpty { text += "\t" + source }
    }
    if let earlier = texts[code] {
      guard earlier.text != text else { return }
      // UN/LOCODE lists a place under each of its names; the first is the one that is shown.
      guard kind != .locode else { return skipped += 1 }
      return faults.append("\(place): \(code) stands a second time, with another text than in \(earlier.place)")
    }
    texts[code] = (text, place)
    if status == (kind == .locode ? "X" : "D") { deprecated.append(code) }
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

  private mutating func text(of part: Part, _ encoding: CSVDialect.Encoding) -> String {
    let bytes = part.bytes
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      faults.append("\(part.name): the file is UTF-16: save it as UTF-8")
      return ""
    }
    // A spreadsheet's own file, where its export as CSV is meant.
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
      faults.append("\(part.name): the file is a spreadsheet: save the sheet with the codes as CSV (UTF-8)")
      return ""
    }
    switch encoding {
    case .utf8:
      let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
      if let text = String(validating: body, as: UTF8.self) { return text }
      var line = 0
      for row in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
        line += 1
        guard String(validating: row, as: UTF8.self) == nil else { continue }
        faults.append(
          "\(part.name) line \(line): the text is not UTF-8; older lists of UNECE need --encoding windows-1252")
        break
      }
      return ""
    case .windows1252:
      if let byte = bytes.first(where: Windows1252.isUndefined) {
        faults.append("\(part.name): byte \(String(byte, radix: 16)) is none of Windows-1252: the encoding is another")
        return ""
      }
      return Windows1252.text(bytes)
    }
  }
}
