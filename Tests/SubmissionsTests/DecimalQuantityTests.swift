// SPDX-License-Identifier: GPL-3.0-or-later
import Seeded
import Testing
import Trade

@Suite("Decimal quantity")
struct DecimalQuantityTests {
  @Test(
    "reads plain decimals and writes the shortest text of the same value",
    arguments: [
      ("0", "0"), ("7", "7"), ("3240", "3240"), ("450.00", "450"), ("0.5", "0.5"), ("12.000001", "12.000001"),
      ("999999999999999.999999", "999999999999999.999999"), ("0.000000", "0"), ("10.10", "10.1"),
    ])
  func plain(written: String, shortest: String) {
    #expect(DecimalQuantity(written)?.description == shortest)
  }

  @Test(
    "refuses everything else",
    arguments: [
      "", "-0", "-1", "+1", "1e400", "1E3", "NaN", "inf", ".5", "5.", "1.2.3", "007", "00", "00.5", " 1", "1 ",
      "1,5", "1 000", "1'000", "0x10", "1.0000000", "1.0000001", "1000000000000000", "١٢", "１", "1_000", "½", "1\u{0}",
      String(repeating: "9", count: 100_000),
    ])
  func refuses(written: String) {
    #expect(DecimalQuantity(written) == nil)
  }

  @Test("adds a tenth ten times to exactly one")
  func exact() throws {
    let tenth = try #require(DecimalQuantity("0.1"))
    let sum = (0..<10).reduce(DecimalQuantity.zero) { sum, _ in sum + tenth }
    #expect(sum == DecimalQuantity("1"))
    #expect(sum.description == "1")
  }

  @Test(
    "rounds up to whole kilograms",
    arguments: [
      ("0", 0), ("0.000001", 1), ("1", 1), ("1.000001", 2), ("3239.5", 3240),
      ("999999999999999.1", 1_000_000_000_000_000),
    ])
  func roundedUp(written: String, whole: Int) {
    #expect(DecimalQuantity(written)?.roundedUp == whole)
  }

  @Test("moves the point exactly or not at all")
  func shifted() {
    #expect(DecimalQuantity("1.25", timesTenTo: 3)?.description == "1250")
    #expect(DecimalQuantity("450", timesTenTo: -3)?.description == "0.45")
    #expect(DecimalQuantity("0.0004", timesTenTo: -3) == nil)
    #expect(DecimalQuantity("1", timesTenTo: 7) == nil)
  }

  @Test("compares by value and subtracts only downwards")
  func order() throws {
    let small = try #require(DecimalQuantity("9.999999"))
    let great = try #require(DecimalQuantity("10"))
    #expect(small < great)
    #expect(great.subtracting(small)?.description == "0.000001")
    #expect(small.subtracting(great) == nil)
    #expect(DecimalQuantity(whole: -1) == nil)
    #expect(DecimalQuantity(whole: 10) == great)
  }

  @Test("reads back what it writes")
  func roundTrip() {
    var random = SeededNumbers(seed: 11)
    for _ in 0..<2_000 {
      let whole = String(random.next() % 1_000_000_000_000_000)
      let fraction = String(random.next() % 1_000_000)
      let written = random.next() % 3 == 0 ? whole : whole + "." + fraction
      guard let quantity = DecimalQuantity(written) else {
        Issue.record("\(written) was refused")
        continue
      }
      #expect(DecimalQuantity(quantity.description) == quantity)
    }
  }
}
