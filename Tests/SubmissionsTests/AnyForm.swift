// SPDX-License-Identifier: GPL-3.0-or-later
import Seeded
import Trade

extension ApplicationForm {
  /// A form of arbitrary shape with arbitrary texts, some of them hostile.
  static func any(_ random: inout SeededNumbers) -> ApplicationForm {
    let invoices = (0..<random.below(4)).map { _ in Invoice(number: text(&random), date: text(&random)) }
    return ApplicationForm(
      reference: text(&random), agreement: maybe(&random), copies: random.below(2) == 0 ? nil : random.below(9) + 1,
      consignor: party(&random), consignee: party(&random), producer: random.below(2) == 0 ? nil : party(&random),
      origin: maybe(&random), destination: text(&random),
      transport: Transport(
        mode: text(&random), means: maybe(&random), departure: maybe(&random), loading: maybe(&random),
        discharge: maybe(&random)),
      remarks: text(&random), invoices: invoices,
      items: (0..<random.below(5)).map { item($0 + 1, invoices: invoices.count, &random) },
      declaration: Declaration(place: text(&random), date: text(&random), signatory: text(&random)),
      flags: random.below(2) == 0 ? nil : (0..<random.below(3)).map { _ in text(&random) })
  }

  static func text(_ random: inout SeededNumbers) -> String {
    let pieces = [
      "", "Ünïcödé", "北京", "a\"b\\c", "line\nbreak", "\u{202E}rtl", "🚢", " ", "1e400", "comma, quote \"", "|", "\u{0}",
      "e\u{301}",
    ]
    return (0..<random.below(4)).map { _ in pieces[random.below(pieces.count)] }.joined()
  }

  private static func maybe(_ random: inout SeededNumbers) -> String? {
    random.below(2) == 0 ? nil : text(&random)
  }

  private static func party(_ random: inout SeededNumbers) -> Party {
    Party(
      name: text(&random), address: (0..<random.below(4)).map { _ in text(&random) }, city: text(&random),
      postcode: maybe(&random), country: text(&random), id: maybe(&random),
      toOrder: [nil, true, false][random.below(3)])
  }

  private static func item(_ no: Int, invoices: Int, _ random: inout SeededNumbers) -> GoodsItem {
    GoodsItem(
      no: no, marks: (0..<random.below(3)).map { _ in text(&random) },
      packages: (0..<random.below(3)).map { _ in Packages(count: random.below(1_000), kind: text(&random)) },
      description: text(&random), hs: text(&random), origin: maybe(&random), criterion: maybe(&random),
      quantity: random.below(2) == 0 ? nil : Quantity(value: text(&random), unit: text(&random)),
      grossKg: text(&random), netKg: maybe(&random),
      fob: random.below(2) == 0 ? nil : Amount(amount: text(&random), currency: text(&random)),
      invoice: invoices == 0 || random.below(2) == 0 ? nil : random.below(invoices))
  }
}
