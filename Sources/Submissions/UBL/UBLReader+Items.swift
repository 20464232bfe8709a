// SPDX-License-Identifier: GPL-3.0-or-later
import Trade
import XML

extension UBLReader {
  mutating func addItems(of shipment: Node, to form: inout ApplicationForm) {
    let goods = shipment.children("GoodsItem")
    guard goods.count <= limits.items else {
      findings.add(
        "ubl.too-many-items", box: "6",
        "The shipment has \(goods.count) goods items, at most \(limits.items) are taken: split it into several "
          + "applications.")
      return
    }
    if goods.isEmpty { missing("GoodsItem", in: shipment.at(FormPlace(part: "items")), path: "item") }
    let marks = marks(of: shipment)
    let origin = text(
      shipment.child("OriginAddress", "Country", "IdentificationCode"), "origin")
    var invoices = InvoiceList()
    var producers: [Party?] = []
    for (index, node) in goods.enumerated() {
      let place = FormPlace(part: "items", position: index)
      var item = self.item(node.at(place), index, &invoices)
      let id = node.child("ID")?.text ?? ""
      item.marks = marks.ofItems[id] ?? (marks.ofAll.isEmpty ? ["NO MARKS"] : marks.ofAll)
      if trace.isOn, let places = marks.places[id] ?? marks.places[""] {
        trace.meet(places)
        trace.give("items[\(index)].marks")
      }
      form.items.append(item)
      producers.append(node.child("Item", "ManufacturerParty").map { party($0, "producer") })
    }
    form.invoices = invoices.invoices
    InvoiceList.dropNeedlessIndexes(of: &form.items, invoices: form.invoices.count)
    setOrigin(of: &form, origin)
    if let first = producers.first, producers.allSatisfy({ $0 == first }) {
      form.producer = first
    } else if let other = goods.first(where: { $0.child("Item", "ManufacturerParty") != nil }) {
      findings.add(
        "ubl.producers", severity: .warning,
        "\(other.whereabouts): the items have different manufacturers, the form has room for one: they are left out.")
    }
  }

  /// One origin of all items is the form's; it then stands at none of them.
  private func setOrigin(of form: inout ApplicationForm, _ shipments: String?) {
    let origins = Set(form.items.map { $0.origin ?? shipments })
    guard origins.count == 1, let origin = origins.first else {
      for index in form.items.indices where form.items[index].origin == nil { form.items[index].origin = shipments }
      return
    }
    form.origin = origin
    for index in form.items.indices { form.items[index].origin = nil }
  }

  private mutating func item(_ node: Node, _ index: Int, _ invoices: inout InvoiceList) -> GoodsItem {
    let field = trace.isOn ? "items[\(index)]" : ""
    var item = GoodsItem(no: index + 1)
    if let number = node.child("SequenceNumberID"), let text = text(number, "\(field).no") {
      if let count = wholeNumber(text) { item.no = count } else { tellNumber(number, text, key: "no") }
    }
    let descriptions = node.child("Item")?.children("Description") ?? []
    item.description = texts(
      descriptions.isEmpty ? node.children("Description") : descriptions, "\(field).description"
    ).joined(separator: " ")
    if item.description.isEmpty { item.description = text(node.child("Item", "Name"), "\(field).description") ?? "" }
    item.hs = text(tariff(node), "\(field).hs").map(TradeTrustValues.hsCode) ?? ""
    item.origin = text(
      node.child("Item", "OriginCountry", "IdentificationCode")
        ?? node.child("OriginAddress", "Country", "IdentificationCode"), "\(field).origin")
    item.criterion = text(node.child("PreferenceCriterionCode"), "\(field).criterion")
    item.grossKg = kilograms(node.child("GrossWeightMeasure"), "\(field).grossKg", key: "grossKg") ?? ""
    item.netKg = kilograms(node.child("NetWeightMeasure"), "\(field).netKg", key: "netKg")
    item.quantity = measured(node.child("Quantity"), "unitCode", "\(field).quantity").map {
      Quantity(value: $0, unit: $1)
    }
    item.fob = measured(node.child("FreeOnBoardValueAmount"), "currencyID", "\(field).fob").map {
      Amount(amount: $0, currency: $1)
    }
    item.packages = packages(of: node, field)
    item.invoice = invoice(of: node, field, &invoices)
    return item
  }

  private func tariff(_ node: Node) -> Node? {
    node.child("Item", "CommodityClassification", "ItemClassificationCode")
      ?? node.child("Item", "CommodityClassification", "CommodityCode") ?? node.child("RequiredCustomsID")
  }

  private mutating func packages(of node: Node, _ field: String) -> [Packages] {
    var packages: [Packages] = []
    for package in node.children("ContainingPackage").prefix(limits.entries) {
      let number = package.child("Quantity")
      let written = read(number) ?? ""
      let kind = read(package.child("PackagingTypeCode")) ?? ""
      let count = wholeNumber(written)
      if count == nil { tellNumber(number ?? package, written, key: "packages") }
      packages.append(Packages(count: count ?? 0, kind: kind))
    }
    trace.give("\(field).packages")
    return packages
  }

  private mutating func invoice(of node: Node, _ field: String, _ invoices: inout InvoiceList) -> Int? {
    guard
      let reference = node.child("ShipmentDocumentReference") ?? node.child("InvoiceLine", "DocumentReference")
    else { return nil }
    // 380: commercial invoice (UN/EDIFACT 1001).
    if let type = reference.child("DocumentTypeCode")?.text, type != "380" { return nil }
    let number = read(reference.child("ID"))
    let date = read(reference.child("IssueDate")).map(Self.withoutZone)
    switch invoices.position(number: number ?? "", date: date ?? "") {
    case .position(let position):
      trace.give("invoices[\(position)]")
      return position
    case .otherDate(let known):
      trace.drop()
      findings.add(
        "ubl.invoice-date", at: node.place, key: "invoice",
        "\(reference.whereabouts): the date is \(quoted(date ?? "")), but an earlier item of the same invoice says "
          + "\(quoted(known)): write one date.")
      return nil
    }
  }

  /// Marks of the handling units: those of a unit that names goods are theirs, the others everybody's.
  private mutating func marks(
    of shipment: Node
  ) -> (ofAll: [String], ofItems: [String: [String]], places: [String: String]) {
    var all: [String] = []
    var items: [String: [String]] = [:]
    var places: [String: String] = [:]
    var entries = 0
    for unit in shipment.children("TransportHandlingUnit") {
      let nodes = unit.children("ShippingMarks")
      entries += nodes.count
      guard entries <= limits.entries else { break }
      let marks = nodes.compactMap { read($0) }
      trace.drop()
      let ids = unit.children("GoodsItem").compactMap { $0.child("ID")?.text }
      if ids.isEmpty { all += marks }
      for id in ids.isEmpty ? [""] : ids {
        if !ids.isEmpty { items[id, default: []] += marks }
        if trace.isOn, let first = nodes.first { places[id] = first.whereabouts }
      }
    }
    return (all, items, places)
  }
}
