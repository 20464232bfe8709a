// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON

/// Copies of one certificate that lie together in a run.
struct PrintItem: Equatable, ListItem {
  var number: String
  var copies: ClosedRange<Int>

  var json: JSONValue {
    [
      "copies": [.number(JSONNumber(copies.lowerBound)), .number(JSONNumber(copies.upperBound))],
      "number": .string(number),
    ]
  }

  init(number: String, copies: ClosedRange<Int>) {
    self.number = number
    self.copies = copies
  }

  init?(_ json: JSONValue) {
    guard let object = json.object, let number = object["number"]?.string, let copies = object["copies"]?.array,
      copies.count == 2, let first = copies[0].integer, let last = copies[1].integer, first >= 1, last >= first
    else { return nil }
    self.init(number: number, copies: first...last)
  }
}
