// SPDX-License-Identifier: GPL-3.0-or-later
internal import Trade

/// A refusal letter in one language, ready to be set. Letters on one notice have the same parts in every language.
public struct LetterText: Sendable {
  /// One name and what stands behind it.
  public struct Line: Equatable, Sendable {
    public var name: String
    public var value: String
    /// The value that was probably meant: what the eye should find first.
    public var isMeant = false
  }

  /// One thing to put right.
  public struct Point: Sendable {
    /// `Item 2`; empty for the form as a whole.
    public var place: String
    public var sentence: String
    /// Found, expected, example, nearest value, as far as there are any.
    public var parts: [Line]
    public var rule: String
  }

  public struct Group: Sendable {
    /// `Box 6`.
    public var heading: String
    public var points: [Point]
  }

  public var language: String
  public var chamber: String
  public var document: String
  public var title: String
  public var particulars: [Line]
  public var opening: [String]
  /// What an officer wrote, as written.
  public var reason: String?
  public var groups: [Group]
  public var closing: [String]
  /// For the foot of a page.
  public let page: @Sendable (_ page: Int, _ pages: Int) -> String

  /// The letter on a notice: points by box, then by item.
  public init(_ notice: RefusalNotice, in strings: LetterStrings) {
    language = strings.language
    chamber = notice.chamber
    document = notice.doc
    title = strings.words(.title)
    particulars = [Line(name: strings.words(.date), value: notice.day)]
    if let reference = notice.reference {
      particulars.append(Line(name: strings.words(.reference), value: reference))
    }
    particulars.append(Line(name: strings.words(.file), value: notice.file))
    particulars.append(Line(name: strings.words(.document), value: notice.doc))
    opening = [strings.words(.greeting)]
    reason = notice.reason
    if notice.reason != nil {
      opening.append(strings.words(.officer))
    } else {
      switch notice.errors.count {
      case 0: opening.append(strings.words(.ask))
      case 1: opening.append(strings.words(.one))
      case let count: opening.append(strings.words(.several) { _ in String(count) })
      }
    }
    groups = Self.groups(notice.errors, strings)
    closing = notice.errors.isEmpty ? [] : [strings.words(.again)]
    closing.append(strings.words(.questions) { $0 == "document" ? notice.doc : notice.chamber })
    closing.append(strings.words(.machine))
    page = { page, pages in strings.words(.page) { $0 == "page" ? String(page) : String(pages) } }
  }

  private static func groups(_ errors: [Finding], _ strings: LetterStrings) -> [Group] {
    let byBox = Dictionary(grouping: errors.enumerated(), by: \.element.box)
    /// The whole form first, then boxes by number, `7a` behind `7`.
    func order(_ box: String) -> (Int, String) { (Int(box.prefix { $0.isNumber }) ?? (box.isEmpty ? -1 : .max), box) }
    return byBox.keys.sorted { order($0) < order($1) }.map { box in
      let errors = (byBox[box] ?? []).sorted { ($0.element.item ?? 0, $0.offset) < ($1.element.item ?? 0, $1.offset) }
      let heading = box.isEmpty ? strings.words(.form) : strings.words(.box) { _ in box }
      return Group(heading: heading, points: errors.map { point($0.element, strings) })
    }
  }

  private static func point(_ finding: Finding, _ strings: LetterStrings) -> Point {
    let parts = [
      // That nothing was found, the sentence says.
      (LetterFrame.found, finding.found == "nothing" ? "" : finding.found), (.expected, strings.expected(finding)),
      (.example, strings.example(finding)), (.nearest, finding.nearest.isEmpty ? "" : finding.nearest + "?"),
    ]
    return Point(
      place: finding.item.map { item in strings.words(.item) { _ in String(item) } } ?? "",
      sentence: strings.sentence(of: finding),
      parts: parts.filter { !$0.1.isEmpty }.map {
        Line(name: strings.words($0.0), value: $0.1, isMeant: $0.0 == .nearest)
      },
      rule: finding.rule)
  }
}
