// SPDX-License-Identifier: GPL-3.0-or-later
import Trade

extension CSVFormReader {
  /// All of the form but its items and invoices, from the current row.
  mutating func heading() -> ApplicationForm {
    if let version = text("form"), version != ApplicationForm.version {
      fault(
        "form.version", "form",
        "\"form\" is \(quoted(version)): this chamber takes \"\(ApplicationForm.version)\"; the column may be left out.",
        parts: FindingParts(field: "form", found: quoted(version), expected: "\"\(ApplicationForm.version)\""))
    }
    let flags = texts("flags")
    return ApplicationForm(
      reference: text("reference") ?? "", agreement: text("agreement"),
      copies: text("copies").flatMap { count($0, "copies") },
      consignor: party("consignor") ?? Party(), consignee: party("consignee") ?? Party(),
      producer: party("producer"), origin: text("origin"), destination: text("destination") ?? "",
      transport: Transport(
        mode: text("transport.mode") ?? "", means: prose("transport.means"), departure: day("transport.departure"),
        loading: text("transport.loading"), discharge: text("transport.discharge")),
      remarks: prose("remarks") ?? "",
      declaration: Declaration(
        place: prose("declaration.place") ?? "", date: day("declaration.date") ?? "",
        signatory: prose("declaration.signatory") ?? ""),
      flags: flags.isEmpty ? nil : flags)
  }

  /// Nil where every cell of the party is empty.
  private mutating func party(_ part: String) -> Party? {
    let party = Party(
      name: prose("\(part).name") ?? "", address: lines("\(part).address"), city: prose("\(part).city") ?? "",
      postcode: text("\(part).postcode"), country: text("\(part).country") ?? "", id: text("\(part).id"),
      toOrder: flag("\(part).toOrder"))
    return party == Party() ? nil : party
  }

  private mutating func flag(_ name: String) -> Bool? {
    switch text(name) {
    case nil: return nil
    case "true": return true
    case "false": return false
    case let other?:
      fault("csv.flag", name, "\"\(name)\" is \(quoted(other)): write true or false, or leave it empty.")
      return nil
    }
  }

  /// The goods of the current row.
  mutating func item() -> GoodsItem {
    let number = text("invoice.number") ?? ""
    let date = day("invoice.date") ?? ""
    return GoodsItem(
      no: text("item.no").map { count($0, "item.no") ?? 0 } ?? itemNumber ?? 0, marks: lines("item.marks"),
      packages: packages(), description: prose("item.description") ?? "", hs: text("item.hs") ?? "",
      origin: text("item.origin"), criterion: text("item.criterion"),
      quantity: pair("item.quantity.value", "item.quantity.unit").map { Quantity(value: $0, unit: $1) },
      grossKg: decimal("item.grossKg") ?? "", netKg: decimal("item.netKg"),
      fob: pair("item.fob.amount", "item.fob.currency").map { Amount(amount: $0, currency: $1) },
      invoice: number.isEmpty && date.isEmpty ? nil : invoicePosition(number: number, date: date))
  }

  /// A decimal and its unit.
  private mutating func pair(_ name: String, _ other: String) -> (String, String)? {
    let pair = (decimal(name), text(other))
    return pair.0 == nil && pair.1 == nil ? nil : (pair.0 ?? "", pair.1 ?? "")
  }

  /// A text for people, in which a formula has no place.
  private mutating func prose(_ name: String) -> String? {
    guard let text = text(name) else { return nil }
    tellFormula(text, name)
    return text
  }

  /// The same, in lines.
  private mutating func lines(_ name: String) -> [String] {
    let lines = texts(name)
    for line in lines { tellFormula(line, name) }
    return lines
  }

  private mutating func packages() -> [Packages] {
    let counts = texts("item.packages.count")
    let kinds = texts("item.packages.kind")
    guard counts.count == kinds.count else {
      fault(
        "csv.packages", "item.packages.count",
        "\"item.packages.count\" has \(counts.count) numbers and \"item.packages.kind\" \(kinds.count) kinds: write one "
          + #"kind for each number, "100|20" with "CT|PX"."#)
      return []
    }
    var packages: [Packages] = []
    for (count, kind) in zip(counts, kinds) {
      packages.append(Packages(count: self.count(count, "item.packages.count") ?? 0, kind: kind))
    }
    return packages
  }
}
