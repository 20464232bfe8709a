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
    guard let text = String(validating: bytes, as: UTF8.self) else { throw .notText(file: file) }
    header = CodeListHeader(parsing: bytes)
    var number = 0
    for row in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      number += 1
      guard let first = row.first, first != UInt8(ascii: "#"), first != 0x0D else { continue }
      let cells = row.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false).map {
        String(Substring($0)).trimmed
      }
      guard (2...3).contains(cells.count) else {
        throw .columns(file: file, line: number, expected: 2, found: cells.count)
      }
      if let fault = Self.fault(of: cells[0]) { throw .noProductRule(file: file, line: number, fault: fault) }
      guard let rule = ProductRule(cells[1]) else {
        throw .noProductRule(file: file, line: number, fault: Self.expected)
      }
      guard lines[cells[0]] == nil else { throw .repeated(file: file, line: number, code: cells[0]) }
      lines[cells[0]] = Line(digits: cells[0], rule: rule, place: cells.count > 2 ? cells[2] : "")
    }
    guard !lines.isEmpty else { throw .empty(file: file) }
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
