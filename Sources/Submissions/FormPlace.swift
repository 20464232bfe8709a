// SPDX-License-Identifier: GPL-3.0-or-later

/// Where in an application something stands, in the words of a person: `Item 3, packages 1`.
///
/// Made for every object that is read, so it holds literals and numbers only; words are put together when a finding
/// needs them.
struct FormPlace {
  /// Key of the form's part, `consignor`, `items`; empty for the form itself.
  var part = ""
  /// Position in the part's list, from 0.
  var position: Int?
  /// Key of a part's own part, `packages`, `quantity`.
  var inner = ""
  var innerPosition: Int?

  static let form = FormPlace()

  func inside(_ inner: String, at position: Int? = nil) -> FormPlace {
    FormPlace(part: part, position: self.position, inner: inner, innerPosition: position)
  }

  /// Item number from 1, nil outside the items.
  var item: Int? {
    part == "items" ? position.map { $0 + 1 } : nil
  }

  /// `Item 3, packages 1: `; empty for the form itself.
  var prefix: String {
    guard !part.isEmpty else { return "" }
    var words = Self.word(part)
    if let position { words += " \(position + 1)" }
    if !inner.isEmpty { words += ", " + inner }
    if let innerPosition { words += " \(innerPosition + 1)" }
    return words + ": "
  }

  /// The field as rule books name it, `item.packages.kind`; inside the items with the item's number, `item.hs#3`.
  func path(of key: String) -> String {
    field(of: key) + (item.map { "#\($0)" } ?? "")
  }

  /// The field as rule books name it, `item.packages.kind`.
  func field(of key: String) -> String {
    let start = part == "items" ? "item" : part == "invoices" ? "invoice" : part
    return [start, inner, key].filter { !$0.isEmpty }.joined(separator: ".")
  }

  /// Box of the ordinary form that bears `key` of this place; empty where none does.
  func box(of key: String) -> String {
    switch part.isEmpty ? key : part {
    case "consignor": "1"
    case "consignee": "2"
    case "origin": "3"
    case "transport": "4"
    case "remarks": "5"
    case "items":
      switch inner.isEmpty ? key : inner {
      case "grossKg", "netKg", "quantity", "fob": "7"
      case "invoice": "9"
      default: "6"
      }
    case "invoices": "9"
    case "declaration": "10"
    default: ""
    }
  }

  private static func word(_ part: String) -> String {
    switch part {
    case "consignor": "Consignor"
    case "consignee": "Consignee"
    case "producer": "Producer"
    case "transport": "Transport"
    case "invoices": "Invoice"
    case "items": "Item"
    case "declaration": "Declaration"
    default: part
    }
  }
}
