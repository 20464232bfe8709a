// SPDX-License-Identifier: GPL-3.0-or-later

/// The columns of a CSV of applications: the flat form's keys with dots.
///
/// Several lines or kinds in one cell are parted by `|`: `consignor.address`, `item.marks`, `item.packages.count` with
/// `item.packages.kind`, `flags`. An address may have numbered columns instead, `consignor.address.1` to `.9`, marks
/// likewise, where a text itself has a `|`.
enum CSVColumns {
  private static let parties = ["consignor", "consignee", "producer"]

  /// The same in every row of one reference, or empty after its first row.
  static let form: [String] =
    ["reference", "form", "agreement", "copies", "origin", "destination", "remarks", "flags"]
    + parties.flatMap { party in FormKeys.party.map { "\(party).\($0)" } }
    + FormKeys.transport.map { "transport.\($0)" }
    + FormKeys.declaration.map { "declaration.\($0)" }

  /// One value a row.
  static let item: [String] =
    FormKeys.item.filter { !["packages", "quantity", "fob", "invoice"].contains($0) }.map { "item.\($0)" }
    + FormKeys.packages.map { "item.packages.\($0)" }
    + FormKeys.quantity.map { "item.quantity.\($0)" }
    + FormKeys.amount.map { "item.fob.\($0)" }
    + FormKeys.invoice.map { "invoice.\($0)" }

  static let numbered: Set<String> = Set(
    (parties.map { "\($0).address" } + ["item.marks"]).flatMap { name in (1...9).map { "\(name).\($0)" } })

  /// Names to suggest.
  static let names: [String] = form + item
  static let all: Set<String> = Set(names).union(numbered)

  private static let byLowercase = Dictionary(
    all.map { ($0.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })

  /// The column that a header means, in whatever case it is written; what is none stays as it is.
  static func named(_ written: String) -> String {
    all.contains(written) ? written : byLowercase[written.lowercased()] ?? written
  }

  /// Without a consignee's name, address and city: one "to order" has none.
  static let mandatory: [String] = [
    "reference", "consignor.name", "consignor.address", "consignor.city", "consignor.country", "consignee.country",
    "destination", "transport.mode", "invoice.number", "invoice.date", "item.marks", "item.packages.count",
    "item.packages.kind", "item.description", "item.hs", "item.grossKg", "declaration.place", "declaration.date",
    "declaration.signatory",
  ]

  static func isOfForm(_ name: String) -> Bool {
    !name.hasPrefix("item.") && !name.hasPrefix("invoice.")
  }

  /// Where a column stands in the form, and its key there.
  static func place(_ name: String, row: Int?) -> (place: FormPlace, key: String) {
    let parts = name.split(separator: ".").map(String.init)
    switch parts.first {
    case "item":
      let place = FormPlace(part: "items", position: row)
      return (place, parts.count > 1 ? parts[1] : name)
    case "invoice": return (FormPlace(part: "items", position: row), "invoice")
    case let part?: return (parts.count > 1 ? FormPlace(part: part) : .form, parts.count > 1 ? parts[1] : name)
    case nil: return (.form, name)
    }
  }
}
