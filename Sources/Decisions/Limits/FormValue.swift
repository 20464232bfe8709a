// SPDX-License-Identifier: GPL-3.0-or-later
internal import Trade

/// What a form's goods are worth: the sum of their FOB values, each currency for itself.
struct FormValue: Equatable, Sendable {
  /// In the order of the currencies' codes.
  var sums: [(currency: String, amount: DecimalQuantity)]
  /// Numbers of the items that tell no value.
  var untold: [Int]

  init(of form: ApplicationForm) {
    var sums: [String: DecimalQuantity] = [:]
    untold = []
    for item in form.items {
      guard let fob = item.fob, let amount = DecimalQuantity(fob.amount) else {
        untold.append(item.no)
        continue
      }
      sums[fob.currency, default: .zero] += amount
    }
    self.sums = sums.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  static func == (left: FormValue, right: FormValue) -> Bool {
    left.untold == right.untold && left.sums.elementsEqual(right.sums) { $0 == $1 }
  }
}
