// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Printing

@Suite struct PDFTokenTests {
  private func text(_ write: (inout [UInt8]) -> Void) -> String {
    var bytes: [UInt8] = []
    write(&bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(
    "Hundredths are written without exponent and needless zeros",
    arguments: [(0, "0"), (5, "0.05"), (50, "0.5"), (100, "1"), (-1, "-0.01"), (-1250, "-12.5"), (123_456, "1234.56")])
  func hundredths(value: Int, expected: String) {
    #expect(text { $0.put(hundredths: value) } == expected)
  }

  @Test(
    "Whole numbers are written as Swift writes them", arguments: [0, 7, 10, 99, 100, -1, -120, 1_234_567, .max, .min])
  func integers(value: Int) {
    #expect(text { $0.put(value) } == "\(value)")
  }

  @Test("Matrices keep a millionth", arguments: [(1.303937, "1.303937"), (-0.25, "-0.25"), (3, "3"), (1e-9, "0")])
  func exact(value: Double, expected: String) {
    #expect(text { $0.put(exact: value) } == expected)
  }

  @Test(
    "A name's other bytes are written as hexadecimal",
    arguments: [("PANTONE 286 C", "/PANTONE#20286#20C"), ("a/b", "/a#2Fb")])
  func names(name: String, expected: String) {
    #expect(text { $0.put(name: name) } == expected)
  }

  @Test("Text of the information is UTF-16 with its mark")
  func information() {
    #expect(text { $0.put(text: "é😀") } == "<FEFF00E9D83DDE00>")
  }
}
