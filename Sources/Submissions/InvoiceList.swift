// SPDX-License-Identifier: GPL-3.0-or-later
import Trade

/// Invoices as items name them, each listed once in the order in which they are first met.
struct InvoiceList {
  private(set) var invoices: [Invoice] = []
  private var positions: [String: Int] = [:]

  enum Outcome: Equatable {
    case position(Int)
    /// The same number was met with another date.
    case otherDate(String)
  }

  /// An empty date says nothing, neither now nor when a later item brings the date.
  mutating func position(number: String, date: String) -> Outcome {
    guard let position = positions[number] else {
      positions[number] = invoices.count
      invoices.append(Invoice(number: number, date: date))
      return .position(invoices.count - 1)
    }
    let known = invoices[position].date
    if known.isEmpty { invoices[position].date = date }
    return known.isEmpty || date.isEmpty || known == date ? .position(position) : .otherDate(known)
  }

  /// One invoice for every item needs no index at the items: so the flat form is usually written.
  static func dropNeedlessIndexes(of items: inout [GoodsItem], invoices: Int) {
    guard invoices == 1, items.allSatisfy({ $0.invoice == 0 }) else { return }
    for index in items.indices { items[index].invoice = nil }
  }
}
