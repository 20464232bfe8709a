// SPDX-License-Identifier: GPL-3.0-or-later
internal import Trade

extension FormChange {
  /// Writes the value into a form; parts that are not there yet are made.
  func apply(to specimen: inout Specimen) {
    switch field {
    case .issued: if let day = CalendarDate(value.text) { specimen.issued = day }
    case .invoiceNumber, .invoiceDate: applyToInvoice(&specimen.form)
    case .items:
      let first = specimen.form.items.first ?? GoodsItem()
      specimen.form.items = (0..<value.number).map { Self.numbered(first, $0) }
    case .invoices:
      let first = specimen.form.invoices.first ?? Invoice(number: "", date: "")
      specimen.form.invoices = Array(repeating: first, count: value.number)
    default:
      if field.rawValue.hasPrefix("item.") {
        let items = specimen.form.items
        for place in items.count..<max(items.count, index + 1) {
          specimen.form.items.append(Self.numbered(items.first ?? GoodsItem(), place))
        }
        apply(to: &specimen.form.items[index])
      } else {
        apply(to: &specimen.form)
      }
    }
  }

  private static func numbered(_ item: GoodsItem, _ place: Int) -> GoodsItem {
    var item = item
    item.no = place + 1
    return item
  }

  private func apply(to form: inout ApplicationForm) {
    switch field {
    case .reference: form.reference = value.text
    case .agreement: form.agreement = value.optional
    case .copies: form.copies = value.isNothing ? nil : value.number
    case .origin: form.origin = value.optional
    case .destination: form.destination = value.text
    case .remarks: form.remarks = value.text
    case .flags: form.flags = value.isNothing ? nil : value.texts
    case .mode: form.transport.mode = value.text
    case .means: form.transport.means = value.optional
    case .departure: form.transport.departure = value.optional
    case .loading: form.transport.loading = value.text
    case .discharge: form.transport.discharge = value.optional
    case .place: form.declaration.place = value.text
    case .date: form.declaration.date = value.text
    case .signatory: form.declaration.signatory = value.text
    case .producer: form.producer = nil
    default:
      let path = field.rawValue
      if path.hasPrefix("consignor.") {
        apply(to: &form.consignor)
      } else if path.hasPrefix("consignee.") {
        apply(to: &form.consignee)
      } else {
        var party = form.producer ?? Party()
        apply(to: &party)
        form.producer = party
      }
    }
  }

  private func apply(to party: inout Party) {
    switch field.rawValue.split(separator: ".").last {
    case "name": party.name = value.text
    case "address": party.address = value.texts
    case "city": party.city = value.text
    case "postcode": party.postcode = value.optional
    case "country": party.country = value.text
    case "id": party.id = value.optional
    default: party.toOrder = value.isNothing ? nil : value.text == "true"
    }
  }

  private func applyToInvoice(_ form: inout ApplicationForm) {
    while form.invoices.count <= index {
      form.invoices.append(form.invoices.first ?? Invoice(number: "", date: ""))
    }
    if field == .invoiceNumber {
      form.invoices[index].number = value.text
    } else {
      form.invoices[index].date = value.text
    }
  }

  private func apply(to item: inout GoodsItem) {
    switch field {
    case .number: item.no = value.number
    case .marks: item.marks = value.texts
    case .packages: item.packages = value.texts.compactMap(Self.packages)
    case .packagesCount, .packagesKind:
      if item.packages.isEmpty { item.packages = [Packages(count: 0, kind: "")] }
      if field == .packagesCount { item.packages[0].count = value.number } else { item.packages[0].kind = value.text }
    case .description: item.description = value.text
    case .hs: item.hs = value.text
    case .itemOrigin: item.origin = value.optional
    case .criterion: item.criterion = value.optional
    case .quantity: item.quantity = nil
    case .quantityValue, .quantityUnit:
      var quantity = item.quantity ?? Quantity(value: "", unit: "")
      if field == .quantityValue { quantity.value = value.text } else { quantity.unit = value.text }
      item.quantity = quantity
    case .grossKg: item.grossKg = value.text
    case .netKg: item.netKg = value.optional
    case .fob: item.fob = nil
    case .fobAmount, .fobCurrency:
      var fob = item.fob ?? Amount(amount: "", currency: "")
      if field == .fobAmount { fob.amount = value.text } else { fob.currency = value.text }
      item.fob = fob
    case .itemInvoice: item.invoice = value.isNothing ? nil : value.number
    default: break
    }
  }
}
