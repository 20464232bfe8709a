// SPDX-License-Identifier: GPL-3.0-or-later

import Trade

/// The text of every box and column: what a form and its certificate say in the words of the paper.
struct Wording {
  let form: ApplicationForm
  let notes: PrintNotes
  let template: Template
  /// `SG-2026-0000001-H`.
  var number: String

  func text(of field: BoxField, copy: String = "", sheet: String = "") -> String {
    switch field {
    case .number: return number
    case .reference: return form.reference
    case .issuerName: return notes.issuerName
    case .issuedPlace: return notes.issuedPlace
    case .issuedDate: return TradeWords.date(notes.issuedOn)
    case .issuedCountry: return country(notes.issuerCountry)
    case .issued: return joined([notes.issuedPlace, TradeWords.date(notes.issuedOn)], by: ", ")
    case .consignor: return text(of: form.consignor)
    case .consignee: return text(of: form.consignee)
    case .producer: return producer
    case .origin: return form.origin.map(origin) ?? "See \(template.goods.label)"
    case .destination: return country(form.destination)
    case .transport: return transport
    case .transportMode: return TradeWords.transport(form.transport.mode)
    case .transportMeans: return transportMeans
    case .transportDeparture: return TradeWords.date(form.transport.departure ?? "")
    case .transportLoading: return form.transport.loading ?? ""
    case .transportDischarge: return form.transport.discharge ?? ""
    case .remarks: return remarks
    case .invoices: return joined(form.invoices.map(text(of:)), by: "\n")
    case .declaration: return joined([form.declaration.place, TradeWords.date(form.declaration.date)], by: ", ")
    case .declarationPlace: return form.declaration.place
    case .declarationDate: return TradeWords.date(form.declaration.date)
    case .declarationSignatory: return form.declaration.signatory
    case .totals: return totals
    case .markRetrospective: return retrospective
    case .markDuplicate: return duplicate
    case .markReplaces: return replaces
    case .copyMark: return copy
    case .sheetMark: return sheet
    case .verifyHint: return verifyHint
    case .tickRetroactive: return isRetrospective ? template.words.tick : ""
    case .tickThirdParty, .tickBackToBack, .tickExhibition, .tickAccumulation, .tickDeMinimis:
      return form.flags?.contains { $0 == field.flag } ?? false ? template.words.tick : ""
    }
  }

  func text(of field: ColumnField, item: GoodsItem) -> String {
    switch field {
    case .no: return "\(item.no)"
    case .marks: return joined(item.marks, by: "\n")
    case .goods: return goods(item)
    case .packages: return joined(item.packages.map(packageWords), by: ", ")
    case .description: return joined([item.description] + additions(to: item), by: "\n")
    case .hs: return hs(item.hs)
    case .origin: return (item.origin ?? form.origin).map(country) ?? ""
    case .criterion: return item.criterion ?? ""
    case .quantity: return quantity(item)
    case .quantityAndValue: return joined([quantity(item), hasValueContent(item) ? value(item) : ""], by: "\n")
    case .gross: return item.grossKg.isEmpty ? "" : "\(item.grossKg) kg"
    case .net: return item.netKg.map { $0.isEmpty ? "" : "\($0) kg" } ?? ""
    case .fob: return value(item)
    case .invoice: return invoices(of: item)
    }
  }

  var totals: String { joined(totalParts, by: "; ") }

  /// Packages of each kind in the order of first mention; gross mass.
  var totalParts: [String] {
    var counts: [Packages] = []
    var gross = DecimalQuantity.zero
    var isExact = !form.items.isEmpty
    for item in form.items {
      for packages in item.packages {
        if let index = counts.firstIndex(where: { $0.kind == packages.kind }) {
          let (sum, overflow) = counts[index].count.addingReportingOverflow(packages.count)
          counts[index].count = overflow ? .max : sum
        } else {
          counts.append(packages)
        }
      }
      if let mass = DecimalQuantity(item.grossKg) { gross += mass } else { isExact = false }
    }
    var parts: [String] = []
    if !counts.isEmpty { parts.append(joined(counts.map(packageWords), by: ", ")) }
    if isExact { parts.append("gross \(gross) kg") }
    return parts
  }

  func text(of party: Party) -> String {
    var lines: [String] = []
    if party.toOrder == true { lines.append("To order") }
    lines.append(party.name)
    lines.append(contentsOf: party.address)
    let place = joined([party.postcode ?? "", party.city], by: " ")
    let land = country(party.country)
    // A city state's city may equal its country: once is enough.
    if place != land { lines.append(place) }
    lines.append(land)
    if let id = party.id, !id.isEmpty { lines.append("Reg. no. \(id)") }
    return joined(lines, by: "\n")
  }

