// SPDX-License-Identifier: GPL-3.0-or-later

/// The product-specific rules of an agreement, by chapter, heading or subheading.
///
/// One line each: `digits TAB rule`, and where it was read behind another tab; lines may stand in any order. A list
/// need not be whole: what it does not have, it does not judge.
struct ProductRules: Sendable {
  /// One line of the list.
  struct Line: Sendable {
    /// Two, four or six digits.
    let digits: String
    let rule: ProductRule
    /// `page 67`; empty where the list does not say.
    let place: String

    /// `heading 0702`.
    var name: String { ProductRules.name(of: digits) }
  }

  let header: CodeListHeader
  private var lines: [String: Line] = [:]

  init(_ bytes: [UInt8], file: String) throws(CodeListError) {
    header = CodeListHeader(parsing: bytes)
    for row in try TabbedRows.parse(bytes, file: file, columns: 2...3) {
      let cells = row.cells.map(\.trimmed)
      if let fault = Self.fault(of: cells[0]) { throw .noProductRule(file: file, line: row.line, fault: fault) }
      guard let rule = ProductRule(cells[1]) else {
        throw .noProductRule(file: file, line: row.line, fault: Self.expected)
      }
      guard lines[cells[0]] == nil else { throw .repeated(file: file, line: row.line, code: cells[0]) }
      lines[cells[0]] = Line(digits: cells[0], rule: rule, place: cells.count > 2 ? cells[2] : "")
    }
  }

  var count: Int { lines.count }

  /// The line that rules a code: its subheading's, else its heading's, else its chapter's.
  func line(for code: String) -> Line? {
    for length in [6, 4, 2] where code.utf8.count >= length {
      if let line = lines[String(code.prefix(length))] { return line }
    }
    return nil
  }

  static let expected = "a rule such as CTH or RVC40, CC except from chapter 01, WO, CTH + RVC35 expected"

  /// Nil for digits that can be a chapter, heading or subheading.
  static func fault(of digits: String) -> String? {
    guard digits.utf8.count == 2 || digits.utf8.count == 4 || digits.utf8.count == 6 else {
      return "a chapter, heading or subheading of 2, 4 or 6 digits expected"
    }
    // A chapter is judged as its first heading would be.
    let whole = digits.utf8.count == 2 ? digits + "01" : digits
    return HSCode.fault(whole, digits: 4...6).map { "\($0.expected) expected" }
  }

  /// `chapter 92`, `heading 0702`, `subheading 1302.19`.
  static func name(of digits: String) -> String {
    switch digits.utf8.count {
    case ...2: "chapter \(digits)"
    case ...4: "heading \(digits)"
    default: "subheading \(digits.prefix(4)).\(digits.dropFirst(4))"
    }
  }
}
