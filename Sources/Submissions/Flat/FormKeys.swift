// SPDX-License-Identifier: GPL-3.0-or-later

/// The keys of the flat form's objects, and an example of what stands under each.
enum FormKeys {
  static let form = [
    "form", "reference", "agreement", "copies", "consignor", "consignee", "producer", "origin", "destination",
    "transport", "remarks", "invoices", "items", "declaration", "flags",
  ]
  static let party = ["name", "address", "city", "postcode", "country", "id", "toOrder"]
  static let transport = ["mode", "means", "departure", "loading", "discharge"]
  static let invoice = ["number", "date"]
  static let declaration = ["place", "date", "signatory"]
  static let item = [
    "no", "marks", "packages", "description", "hs", "origin", "criterion", "quantity", "grossKg", "netKg", "fob",
    "invoice",
  ]
  static let packages = ["count", "kind"]
  static let quantity = ["value", "unit"]
  static let amount = ["amount", "currency"]

  /// The value of `key` as it would be written in JSON; nil where no example helps.
  static func example(_ key: String) -> String? {
    switch key {
    case "reference": #""APP-2026-00017""#
    case "agreement": #""ChAFTA", or null for an ordinary certificate"#
    case "copies": "3"
    case "name": #""Lion City Spices Pte Ltd""#
    case "address": #"["10 Cecil Street"]"#
    case "city", "place": #""Singapore""#
    case "postcode": #""069533""#
    case "country", "destination": #""SG""#
    case "origin": #""SG", or null where the items have different origins"#
    case "toOrder": "true"
    case "mode": #""1" for sea"#
    case "departure", "date": #""2026-11-20""#
    case "loading", "discharge": #""SGSIN""#
    case "marks": #"["NO MARKS"]"#
    case "packages": #"[{"count": 120, "kind": "CT"}]"#
    case "count": "120"
    case "kind": #""CT" for cartons"#
    case "hs": #""090411""#
    case "grossKg", "netKg", "value", "amount": #""3240.5""#
    case "unit": #""KGM""#
    case "currency": #""USD""#
    case "quantity": #"{"value": "120", "unit": "KGM"}"#
    case "fob": #"{"amount": "9800.00", "currency": "USD"}"#
    case "invoices": #"[{"number": "INV 88231", "date": "2026-11-18"}]"#
    case "invoice": "0 for the first invoice"
    case "flags": #"["retroactive"]"#
    case "no": "1"
    default: nil
    }
  }
}
