// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import CanonicalJSON

@Suite("JSON numbers")
struct NumberTests {
  @Test("Doubles are written as RFC 8785 appendix B and ECMAScript write them")
  func doubles() throws {
    let lines = try vectorLines("numbers.txt").filter { !$0.isEmpty }
    #expect(lines.count > 200)
    for line in lines {
      let parts = line.split(separator: " ")
      let value = Double(bitPattern: try #require(UInt64(parts[0], radix: 16)))
      #expect(String(decoding: JSONNumber.ecmaScript(value), as: UTF8.self) == parts[1], "\(parts[0])")
      // What is written is read as the same double, and written again the same.
      let read = try JSONValue(parsing: Array(parts[1].utf8))
      #expect(read.number?.double == value)
      #expect(read.canonicalBytes == Array(parts[1].utf8))
    }
  }

  @Test(
    "A number is an integer by its value, within the range where doubles are exact",
    arguments: [
      ("0", 0), ("-0", 0), ("7", 7), ("1.0", 1), ("1e2", 100), ("-12.50e1", -125), ("1.5", nil), ("1e-1", nil),
      ("9007199254740991", 9_007_199_254_740_991), ("9007199254740992", nil),
      ("-9007199254740991", -9_007_199_254_740_991),
      ("9007199254740993", nil), ("9223372036854775808", nil), ("1e300", nil),
    ] as [(String, Int?)])
  func integers(_ lexeme: String, _ expected: Int?) throws {
    let value = try JSONValue(parsing: Array(lexeme.utf8))
    #expect(value.integer == expected)
    #expect(value.number?.lexeme == lexeme)
  }

  @Test(
    "A number with one decimal is written as a reader of degrees would",
    arguments: [
      (0, "0"), (4, "0.4"), (-4, "-0.4"), (-10, "-1"), (1800, "180"), (-1795, "-179.5"),
    ])
  func tenths(_ tenths: Int, _ expected: String) throws {
    #expect(JSONNumber(tenths: tenths).lexeme == expected)
    #expect(String(decoding: JSONValue.number(JSONNumber(tenths: tenths)).canonicalBytes, as: UTF8.self) == expected)
  }

  @Test("Numbers are equal if they are written alike, not if their digits differ")
  func equality() throws {
    #expect(try JSONValue(parsing: Array("1.0".utf8)) == 1)
    #expect(try JSONValue(parsing: Array("-0".utf8)) == 0)
    #expect(JSONNumber(1) != JSONNumber(2))
    #expect(JSONNumber(-12).lexeme == "-12")
  }
}
