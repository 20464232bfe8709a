// SPDX-License-Identifier: GPL-3.0-or-later
public import Certificates
public import Seals
internal import Trade

extension NamedText {
  /// What a certificate says, by the box that it says it in. `countries` has the names of each country by its code.
  public static func texts(of certificate: Certificate, countries: [String: [String]]) -> [NamedText] {
    let form = certificate.application
    var texts = [NamedText(.number, certificate.number.description)]
    func add(_ box: Box, _ values: String?...) { texts += values.compactMap { $0 }.map { NamedText(box, $0) } }
    func add(_ box: Box, _ party: Party?) {
      guard let party else { return }
      add(box, party.name, party.city, party.postcode, party.id)
      texts += party.address.map { NamedText(box, $0) }
    }
    texts += (form.origin.flatMap { countries[$0] } ?? []).map { NamedText(.origin, $0) }
    texts += (countries[form.destination] ?? []).map { NamedText(.destination, $0) }
    for invoice in form.invoices { add(.invoice, invoice.number) }
    var sum = DecimalQuantity.zero
    for item in form.items {
      add(.weights, item.grossKg, item.netKg)
      if let weight = DecimalQuantity(item.grossKg) { sum += weight }
      add(.goods, item.description, item.quantity?.value, item.fob?.amount)
      texts += item.marks.map { NamedText(.goods, $0) } + item.packages.map { NamedText(.goods, "\($0.count)") }
    }
    add(.weights, sum.description)
    add(.consignor, form.consignor)
    add(.consignee, form.consignee)
    add(.goods, form.producer)
    add(.declaration, form.declaration.place, form.declaration.signatory)
    add(.remarks, form.remarks)
    return texts
  }

  /// What a seal says.
  public static func texts(of claims: SealClaims, countries: [String: [String]]) -> [NamedText] {
    var texts = [NamedText(.number, claims.number), NamedText(.consignor, claims.exporter)]
    texts += (claims.origin.flatMap { countries[$0] } ?? []).map { NamedText(.origin, $0) }
    texts += (claims.destination.flatMap { countries[$0] } ?? []).map { NamedText(.destination, $0) }
    if let weight = claims.grossKg { texts.append(NamedText(.weights, "\(weight)")) }
    if let invoice = claims.invoice {
      // "+2": two more that the seal has no room for.
      texts.append(NamedText(.invoice, String(invoice.prefix { $0 != "+" })))
    }
    return texts
  }
}
