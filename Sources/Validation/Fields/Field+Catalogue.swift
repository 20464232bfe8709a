// SPDX-License-Identifier: GPL-3.0-or-later
internal import Trade

extension Field {
  /// Every field, in the order of the form. Names and notation: the flat application form.
  static let all: [Field] =
    formFields + party(.consignor) + party(.consignee) + party(.producer) + transport + invoice + item + declaration

  static let byPath = Dictionary(uniqueKeysWithValues: all.map { ($0.path, $0) })

  /// Fields whose text an exporter writes freely or as a code; numbers of the form's own are left out.
  static let written = all.filter { !["copies", "items", "item.no", "item.invoice", "invoices"].contains($0.path) }

  private static let formFields: [Field] = [
    Field("reference", "the reference") { form, _ in FieldValue(form.reference) },
    Field("agreement", "the agreement") { form, _ in FieldValue(form.agreement) },
    Field("copies", "the number of copies") { form, _ in FieldValue(form.copies) },
    Field("origin", "the country of origin") { form, _ in FieldValue(form.origin) },
    Field("destination", "the country of destination") { form, _ in FieldValue(form.destination) },
    Field("remarks", "the remarks") { form, _ in FieldValue(form.remarks) },
    Field("flags", "the flags") { form, _ in form.flags.map(FieldValue.texts) ?? .absent },
    Field("invoices", "the invoices") { form, _ in .parts(form.invoices.count) },
    Field("items", "the items") { form, _ in .parts(form.items.count) },
  ]

  private static let transport: [Field] = [
    Field("transport.mode", "the mode of transport") { form, _ in FieldValue(form.transport.mode) },
    Field("transport.means", "the means of transport") { form, _ in FieldValue(form.transport.means) },
    Field("transport.departure", "the date of departure") { form, _ in FieldValue(form.transport.departure) },
    Field("transport.loading", "the place of loading") { form, _ in FieldValue(form.transport.loading) },
    Field("transport.discharge", "the place of discharge") { form, _ in FieldValue(form.transport.discharge) },
  ]

  private static let invoice: [Field] = [
    Field("invoice.number", "the invoice number", .invoice) { form, index in FieldValue(form.invoices[index].number) },
    Field("invoice.date", "the invoice date", .invoice) { form, index in FieldValue(form.invoices[index].date) },
  ]

  private static let item: [Field] = [
    Field("item.no", "the item number", .item) { form, index in FieldValue(form.items[index].no) },
    Field("item.marks", "the marks", .item) { form, index in .texts(form.items[index].marks) },
    Field("item.packages", "the packages", .item) { form, index in
      .parts(form.items[index].packages.count)
    },
    Field("item.packages.count", "the number of packages", .item) { form, index in
      .numbers(form.items[index].packages.map(\.count))
    },
    Field("item.packages.kind", "the kind of packages", .item) { form, index in
      .texts(form.items[index].packages.map(\.kind))
    },
    Field("item.description", "the description", .item) { form, index in FieldValue(form.items[index].description) },
    Field("item.hs", "the HS code", .item) { form, index in FieldValue(form.items[index].hs) },
    Field("item.origin", "the item's origin", .item) { form, index in FieldValue(form.items[index].origin) },
    Field("item.criterion", "the origin criterion", .item) { form, index in FieldValue(form.items[index].criterion) },
    Field("item.quantity.value", "the quantity", .item) { form, index in
      FieldValue(form.items[index].quantity?.value)
    },
    Field("item.quantity.unit", "the unit of the quantity", .item) { form, index in
      FieldValue(form.items[index].quantity?.unit)
    },
    Field("item.grossKg", "the gross weight", .item) { form, index in FieldValue(form.items[index].grossKg) },
    Field("item.netKg", "the net weight", .item) { form, index in FieldValue(form.items[index].netKg) },
    Field("item.fob.amount", "the FOB value", .item) { form, index in FieldValue(form.items[index].fob?.amount) },
    Field("item.fob.currency", "the currency of the FOB value", .item) { form, index in
      FieldValue(form.items[index].fob?.currency)
    },
    Field("item.invoice", "the item's invoice", .item) { form, index in FieldValue(form.items[index].invoice) },
  ]

  private static let declaration: [Field] = [
    Field("declaration.place", "the place of the declaration") { form, _ in FieldValue(form.declaration.place) },
    Field("declaration.date", "the date of the declaration") { form, _ in FieldValue(form.declaration.date) },
    Field("declaration.signatory", "the signatory") { form, _ in FieldValue(form.declaration.signatory) },
  ]

  private enum Role: String {
    case consignor, consignee, producer

    /// Read in place: a key path would copy the whole form for each field.
    @inline(__always)
    func read(_ form: ApplicationForm, _ value: (Party) -> FieldValue) -> FieldValue {
      switch self {
      case .consignor: value(form.consignor)
      case .consignee: value(form.consignee)
      case .producer: form.producer.map(value) ?? .absent
      }
    }
  }

  private static func party(_ role: Role) -> [Field] {
    let path = role.rawValue
    let label = "the \(path)"
    return [
      Field("\(path).name", "\(label)'s name") { form, _ in role.read(form) { FieldValue($0.name) } },
      Field("\(path).address", "\(label)'s address") { form, _ in role.read(form) { .texts($0.address) } },
      Field("\(path).city", "\(label)'s city") { form, _ in role.read(form) { FieldValue($0.city) } },
      Field("\(path).postcode", "\(label)'s postcode") { form, _ in role.read(form) { FieldValue($0.postcode) } },
      Field("\(path).country", "\(label)'s country") { form, _ in role.read(form) { FieldValue($0.country) } },
      Field("\(path).id", "\(label)'s registration number") { form, _ in role.read(form) { FieldValue($0.id) } },
      Field("\(path).toOrder", "\(label) to order") { form, _ in
        role.read(form) { $0.toOrder == true ? .text("true") : .absent }
      },
    ]
  }
}
