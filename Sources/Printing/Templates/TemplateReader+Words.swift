// SPDX-License-Identifier: GPL-3.0-or-later

import Settings

// The parts of a template that it may leave out: words, back, continuation, heads of the goods table.
extension TemplateReader {
  static func words(_ root: SettingsNode) throws(SettingsError) -> Template.Words {
    var words = Template.Words()
    if let copies = try root.optional("copies") {
      if let list = try copies.optional("words") {
        if let original = try copies.optional("original") {
          throw original.error("`words` names the original already; leave out one of the two")
        }
        words.copies = try list.texts()
      } else {
        words.copies = [try copies.text("original", default: words.copies[0])]
      }
      words.furtherCopy = try copies.text("copy", default: words.furtherCopy)
    }
    guard let node = try root.optional("words") else { return words }
    if let retrospective = try node.optional("retrospective") { words.retrospective = try retrospective.text() }
    if let days = try node.optional("retrospectiveAfterDays") {
      words.retrospectiveAfterDays = try days.integer(in: 0...365)
    }
    words.duplicate = try numbered(node, "duplicate", default: words.duplicate)
    words.replaces = try numbered(node, "replaces", default: words.replaces)
    if let tick = try node.optional("tick") { words.tick = try tick.text() }
    words.sameProducer = try node.text("sameProducer", default: words.sameProducer)
    words.noProducer = try node.text("noProducer", default: words.noProducer)
    return words
  }

  /// A sentence about another certificate, which it must name.
  private static func numbered(
    _ words: SettingsNode, _ key: String, default fallback: String
  ) throws(SettingsError) -> String {
    guard let node = try words.optional(key) else { return fallback }
    let text = try node.text()
    guard text.contains("{number}") else {
      throw node.error("\(key) must name the other certificate; put {number} where its number stands")
    }
    return text
  }

  static func back(_ root: SettingsNode) throws(SettingsError) -> Template.Back? {
    guard let node = try root.optional("back") else { return nil }
    let page = try node.optional("page")
    return Template.Back(file: try node.text("artwork"), page: try page?.integer(in: 1...1_000), line: node.line)
  }

  static func continuationPage(
    _ root: SettingsNode, artworkPage: Int?, isPreprinted: Bool
  ) throws(SettingsError) -> Int? {
    guard let node = try root.optional("continuation") else { return nil }
    if isPreprinted {
      throw node.error("pre-printed stock bears the artwork of every sheet; leave `continuation` out")
    }
    if artworkPage == nil {
      throw node.error("the artwork then has several pages; say with `artworkPage` which is for the first sheet")
    }
    return try node.integer("artworkPage", in: 1...1_000)
  }

  static func heads(_ goods: SettingsNode) throws(SettingsError) -> Template.ColumnHeads? {
    guard let node = try goods.optional("heads") else { return nil }
    return Template.ColumnHeads(
      height: try node.millimetres("height", in: 1...100), text: try style(node, vertical: .bottom),
      rule: try node.bool("rule", default: true), line: node.line)
  }

  static func head(of column: SettingsNode, heads: Template.ColumnHeads?) throws(SettingsError) -> String {
    guard let node = try column.optional("head") else { return "" }
    guard heads != nil else {
      throw node.error("a head needs `heads: { height: …, size: … }` in `goods`, which says where heads stand")
    }
    return try node.text()
  }
}
