// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import Trade

/// Goods stand in box 6 and their quantities in box 7: entries belong together by `item`, else by their order.
extension BoxFormReader {
  mutating func items(_ root: Node) -> [GoodsItem] {
    let goods = objects("Goods_6", in: root, "items", limit: limits.items)
    let amounts = objects("Quantity_7", in: root, "items", limit: limits.items)
    if goods.isEmpty { missing("Goods_6", in: root, path: "item") }
    var quantities: [Int: Node] = [:]
    for (index, node) in amounts.enumerated() {
      checkKeys(node, Keys.quantity)
      let no = count("item", in: node) ?? index + 1
      trace.drop()
      if quantities.updateValue(node, forKey: no) != nil {
        findings.add(
          "boxes.quantity", at: node.place, key: "grossKg",
          "\"\(node.path)\" speaks of item \(no), of which an earlier entry of box 7 speaks: leave one of them.")
      }
    }
    var items: [GoodsItem] = []
    items.reserveCapacity(goods.count)
    for (index, node) in goods.enumerated() {
      checkKeys(node, Keys.goods)
      var item = self.item(node, index)
      if let amounts = quantities.removeValue(forKey: item.no) { add(amounts, to: &item, index) }
      items.append(item)
    }
    for (no, node) in quantities.sorted(by: { $0.key < $1.key }) {
      findings.add(
        "boxes.quantity", at: node.place, key: "grossKg",
        "\"\(node.path)\" speaks of item \(no), which box 6 does not have.")
    }
    return items
  }

  private mutating func item(_ node: Node, _ index: Int) -> GoodsItem {
    let field = trace.isOn ? "items[\(index)]" : ""
    var item = GoodsItem(no: given("\(field).no") { reader in reader.count("item", in: node) } ?? index + 1)
    item.marks = given("\(field).marks") { reader in reader.texts("marks", in: node) } ?? []
    let packages = given("\(field).packages") { reader in
      (reader.count("packageCount", in: node), reader.text("packageKind", in: node))
    }
    if let packages, packages.0 != nil || packages.1 != nil {
      item.packages = [Packages(count: packages.0 ?? 0, kind: packages.1 ?? "")]
    }
    item.description = given("\(field).description") { reader in reader.text("description", in: node) } ?? ""
    item.hs = given("\(field).hs") { reader in reader.text("hsCode", in: node) }.map(TradeTrustValues.hsCode) ?? ""
    item.origin = given("\(field).origin") { reader in reader.text("origin", in: node) }
    item.criterion = given("\(field).criterion") { reader in reader.text("criterion", in: node) }
    item.invoice = given("\(field).invoice") { reader in reader.invoice(in: node) }
    return item
  }

  private mutating func add(_ node: Node, to item: inout GoodsItem, _ index: Int) {
    let field = trace.isOn ? "items[\(index)]" : ""
    item.grossKg = given("\(field).grossKg") { reader in reader.text("grossKg", in: node) } ?? ""
    item.netKg = given("\(field).netKg") { reader in reader.text("netKg", in: node) }
    let quantity = given("\(field).quantity") { reader in
      (reader.text("quantity", in: node), reader.text("unit", in: node))
    }
    if let quantity, quantity.0 != nil || quantity.1 != nil {
      item.quantity = Quantity(value: quantity.0 ?? "", unit: quantity.1 ?? "")
    }
    let fob = given("\(field).fob") { reader in (reader.text("fob", in: node), reader.text("currency", in: node)) }
    if let fob, fob.0 != nil || fob.1 != nil { item.fob = Amount(amount: fob.0 ?? "", currency: fob.1 ?? "") }
  }

  /// Boxes count invoices from 1.
  private mutating func invoice(in node: Node) -> Int? {
    guard let number = count("invoice", in: node) else { return nil }
    guard number > 0 else {
      findings.add(
        "boxes.type", at: node.place, key: "invoice", "\"\(node.path("invoice"))\" is 0: invoices count from 1.")
      return nil
    }
    return number - 1
  }
}