  func text(of invoice: Invoice) -> String {
    joined([invoice.number, TradeWords.date(invoice.date)], by: " of ")
  }

  private var verifyHint: String {
    var text = ""
    var rest = template.verifyHint[...]
    while let brace = rest.firstIndex(of: "{") {
      text += rest[..<brace]
      let isHost = rest[brace...].hasPrefix("{host}")
      text += isHost ? notes.host : "{"
      rest = rest[brace...].dropFirst(isHost ? 6 : 1)
    }
    return text + rest
  }

  private var transport: String {
    var lines = [joined([TradeWords.transport(form.transport.mode), form.transport.means ?? ""], by: ", ")]
    if let departure = form.transport.departure, !departure.isEmpty {
      lines.append("Departure \(TradeWords.date(departure))")
    }
    var way: [String] = []
    if let loading = form.transport.loading, !loading.isEmpty { way.append("from \(loading)") }
    if let discharge = form.transport.discharge, !discharge.isEmpty { way.append("to \(discharge)") }
    let route = joined(way, by: " ")
    lines.append(route.prefix(1).uppercased() + route.dropFirst())
    return joined(lines, by: "\n")
  }

  private var remarks: String {
    var lines: [String] = []
    if !template.has(.markDuplicate) { lines.append(duplicate) }
    if !template.has(.markRetrospective), !template.has(.tickRetroactive) { lines.append(retrospective) }
    if !template.has(.markReplaces) { lines.append(replaces) }
    lines.append(form.remarks)
    let invoices = template.has(BoxField.invoices) ? [] : invoicesWithoutItem
    if !invoices.isEmpty {
      lines.append((invoices.count == 1 ? "Invoice " : "Invoices ") + joined(invoices.map(text(of:)), by: ", "))
    }
    return joined(lines, by: "\n")
  }

  private func goods(_ item: GoodsItem) -> String {
    var lines: [String] = []
    if !template.has(.packages) {
      lines.append(joined(item.packages.map(packageWords), by: ", "))
    }
    if !template.has(.marks), !item.marks.isEmpty { lines.append("Marks: " + joined(item.marks, by: ", ")) }
    lines.append(item.description)
    lines.append(contentsOf: additions(to: item))
    return joined(lines, by: "\n")
  }

  /// What must stand at the item where the table has no column for it.
  private func additions(to item: GoodsItem) -> [String] {
    var parts: [String] = []
    if !template.has(.hs), !item.hs.isEmpty { parts.append("HS \(hs(item.hs))") }
    if !template.has(ColumnField.origin), form.origin == nil, let land = item.origin {
      parts.append("Origin: \(country(land))")
    }
    return parts.isEmpty ? [] : [joined(parts, by: "; ")]
  }

  private func quantity(_ item: GoodsItem) -> String {
    var lines: [String] = []
    if !template.has(.gross), !item.grossKg.isEmpty { lines.append("\(item.grossKg) kg gross") }
    if !template.has(.net), let net = item.netKg, !net.isEmpty { lines.append("\(net) kg net") }
    if let quantity = item.quantity {
      lines.append(
        "\(quantity.value) \(TradeWords.unit(quantity.unit, isOne: quantity.value == "1", names: notes.unitNames))")
    }
    return joined(lines, by: "\n")
  }

  /// `0904.11` (heading, subheading); longer codes keep their national digits.
  private func hs(_ code: String) -> String {
    guard code.utf8.count >= 6, code.utf8.allSatisfy({ (48...57).contains($0) }) else { return code }
    let rest = code.dropFirst(4)
    return "\(code.prefix(4)).\(rest.prefix(2))" + (rest.count > 2 ? ".\(rest.dropFirst(2))" : "")
  }

  private func packageWords(_ packages: Packages) -> String {
    TradeWords.packages(packages, names: notes.packageNames)
  }

  private func country(_ code: String) -> String {
    notes.countryNames[code] ?? code
  }

  private func origin(_ code: String) -> String {
    country(code) + (TradeWords.isEuropeanUnion(code) ? " (European Union)" : "")
  }

  func joined(_ parts: [String], by separator: String) -> String {
    var text = ""
    for part in parts where !part.isEmpty {
      if !text.isEmpty { text += separator }
      text += part
    }
    return text
  }
}
