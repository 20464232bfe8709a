// SPDX-License-Identifier: GPL-3.0-or-later
import Trade

/// What a finding's sentence is made of; see `Finding`.
struct FindingParts {
  /// Nil: the field of the finding's place.
  var field: String?
  var found = ""
  var expected = ""
  var example = ""
  var nearest = ""
}

/// Findings as they are met, up to a number that a person could still read.
///
/// The limit keeps a hostile file (a million unknown keys) from becoming a report larger than itself.
struct FindingList {
  static let limit = 200

  private var kept: [Finding] = []
  private var dropped = 0
  /// Fields that were left out and told so.
  private(set) var absent: Set<String> = []

  var isEmpty: Bool { kept.isEmpty }
  /// Further findings are counted only.
  var isFull: Bool { kept.count >= Self.limit }

  mutating func add(
    _ rule: String, severity: Finding.Severity = .error, box: String = "", item: Int? = nil,
    _ message: @autoclosure () -> String, parts: @autoclosure () -> FindingParts = FindingParts()
  ) {
    guard !isFull else {
      dropped += 1
      return
    }
    let parts = parts()
    kept.append(
      Finding(
        rule: rule, severity: severity, box: box, item: item, message: message(), field: parts.field ?? "",
        found: parts.found, expected: parts.expected, example: parts.example, nearest: parts.nearest))
  }

  mutating func add(
    _ rule: String, severity: Finding.Severity = .error, at place: FormPlace, key: String,
    _ message: @autoclosure () -> String, parts: @autoclosure () -> FindingParts = FindingParts()
  ) {
    func partsOfField() -> FindingParts {
      var parts = parts()
      if parts.field == nil { parts.field = place.field(of: key) }
      return parts
    }
    add(
      rule, severity: severity, box: place.box(of: key), item: place.item, place.prefix + message(),
      parts: partsOfField())
  }

  /// Notes a field that is not there at all, which one of the findings tells.
  mutating func noteAbsent(_ path: String) {
    if !isFull { absent.insert(path) }
  }

  /// All that were kept, and one that tells how many more there are.
  func finished() -> [Finding] {
    guard dropped > 0 else { return kept }
    let rest = Finding(
      rule: "form.more", severity: .error, box: "", item: nil,
      message: "\(dropped) more findings are not listed. Settle those above first and send the form again.")
    return kept + [rest]
  }
}
