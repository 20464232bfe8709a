// SPDX-License-Identifier: GPL-3.0-or-later

/// A code list as somebody else publishes it, checked and put into our form: sorted, one line a code, with version and
/// source. Nothing is taken of a file with a fault: half a list would refuse good codes.
public struct CodeListImport: Sendable {
  /// How a file's bytes are letters. It is told, never guessed.
  public enum Encoding: String, CaseIterable, Sendable {
    case utf8 = "utf-8"
    case windows1252 = "windows-1252"
  }

  public let kind: CodeListKind
  /// The list's file; empty where there are faults.
  public let bytes: [UInt8]
  public let count: Int
  /// Rows that hold no code of their own: headings, countries of UN/LOCODE, chapters and headings of the HS.
  public let skipped: Int
  /// What is wrong, by line, at most `mostFaults`.
  public let faults: [String]

  public static let mostFaults = 20

  public init(
    _ kind: CodeListKind, from written: [UInt8], encoding: Encoding = .utf8, header: CodeListHeader
  ) {
    self.kind = kind
    var faults: [String] = []
    var skipped = 0
    var texts: [String: (text: String, line: Int)] = [:]
    do throws(ListRows.Fault) {
      let text = Self.text(of: written, encoding, &faults)
      for (index, row) in try ListRows(text).rows.enumerated() where faults.count < Self.mostFaults {
        switch Self.entry(of: row, kind, isFirst: index == 0) {
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
      switch error {
      case .openQuote(let line): faults.append("line \(line): the quote that opens here is never closed")
      case .tooLong: faults.append("a row has more than 100 columns")
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

  private enum Entry {
    case none
    case code(String, text: String)
    case fault(String)
  }

  /// UN/LOCODE as UNECE's CSV has it: change, country, location, name, name without diacritics, subdivision, status,
  /// function, date, IATA, coordinates, remarks. Rows without location name a country or refer to another row.
  private static func entry(of row: ListRows.Row, _ kind: CodeListKind, isFirst: Bool) -> Entry {
    let cells = row.cells
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
    return .code(code, text: text)
  }

  /// A first row that names the columns.
  private static func isHeading(_ cell: String) -> Bool {
    let word = cell.lowercased()
    return word.contains("code") || ["hs", "hs6", "ch", "change", "id", "unit", "kind", "term", "mode"].contains(word)
  }

  private static func text(of bytes: [UInt8], _ encoding: Encoding, _ faults: inout [String]) -> String {
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
      var scalars = String.UnicodeScalarView()
      for byte in bytes {
        guard let scalar = windows1252(byte) else {
          faults.append("byte \(String(byte, radix: 16)) is none of Windows-1252: the encoding is another")
          return ""
        }
        scalars.append(scalar)
      }
      return String(scalars)
    }
  }

  /// WHATWG Encoding Standard, index windows-1252; nil for its five unassigned bytes.
  private static func windows1252(_ byte: UInt8) -> Unicode.Scalar? {
    guard (0x80...0x9F).contains(byte) else { return Unicode.Scalar(byte) }
    let upper: [UInt16] = [
      0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
      0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E,
      0x0178,
    ]
    let value = upper[Int(byte) - 0x80]
    return value == 0 ? nil : Unicode.Scalar(value)
  }
}
