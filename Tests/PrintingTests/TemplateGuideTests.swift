// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Printing

/// The guide for makers of templates keeps to what the program knows.
@Suite struct TemplateGuideTests {
  private let guide = String(decoding: Fixture.bytes("\(Fixture.root)/docs/templates.md"), as: UTF8.self)

  @Test("The guide's small template is one, and prints")
  func example() throws {
    let lines = guide.split(separator: "\n", omittingEmptySubsequences: false)
    let first = try #require(lines.firstIndex(of: "```yaml")) + 1
    let example = lines[first...].prefix { $0 != "```" }.joined(separator: "\n")
    var source = try Fixture.shipped("ordinary-a4")
    source.name = "small.yaml"
    source.yaml = Array(example.utf8)
    source.fontPaths = Fixture.fontPaths(["NotoSans-Regular.ttf", "NotoSans-Bold.ttf", "DejaVuSans.ttf"])
    var stamper = try Stamper(source)
    #expect(try stamper.examine(Fixture.form(), notes: Fixture.notes()) == .sheets(1))
  }

  @Test("The guide names every field of boxes and columns", arguments: BoxField.allCases)
  func boxes(field: BoxField) {
    #expect(guide.contains("`\(field.rawValue)`"))
    // What must fit where it stands is marked.
    let isMarked = guide.contains("`\(field.rawValue)` •")
    #expect(isMarked == field.staysInBox)
  }

  @Test("The guide names every column", arguments: ColumnField.allCases)
  func columns(field: ColumnField) {
    #expect(guide.contains("`\(field.rawValue)`"))
  }

  @Test("The guide gives the words that a template has if it says nothing")
  func words() {
    let words = Template.Words()
    for text in [words.retrospective, words.duplicate, words.replaces] { #expect(guide.contains(text)) }
  }
}
