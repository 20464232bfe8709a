// SPDX-License-Identifier: GPL-3.0-or-later
import PDF
import Spelling
import Trade

/// Reads the application from the filled fields of a PDF.
///
/// Names of fields are the flat form's keys with points; lists count from 1: `consignor.name`, `items.2.packages.count`,
/// `invoices.1.date`. Addresses and marks are fields of several lines; check boxes are `consignee.toOrder` and
/// `flags.exhibition`. Rows in which nothing stands are none. samples/application-form.pdf has them all.
struct PDFFormReader {
  var findings = FindingList()
  var trace: SourceTrace
  let limits: SubmissionLimits
  private var fields: [String: String]
  private let names: [String]
  private var used: Set<String> = []

  /// Characters of the longest field that is taken; a form that is shown cannot hold more.
  static let longestField = 4_000

  init(_ filled: FilledForm, limits: SubmissionLimits, isTraced: Bool = false) {
    fields = filled.fields
    names = filled.names
    self.limits = limits
    trace = SourceTrace(isOn: isTraced)
  }

  mutating func form() -> ApplicationForm? {
    guard !names.isEmpty else {
      findings.add(
        "pdf.no-fields",
        "The PDF has no form fields: a print or a scan, or its fields were flattened. Fill in the chamber's application "
          + "form and save it with its fields.")
      return nil
    }
    guard names.contains("reference") || names.contains("consignor.name") else {
      findings.add(
        "pdf.other-form",
        "The PDF is a form, but not an application: none of its \(names.count) fields is \"reference\" or "
          + "\"consignor.name\". Fill in the chamber's application form.")
      return nil
    }
    checkLengths()
    if let version = text("form"), version != ApplicationForm.version {
      findings.add(
        "form.version",
        "The form is of version \(quoted(version)); this chamber takes \"\(ApplicationForm.version)\": get the new form.",
        parts: FindingParts(field: "form", found: quoted(version), expected: "\"\(ApplicationForm.version)\""))
    }
    trace.drop()
    var form = ApplicationForm()
    form.reference = text("reference") ?? ""
    form.agreement = text("agreement")
    form.copies = count("copies", .form)
    form.consignor = party("consignor") ?? Party()
    form.consignee = party("consignee") ?? Party()
    form.producer = party("producer")
    form.origin = text("origin")
    form.destination = text("destination") ?? ""
    // A list shows the mode in words behind its digit: "1 sea".
    let mode = text("transport.mode").map { String($0.prefix { $0 != " " }) } ?? ""
    form.transport = Transport(
      mode: mode, means: text("transport.means"), departure: text("transport.departure"),
      loading: text("transport.loading"), discharge: text("transport.discharge"))
    form.remarks = lines("remarks").joined(separator: " ")
    form.invoices = invoices()
    form.items = items()
    form.declaration = Declaration(
      place: text("declaration.place") ?? "", date: text("declaration.date") ?? "",
      signatory: text("declaration.signatory") ?? "")
    form.flags = flags()
    tellUnknown()
    return form
  }

  // MARK: Parts

  private mutating func party(_ part: String) -> Party? {
    let party = Party(
      name: text("\(part).name") ?? "", address: lines("\(part).address"), city: text("\(part).city") ?? "",
      postcode: text("\(part).postcode"), country: text("\(part).country") ?? "", id: text("\(part).id"),
      toOrder: isOn("\(part).toOrder") ? true : nil)
    return party == Party() ? nil : party
  }

  private mutating func flags() -> [String]? {
    let boxes = names.filter { $0.hasPrefix("flags.") }
    var flags: [String] = []
    for box in boxes where isOn(box) { flags.append(String(box.dropFirst("flags.".count))) }
    if !flags.isEmpty { trace.give("flags") }
    trace.drop()
    return flags.isEmpty ? nil : flags
  }

  private mutating func invoices() -> [Invoice] {
    var invoices: [Invoice] = []
    for row in rows(of: "invoices", limit: limits.entries) {
      let field = "invoices[\(invoices.count)]"
      let number = text("invoices.\(row).number", "\(field).number") ?? ""
      let date = text("invoices.\(row).date", "\(field).date") ?? ""
      invoices.append(Invoice(number: number, date: date))
    }
    return invoices
  }

  private mutating func items() -> [GoodsItem] {
    var items: [GoodsItem] = []
    for row in rows(of: "items", limit: limits.items) { items.append(item(row, at: items.count)) }
    return items
  }

