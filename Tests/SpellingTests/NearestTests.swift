// SPDX-License-Identifier: GPL-3.0-or-later
import Spelling
import Testing

@Suite("Mistyped words")
struct NearestTests {
  @Test(
    "The nearest name is one of few slips",
    arguments: [
      ("copys", "copies"), ("TEMPLATE", "template"), ("tempalte", "template"), ("xyz", nil), ("", nil), ("co", nil),
      ("copie", "copies"),
    ] as [(String, String?)])
  func nearestName(_ word: String, _ expected: String?) {
    #expect(nearest(word, in: ["template", "copies", "offset"]) == expected)
  }

  @Test("Of equally near names one of the word's own length is meant")
  func sameLength() {
    #expect(nearest("CTHS", in: ["CTH", "CTSH"]) == "CTSH")
  }

  @Test(
    "A letter left out, put in or changed is one slip, and so are two neighbours swapped",
    arguments: [
      ("", "", 0), ("", "abc", 3), ("abc", "", 3), ("marks", "mark", 1), ("mrks", "marks", 1), ("narks", "marks", 1),
      ("amrks", "marks", 1), ("ab", "ba", 1), ("ca", "abc", 3), ("kitten", "sitting", 3),
    ])
  func counted(_ left: String, _ right: String, _ count: Int) {
    #expect(slips(Array(left), Array(right)) == count)
    #expect(slips(Array(right), Array(left)) == count)
  }

  @Test("Blanks at the ends go, those between words stay")
  func trimming() {
    #expect("  two  words ".trimmed() == "two  words")
    #expect("\ttwo words\r".trimmed() == "\ttwo words\r")
    #expect("\ttwo words\r".trimmed { $0 == "\t" || $0 == "\r" } == "two words")
    #expect("   ".trimmed().isEmpty)
  }
}
