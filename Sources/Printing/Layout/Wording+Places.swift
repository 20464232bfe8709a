// SPDX-License-Identifier: GPL-3.0-or-later

import Trade

// What some templates print in a place of its own and others in another.
extension Wording {
  /// Empty unless the form was applied for after shipment.
  var retrospective: String { isRetrospective ? template.words.retrospective : "" }

  /// The form says so, or the goods had left for longer than the agreement lets pass.
  var isRetrospective: Bool {
    if form.flags?.contains("retroactive") ?? false { return true }
    guard let days = template.words.retrospectiveAfterDays,
      let departure = form.transport.departure.flatMap({ CalendarDate($0) })
    else { return false }
    return notes.issuedOn.daysSinceEpoch - departure.daysSinceEpoch > days
  }

  var duplicate: String {
    notes.duplicateOf.map {
      Template.Words.filled(template.words.duplicate, number: $0, date: notes.duplicatedOn.map(TradeWords.date))
    } ?? ""
  }

  var replaces: String {
    notes.replaces.map {
      Template.Words.filled(template.words.replaces, number: $0, date: notes.replacedOn.map(TradeWords.date))
    } ?? ""
  }

  /// The producer, or the word that the agreement has for one who is the exporter or is not known (ChAFTA, box 2).
  var producer: String {
    guard let producer = form.producer else { return template.words.noProducer }
    if producer == form.consignor, !template.words.sameProducer.isEmpty { return template.words.sameProducer }
    return text(of: producer)
  }

  var transportMeans: String {
    let mode = template.has(BoxField.transportMode) ? "" : TradeWords.transport(form.transport.mode)
    return joined([mode, form.transport.means ?? ""], by: ", ")
  }

  /// Remarks that have no box, to be printed under the goods so that they are not lost.
  var remarksUnderGoods: String {
    template.has(.remarks) ? "" : text(of: .remarks)
  }

  /// Totals that have no box.
  func totalsUnderGoods(by separator: String) -> String {
    let parts = template.has(BoxField.totals) ? [] : totalParts
    return parts.isEmpty ? "" : "Total: " + joined(parts, by: separator)
  }

  /// `USD 9360.00`.
  func value(_ item: GoodsItem) -> String {
    item.fob.map { "\($0.currency) \($0.amount)" } ?? ""
  }

  /// A percentage of regional value content, alone or with other criteria: `40%`, `CTSH + 35%`, `RVC [79.73] %`.
  func hasValueContent(_ item: GoodsItem) -> Bool {
    guard let criterion = item.criterion else { return false }
    return criterion.utf8.contains(UInt8(ascii: "%")) || criterion.uppercased().contains("RVC")
  }

  // MARK: - Invoices by item

  /// The invoice that an item names, or the form's only one.
  private func invoice(of item: GoodsItem) -> Invoice? {
    guard let index = item.invoice, form.invoices.indices.contains(index) else {
      return form.invoices.count == 1 ? form.invoices.first : nil
    }
    return form.invoices[index]
  }

  /// Number and date in two lines, as columns are narrow.
  func invoices(of item: GoodsItem) -> String {
    if let invoice = invoice(of: item) { return lines(of: invoice) }
    let first = form.items.first { invoice(of: $0) == nil }
    return item == first ? joined(form.invoices.map(lines(of:)), by: "\n") : ""
  }

  private func lines(of invoice: Invoice) -> String {
    joined([invoice.number, TradeWords.date(invoice.date)], by: "\n")
  }

  /// Invoices that no item's column prints.
  var invoicesWithoutItem: [Invoice] {
    guard template.has(ColumnField.invoice), !form.items.isEmpty else { return form.invoices }
    if form.items.contains(where: { invoice(of: $0) == nil }) { return [] }
    return form.invoices.filter { invoice in !form.items.contains { self.invoice(of: $0) == invoice } }
  }
}
