// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import Trade

extension TradeTrustReader {
  /// The goods that `addItems` has met so far.
  private struct Goods {
    var items: [GoodsItem] = []
    var producers: [Party?] = []
    var invoices = InvoiceList()
    var packageIDs: Set<String> = []
    var isOverLimit = false
  }

  mutating func addItems(of consignment: Node, to form: inout ApplicationForm) {
    var goods = Goods()
    for part in objects("includedConsignmentItems", in: consignment) {
      checkKeys(part, Keys.consignmentItem)
      let procedure = object("crossBorderRegulatoryProcedure", in: part)
      let criterion = procedure.flatMap { text("originCriteriaText", in: $0) }
      trace.give("items[\(goods.items.count)].criterion")
      let producer = object("manufacturer", in: part).map { party($0, FormPlace(part: "producer")) }
      let information = text("information", in: part)
      trace.drop()
      for line in objects("tradeLineItems", in: part) {
        guard goods.items.count < limits.items else {
          goods.isOverLimit = true
          break
        }
        var item = item(line, &goods)
        item.criterion = criterion
        if item.description.isEmpty { item.description = information ?? "" }
        goods.items.append(item)
        goods.producers.append(producer)
      }
    }
    if goods.isOverLimit {
      findings.add(
        "tradetrust.too-many-items", box: "6",
        "The document has more than \(limits.items) trade line items: split the consignment into several applications.")
      return
    }
    if goods.items.isEmpty {
      findings.add(
        "tradetrust.no-items", box: "6",
        "\"supplyChainConsignment.includedConsignmentItems\" has no \"tradeLineItems\": add the goods.")
    }
    form.items = goods.items
    form.invoices = goods.invoices.invoices
    InvoiceList.dropNeedlessIndexes(of: &form.items, invoices: form.invoices.count)
    let origins = Set(form.items.map(\.origin))
    form.origin = origins.count == 1 ? origins.first ?? nil : nil
    setProducer(of: &form, goods.producers)
  }

  /// One manufacturer of all items is the producer; several are named in the remarks, each with its items.
  private mutating func setProducer(of form: inout ApplicationForm, _ producers: [Party?]) {
    guard let first = producers.first else { return }
    if producers.allSatisfy({ $0 == first }) {
      form.producer = first
      return
    }
    var met: [(producer: Party, items: [Int])] = []
    for (item, producer) in zip(form.items, producers) {
      guard let producer else { continue }
      if let index = met.firstIndex(where: { $0.producer == producer }) {
        met[index].items.append(item.no)
      } else {
        met.append((producer, [item.no]))
      }
    }
    let words = met.map { producer, items in
      let address = producer.address + [producer.city, producer.postcode ?? "", producer.country]
      let name = ([producer.name] + address).filter { !$0.isEmpty }.joined(separator: ", ")
      return (items.count == 1 ? "item " : "items ") + items.map(String.init).joined(separator: ", ") + ": " + name
    }
    let producers = "Producers: " + words.joined(separator: "; ")
    form.remarks = form.remarks.isEmpty ? producers : form.remarks + ". " + producers
  }

  private mutating func item(_ line: Node, _ goods: inout Goods) -> GoodsItem {
    let place = FormPlace(part: "items", position: goods.items.count)
    checkKeys(line, Keys.line, place)
    var item = GoodsItem(no: goods.items.count + 1, marks: ["NO MARKS"])
    if let number = value("sequenceNumber", in: line) {
      item.no = count(number, "sequenceNumber", in: line, place) ?? item.no
    }
    if let product = object("tradeProduct", in: line, place) {
      checkKeys(product, Keys.product, place)
      item.description = text("description", in: product, place) ?? ""
      trace.give("items[\(goods.items.count)].description")
      let tariff = object("harmonisedTariffCode", in: product, place)
      item.hs = tariff.flatMap { text("classCode", in: $0, place) }.map(TradeTrustValues.hsCode) ?? ""
      trace.give("items[\(goods.items.count)].hs")
      item.origin = object("originCountry", in: product, place).flatMap { text("code", in: $0, place) }
      trace.give("items[\(goods.items.count)].origin")
    }
    item.invoice = invoice(line, place, &goods)
    let packages = objects("transportPackages", in: line, place)
    if !packages.isEmpty { item.packages = [Packages(count: packages.count, kind: "PK")] }
    item.grossKg = grossKg(packages, place, &goods)
    trace.give("items[\(goods.items.count)].grossKg")
    return item
  }

  private mutating func invoice(_ line: Node, _ place: FormPlace, _ goods: inout Goods) -> Int? {
    guard let reference = object("invoiceReference", in: line, place) else { return nil }
    checkKeys(reference, Keys.invoice, place)
    let number = text("iD", in: reference, place).map(TradeTrustValues.plainID)
    let date = text("formattedIssueDateTime", in: reference, place).map(TradeTrustValues.day)
    guard number != nil || date != nil else { return nil }
    switch goods.invoices.position(number: number ?? "", date: date ?? "") {
    case .position(let position):
      trace.give("invoices[\(position)]")
      return position
    case .otherDate(let known):
      findings.add(
        "tradetrust.invoice-date", at: place, key: "invoice",
        "\"\(reference.path).formattedIssueDateTime\" is \(quoted(date ?? "")), but an earlier item of the same invoice "
          + "says \(quoted(known)): write one date.")
      return nil
    }
  }

  /// The exact sum of the packages' weights; empty where no package has one.
  private mutating func grossKg(_ packages: [Node], _ place: FormPlace, _ goods: inout Goods) -> String {
    var sum = DecimalQuantity.zero
    var weighed = 0
    for package in packages {
      checkKeys(package, Keys.package, place)
      if let id = text("iD", in: package, place), !goods.packageIDs.insert(id).inserted {
        findings.add(
          "tradetrust.package-twice", severity: .warning, at: place, key: "packages",
          "\"\(package.path).iD\" is \(quoted(id)), which stands at an earlier package too; its weight is counted twice."
        )
      }
      guard let weight = text("grossWeight", in: package, place) else { continue }
      weighed += 1
      if let kilograms = TradeTrustValues.kilograms(weight) {
        sum += kilograms
      } else {
        findings.add(
          "tradetrust.weight", at: place, key: "grossKg",
          "\"\(package.path).grossWeight\" is \(quoted(weight)): write a number with a decimal point and without "
            + #"thousands, then kg, g or t, for example "450.5 kg"."#,
          parts: FindingParts(
            found: quoted(weight), expected: "a number and its unit kg, g or t", example: "450.5 kg"))
      }
    }
    if weighed > 0, weighed < packages.count {
      findings.add(
        "tradetrust.weight", at: place, key: "grossKg",
        "\(packages.count - weighed) of \(packages.count) transport packages have no \"grossWeight\": give every "
          + "package its weight, or none.")
    }
    return weighed > 0 ? sum.description : ""
  }
}
