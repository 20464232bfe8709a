// SPDX-License-Identifier: GPL-3.0-or-later

import Trade
import Typography

/// A form that fills a template: every box holds as much as it can, in the shape that its text has in earnest.
struct Specimen {
  var form: ApplicationForm
  var notes: PrintNotes
  /// A company without its street.
  let party: Party

  /// As wide as a number can be.
  static let number = "MM-2026-0000000-M"
  private static let mostItems = 99

  /// One sheet, full: the longest texts that the boxes hold, and as many items as the table does.
  static func full(_ template: Template, fonts: inout FontStack) throws(TypographyError) -> Specimen {
    var specimen = Specimen()
    if template.has(.markDuplicate) { specimen.notes.duplicateOf = number }
    if template.has(.markReplaces) { specimen.notes.replaces = number }
    for part in SpecimenPart.allCases { try specimen.fill(part, in: template, fonts: &fonts) }
    var low = 1
    var high = mostItems
    while low < high {
      let middle = (low + high + 1) / 2
      specimen.setItems(middle)
      if try specimen.sheets(in: template, fonts: &fonts) == 1 { low = middle } else { high = middle - 1 }
    }
    specimen.setItems(low)
    return specimen
  }

  /// The same with more than one sheet holds: goods, and remarks where the template has a box for them.
  func overflowing() -> Specimen {
    var more = self
    more.setItems(form.items.count + 3)
    SpecimenPart.remarks.set(form.remarks.split(separator: " ").count + 40, in: &more)
    return more
  }

  func wording(in template: Template) -> Wording {
    Wording(form: form, notes: notes, template: template, number: Self.number)
  }

  private init() {
    notes = PrintNotes(
      issuerName: "", host: Template.longestHost,
      countryNames: Dictionary(uniqueKeysWithValues: SpecimenPart.countries.map { ($0.code, $0.name) }),
      issuedOn: CalendarDate("2026-09-30") ?? CalendarDate(daysSinceEpoch: 0))
    notes.issuerCountry = "BN"
    party = Party(
      name: "Straits and Overseas Machinery Corporation (Private) Limited", city: "Singapore", postcode: "048623",
      country: "GS", id: "201912345K")
    form = ApplicationForm(
      reference: "", consignor: party, consignee: party, producer: party, origin: "GB", destination: "GS",
      transport: Transport(mode: "6", departure: "2026-09-30", loading: "SGSIN", discharge: "GBFXT"),
      declaration: Declaration(date: "2026-09-30"),
      flags: BoxField.allCases.compactMap(\.flag))
    setItems(1)
  }

  private mutating func setItems(_ count: Int) {
    form.items = (1...count).map { number in
      GoodsItem(
        no: number, marks: ["STRAITS / FELIXSTOWE", "NO. \(number)01-\(number)60"],
        packages: [Packages(count: 60, kind: "CT"), Packages(count: 4, kind: "PX")],
        description: "Gate valves of stainless steel, flanged, for oil and gas pipelines, 150 mm, ground and polished",
        hs: "84818099", origin: "SG", criterion: "RVC 45.50% + CTSH",
        quantity: Quantity(value: "1200", unit: "C62"), grossKg: "12480.500", netKg: "11960.250",
        fob: Amount(amount: "1284000.00", currency: "USD"), invoice: form.invoices.isEmpty ? nil : 0)
    }
  }

  private func sheets(in template: Template, fonts: inout FontStack) throws(TypographyError) -> Int {
    try PaperLayout.of(wording(in: template), fonts: &fonts).layout.sheets.count
  }

  /// The largest amount with which every box that shows the part still holds it whole.
  private mutating func fill(
    _ part: SpecimenPart, in template: Template, fonts: inout FontStack
  ) throws(TypographyError) {
    let boxes = template.boxes.filter { part.fields.contains($0.field) }
    var low = part.least
    var high = boxes.isEmpty ? low : part.most
    while low < high {
      let middle = (low + high + 1) / 2
      part.set(middle, in: &self)
      var fits = true
      for box in boxes where fits {
        let outcome = try BoxLayout(box: box, sheetHeight: template.height * pointsPerMillimetre).set(
          wording(in: template).text(of: box.field), fonts: &fonts)
        fits = outcome.fits && outcome.continued == nil
      }
      if fits { low = middle } else { high = middle - 1 }
    }
    part.set(low, in: &self)
  }
}
