// SPDX-License-Identifier: GPL-3.0-or-later

/// A code list's file cannot be used; validation cannot start without it.
public enum CodeListError: Error, Equatable, Sendable, CustomStringConvertible {
  case missing(file: String)
  case notText(file: String)
  case columns(file: String, line: Int, expected: Int, found: Int)
  case repeated(file: String, line: Int, code: String)
  case empty(file: String)
  case unsorted(file: String, line: Int, code: String)
  case notACode(file: String, line: Int)
  case tooLong(file: String)
  /// The parser's own words.
  case json(file: String, reason: String)
  case unknownCountry(file: String, code: String)
  case noProductRule(file: String, line: Int, fault: String)

  public var description: String {
    switch self {
    case .missing(let file): "\(file): cannot read the code list: the file is missing"
    case .notText(let file): "\(file): cannot read the code list: the text is not UTF-8"
    case .columns(let file, let line, let expected, let found):
      "\(file):\(line): cannot read the code list: \(found) columns, \(expected) expected (separated by tabs)"
    case .repeated(let file, let line, let code):
      "\(file):\(line): cannot read the code list: \(code) stands a second time"
    case .empty(let file): "\(file): cannot read the code list: it has no codes"
    case .unsorted(let file, let line, let code):
      "\(file):\(line): cannot read the code list: \(code) is out of order; write it by `certmill codelist import`"
    case .notACode(let file, let line):
      "\(file):\(line): cannot read the code list: a code of capital letters and digits expected in the first column"
    case .tooLong(let file): "\(file): cannot read the code list: at most 256 MB expected"
    case .json(let file, let reason): "\(file): cannot read the code list: \(reason)"
    case .unknownCountry(let file, let code): "\(file): cannot read the code list: ISO 3166-1 has no country \(code)"
    case .noProductRule(let file, let line, let fault): "\(file):\(line): cannot read the code list: \(fault)"
    }
  }
}
