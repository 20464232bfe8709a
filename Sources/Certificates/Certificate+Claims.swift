// SPDX-License-Identifier: GPL-3.0-or-later
public import Seals
private import Trade

extension Certificate {
  /// What the seal of one sheet says. `copy` and `sheet` count from 1; a copy beyond the first issue (a reprint) is
  /// the last of as many. `ledgerIndex` is that of the certify entry.
  public func claims(copy: Int, sheet: Int = 1, ledgerIndex: Int) -> SealClaims {
    SealClaims(
      issuer: issuer, issuedAt: issued.seconds, number: number.description, certificateDigest: digest, copy: copy,
      copies: max(copy, copies), sheet: sheets > 1 ? sheet : nil, sheets: sheets > 1 ? sheets : nil,
      ledgerIndex: ledgerIndex, origin: application.origin,
      destination: application.destination.isEmpty ? nil : application.destination, grossKg: grossKg,
      invoice: invoice, exporter: application.consignor.name)
  }

  /// Sum of the items' gross weights, rounded up to whole kilograms; nil if an item has none.
  private var grossKg: Int? {
    guard !application.items.isEmpty else { return nil }
    var sum = DecimalQuantity.zero
    for item in application.items {
      guard let weight = DecimalQuantity(item.grossKg) else { return nil }
      sum += weight
    }
    return sum.roundedUp
  }

  /// The first invoice's number, and `+n` for n more, which is never cut off.
  private var invoice: String? {
    guard let first = application.invoices.first, !first.number.isEmpty else { return nil }
    let more = application.invoices.count > 1 ? "+\(application.invoices.count - 1)" : ""
    return Seal.cut(first.number, toBytes: Seal.longestInvoice - more.utf8.count) + more
  }
}
