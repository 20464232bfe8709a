// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Validation

@Suite("Container numbers")
struct ContainerNumberTests {
  // CSQU3054383 is the worked example of ISO 6346; the others are of well-known owners.
  @Test(
    "Numbers are found in any text with their check digit",
    arguments: [
      ("CSQU3054383", ["CSQU3054383"], [3]), ("in MSKU 907032-3.", ["MSKU 907032-3"], [3]),
      ("TOLU4734787 / CSQU3054383", ["TOLU4734787", "CSQU3054383"], [7, 3]), ("CSQU3054380", ["CSQU3054380"], [3]),
      ("ACSQU3054383", [], []), ("CSQU30543834", [], []), ("CSQ3054383", [], []), ("CSQU305438", [], []), ("", [], []),
      ("CSQU3054383x", [], []), ("UUUUUUUUUUUU", [], []),
    ] as [(String, [String], [Int])])
  func found(_ text: String, _ written: [String], _ digits: [Int]) {
    let numbers = ContainerNumber.all(in: text)
    #expect(numbers.map(\.written) == written)
    #expect(numbers.map(\.checkDigit) == digits)
  }

  @Test("One wrong digit is always noticed, but for the digit ten that is written as nought")
  func slips() {
    let right = Array("CSQU3054383".utf8)
    for place in 4..<11 {
      for digit in UInt8(ascii: "0")...UInt8(ascii: "9") where digit != right[place] {
        var slip = right
        slip[place] = digit
        let number = ContainerNumber.all(in: String(decoding: slip, as: UTF8.self)).first
        #expect(number?.isValid == false)
      }
    }
  }
}
