// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import Trade

@Suite("Certificate numbers")
struct CertificateNumberTests {
  @Test(
    "The check character is ISO 7064 MOD 37,36 over the characters without hyphens",
    arguments: [
      ("SG", 2026, 1, "SG-2026-0000001-H"), ("SG", 2026, 2, "SG-2026-0000002-F"),
      ("BE", 2026, 1_234_567, "BE-2026-1234567-O"),
    ])
  func checkCharacter(_ country: String, _ year: Int, _ sequence: Int, _ text: String) throws {
    let number = try #require(CertificateNumber(country: country, year: year, sequence: sequence))
    #expect(number.description == text)
    #expect(CertificateNumber(text) == number)
  }

  @Test("The standard's own example: the string A12425GABC1234002 has the check character M")
  func standardExample() {
    #expect(CertificateNumber.checkCharacter("A12425GABC1234002") == "M")
  }

  @Test(
    "Another form is no number",
    arguments: [
      "", "SG-2026-0000001", "SG-2026-0000001-", "SG-2026-0000001-I", "sg-2026-0000001-H", "SG-2026-0000001-h",
      " SG-2026-0000001-H", "SG-2026-0000001-H ", "SG-2026-000001-H", "SG-2026-00000001-H", "SG-0026-0000001-H",
      "SG-2026-0000000-J", "SGP-2026-0000001-H", "S-2026-0000001-H", "SG-2026-+000001-H", "SG-+026-0000001-H",
      "SG-2026--000001-H", "SG20260000001H", "SG-2026-0000001-H-", "SG-２０２６-0000001-H", "SG–2026–0000001–H",
      "SG-2026-0000001-H\n", "\u{E9}\u{E9}-2026-0000001-H",
    ])
  func otherForms(_ text: String) {
    #expect(CertificateNumber(text) == nil)
  }

  @Test("Every number of a year comes back from its text, and a changed or swapped character never does")
  func everyChange() throws {
    for sequence in stride(from: 1, through: 9_999_999, by: 333_331) {
      let text = try #require(CertificateNumber(country: "NL", year: 2031, sequence: sequence)).description
      #expect(CertificateNumber(text)?.sequence == sequence)
      var characters = Array(text)
      for index in [3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14] {
        for digit in "0123456789" where digit != characters[index] {
          var changed = characters
          changed[index] = digit
          #expect(CertificateNumber(String(changed)) == nil, "\(String(changed))")
        }
        if index != 6, index != 14, characters[index] != characters[index + 1] {
          characters.swapAt(index, index + 1)
          #expect(CertificateNumber(String(characters)) == nil, "\(String(characters))")
          characters.swapAt(index, index + 1)
        }
      }
    }
  }

  @Test("A number has a country of two capitals, a year of four digits and a sequence of one to seven")
  func ranges() {
    #expect(CertificateNumber(country: "SG", year: 2026, sequence: 0) == nil)
    #expect(CertificateNumber(country: "SG", year: 2026, sequence: 10_000_000) == nil)
    #expect(CertificateNumber(country: "SG", year: 2026, sequence: 9_999_999) != nil)
    #expect(CertificateNumber(country: "SG", year: 999, sequence: 1) == nil)
    #expect(CertificateNumber(country: "SG", year: 10_000, sequence: 1) == nil)
    #expect(CertificateNumber(country: "S1", year: 2026, sequence: 1) == nil)
    #expect(CertificateNumber(country: "", year: 2026, sequence: 1) == nil)
  }
}
