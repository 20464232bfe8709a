// SPDX-License-Identifier: GPL-3.0-or-later

/// What an example can say of a form: the flat form's fields, and the day of issue.
enum ExampleField: String, CaseIterable {
  case issued, reference, agreement, copies, origin, destination, remarks, flags, items, invoices, producer
  case consignorName = "consignor.name"
  case consignorAddress = "consignor.address"
  case consignorCity = "consignor.city"
  case consignorPostcode = "consignor.postcode"
  case consignorCountry = "consignor.country"
  case consignorID = "consignor.id"
  case consigneeName = "consignee.name"
  case consigneeAddress = "consignee.address"
  case consigneeCity = "consignee.city"
  case consigneePostcode = "consignee.postcode"
  case consigneeCountry = "consignee.country"
  case consigneeID = "consignee.id"
  case toOrder = "consignee.toOrder"
  case producerName = "producer.name"
  case producerAddress = "producer.address"
  case producerCity = "producer.city"
  case producerPostcode = "producer.postcode"
  case producerCountry = "producer.country"
  case producerID = "producer.id"
  case mode = "transport.mode"
  case means = "transport.means"
  case departure = "transport.departure"
  case loading = "transport.loading"
  case discharge = "transport.discharge"
  case invoiceNumber = "invoice.number"
  case invoiceDate = "invoice.date"
  case number = "item.no"
  case marks = "item.marks"
  case packages = "item.packages"
  case packagesCount = "item.packages.count"
  case packagesKind = "item.packages.kind"
  case description = "item.description"
  case hs = "item.hs"
  case itemOrigin = "item.origin"
  case criterion = "item.criterion"
  case quantity = "item.quantity"
  case quantityValue = "item.quantity.value"
  case quantityUnit = "item.quantity.unit"
  case grossKg = "item.grossKg"
  case netKg = "item.netKg"
  case fob = "item.fob"
  case fobAmount = "item.fob.amount"
  case fobCurrency = "item.fob.currency"
  case itemInvoice = "item.invoice"
  case place = "declaration.place"
  case date = "declaration.date"
  case signatory = "declaration.signatory"

  var isNumber: Bool {
    switch self {
    case .copies, .items, .invoices, .number, .packagesCount, .itemInvoice: true
    default: false
    }
  }
}
