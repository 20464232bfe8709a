// SPDX-License-Identifier: GPL-3.0-or-later
import Testing
import Trade

@Suite("Serials of security paper")
struct StockTests {
  @Test("A serial is read as it is printed", arguments: ["A000104", "7", "SGC-0812345", "CO/26.000000000001", "0000"])
  func serial(_ text: String) throws {
    #expect(try #require(StockSerial(text)).description == text)
  }

  @Test(
    "Other texts are no serial",
    arguments: ["", "A", "a000104", "A 104", "A000104 ", "A1234567890123", "ABCDEFGHIJKLMNOPQRSTU1", "Ä001", "A_1"])
  func noSerial(_ text: String) {
    #expect(StockSerial(text) == nil)
  }

  static func range(_ first: String, _ last: String) -> StockRange? {
    guard let first = StockSerial(first), let last = StockSerial(last) else { return nil }
    return StockRange(first: first, last: last)
  }

  @Test(
    "A range has one prefix, one width and a rising order, and is not longer than a million",
    arguments: [("A001", "B002"), ("A001", "A0002"), ("A002", "A001"), ("A0000000", "A1000000")])
  func noRange(_ first: String, _ last: String) {
    #expect(Self.range(first, last) == nil)
  }

  @Test("Ranges know what they contain and whom they overlap")
  func overlap() throws {
    let range = try #require(Self.range("A010", "A019"))
    #expect(range.count == 10)
    #expect(range[9].description == "A019")
    for (first, last, expected) in [
      ("A000", "A009", false), ("A000", "A010", true), ("A012", "A013", true), ("A019", "A030", true),
      ("A020", "A021", false), ("A000", "A099", true), ("B010", "B019", false), ("A0010", "A0019", false),
    ] {
      let other = try #require(Self.range(first, last))
      #expect(range.overlaps(other) == expected && other.overlaps(range) == expected, "\(other)")
    }
  }

  @Test("Serials in a row are joined, at every gap a new range begins")
  func joining() throws {
    let serials = ["A008", "A009", "A010", "A012", "B013", "B014"].compactMap(StockSerial.init)
    #expect(StockRange.joining(serials).map(\.description) == ["A008–A010", "A012", "B013–B014"])
    #expect(StockRange.joining([]).isEmpty)
  }
}
