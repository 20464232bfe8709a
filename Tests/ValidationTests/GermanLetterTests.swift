// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing
import Trade

@testable import Letters

@Suite("The shipped German")
struct GermanLetterTests {
  private static let german = Result {
    try LetterStrings(
      yaml: Array(Data(contentsOf: Fixture.root.appending(path: "pipelines/letters/de.yaml"))), file: "de.yaml")
  }

  @Test("What any check of the ordinary book expects has its phrase, and every sentence is German")
  func examples() throws {
    let strings = try Self.german.get()
    for example in OrdinaryExamples.failing {
      var form = Fixture.form()
      example.fault(&form)
      for finding in try Fixture.findings(form) {
        #expect(strings.sentence(of: finding) != finding.message, "\(finding.rule)")
        #expect(!strings.sentence(of: finding).contains("{"), "\(finding.rule)")
        guard finding.expected.contains(where: \.isLetter), !finding.expected.hasPrefix("“") else { continue }
        // Names of countries are the same words in the code list.
        if ["party.address.country", "text.country-wording"].contains(finding.rule) { continue }
        #expect(strings.expected(finding) != finding.expected, "\(finding.rule): \(finding.expected)")
      }
    }
  }
}
