// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing

/// The page that says what is refused, and with which finding.
@Suite("docs/formats.md")
struct FormatDocsTests {
  @Test("Every finding of the formats stands in the table, and the table has no other")
  func findings() throws {
    let id = /[`"]((?:boxes|xml|ubl|pdf|zip)\.[a-z-]+)[`"]/
    let folder = FormatTests.root.appending(path: "Sources/Submissions")
    var told: Set<String> = []
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder.path) where name.hasSuffix(".swift") {
      let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
      told.formUnion(text.matches(of: id).map { String($0.1) })
    }
    let page = try String(contentsOf: FormatTests.root.appending(path: "docs/formats.md"), encoding: .utf8)
    let listed = Set(page.matches(of: id).map { String($0.1) })
    #expect(told.count > 30)
    #expect(told.subtracting(listed) == [] && listed.subtracting(told) == [])
  }
}