  private mutating func item(_ row: Int, at position: Int) -> GoodsItem {
    let (name, field) = ("items.\(row)", "items[\(position)]")
    let place = FormPlace(part: "items", position: position)
    var item = GoodsItem(no: count("\(name).no", place, "\(field).no") ?? position + 1)
    item.marks = lines("\(name).marks", "\(field).marks")
    item.description = lines("\(name).description", "\(field).description").joined(separator: " ")
    item.hs = text("\(name).hs", "\(field).hs") ?? ""
    item.origin = text("\(name).origin", "\(field).origin")
    item.criterion = text("\(name).criterion", "\(field).criterion")
    item.grossKg = text("\(name).grossKg", "\(field).grossKg") ?? ""
    item.netKg = text("\(name).netKg", "\(field).netKg")
    let number = text("\(name).packages.count", "\(field).packages[0].count")
    let kind = text("\(name).packages.kind", "\(field).packages[0].kind")
    if number != nil || kind != nil {
      let count = number.flatMap { wholeNumber($0) }
      if count == nil { tellNumber("\(name).packages.count", number ?? "", place, key: "packages") }
      item.packages = [Packages(count: count ?? 0, kind: kind ?? "")]
    }
    let value = text("\(name).quantity.value", "\(field).quantity.value")
    let unit = text("\(name).quantity.unit", "\(field).quantity.unit")
    if value != nil || unit != nil { item.quantity = Quantity(value: value ?? "", unit: unit ?? "") }
    let amount = text("\(name).fob.amount", "\(field).fob.amount")
    let currency = text("\(name).fob.currency", "\(field).fob.currency")
    if amount != nil || currency != nil { item.fob = Amount(amount: amount ?? "", currency: currency ?? "") }
    // Rows of invoices count from 1 on the form.
    if let invoice = count("\(name).invoice", place, "\(field).invoice") { item.invoice = invoice - 1 }
    return item
  }

  /// Numbers of the rows in which something stands, in order.
  private mutating func rows(of list: String, limit: Int) -> [Int] {
    var rows: Set<Int> = []
    for name in names where name.hasPrefix(list + ".") {
      let parts = name.split(separator: ".", maxSplits: 2)
      guard parts.count == 3, let row = wholeNumber(parts[1]), row > 0 else { continue }
      if fields[name]?.contains(where: { !$0.isWhitespace }) == true { rows.insert(row) }
    }
    guard rows.count <= limit else {
      findings.add(
        "pdf.too-many", "The form has \(rows.count) rows of \(list), at most \(limit) are taken: split the consignment."
      )
      return []
    }
    return rows.sorted()
  }

  // MARK: Fields

  /// Without blanks around; nil where the field is missing or empty. `field` where it goes in the form; its own name
  /// where that is the same.
  private mutating func text(_ name: String, _ field: @autoclosure () -> String? = nil) -> String? {
    guard let written = fields[name] else { return nil }
    used.insert(name)
    let text = written.trimmedOfBlanks
    guard !text.isEmpty else { return nil }
    trace.meet("field \"\(name)\"")
    trace.give(field() ?? name)
    return text
  }

  private mutating func lines(_ name: String, _ field: @autoclosure () -> String? = nil) -> [String] {
    (text(name, field()) ?? "").split(whereSeparator: \.isNewline).map { String($0).trimmedOfBlanks }
      .filter { !$0.isEmpty }.prefix(limits.entries).map { $0 }
  }

  private mutating func count(_ name: String, _ place: FormPlace, _ field: @autoclosure () -> String? = nil) -> Int? {
    guard let text = text(name, field()) else { return nil }
    if let count = wholeNumber(text) { return count }
    tellNumber(name, text, place, key: String(name.split(separator: ".").last ?? ""))
    return nil
  }

  /// Of a check box, of buttons or a list for yes and no, or of a text.
  private mutating func isOn(_ name: String) -> Bool {
    guard let value = fields[name] else { return false }
    used.insert(name)
    switch value.trimmedOfBlanks.lowercased() {
    case "true", "yes", "on", "1":
      trace.meet("field \"\(name)\"")
      return true
    case "", "false", "no", "off", "0": return false
    default:
      findings.add(
        "pdf.choice",
        "Field \"\(name)\" is \(quoted(value)): it says yes or no: tick it or leave it empty; elsewhere write \"yes\" or "
          + "\"no\".")
      return false
    }
  }

  // MARK: Findings

  private mutating func tellNumber(_ name: String, _ text: String, _ place: FormPlace, key: String) {
    findings.add(
      "pdf.number", at: place, key: key,
      "field \"\(name)\" is \(quoted(text)): write a whole number, digits only, for example 120.")
  }

  private mutating func checkLengths() {
    for name in names {
      guard let value = fields[name], value.utf8.count > Self.longestField else { continue }
      fields[name] = ""
      findings.add(
        "pdf.field-length",
        "Field \(quoted(name)) holds \(value.utf8.count) bytes, at most \(Self.longestField) are taken: write what the field "
          + "can show.")
    }
  }

  /// What was written into a field that the form does not have was meant for something.
  private mutating func tellUnknown() {
    for name in names where name != "form" && !used.contains(name) {
      guard let value = fields[name], !value.trimmedOfBlanks.isEmpty, value != "false", !name.hasPrefix("_") else {
        continue
      }
      findings.add(
        "pdf.unknown-field", severity: .warning,
        "Field \(quoted(name)) is no field of the application and was passed over; "
          + wayOut(name, CSVColumns.names, "fields"))
    }
  }
}

extension String {
  /// Without blanks and line ends around.
  fileprivate var trimmedOfBlanks: String { trimmed { $0.properties.isWhitespace } }
}
