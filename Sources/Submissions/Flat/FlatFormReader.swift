// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import Trade

/// Reads the flat form's JSON part by part and collects what is wrong with its shape.
struct FlatFormReader {
  var findings = FindingList()
  let limits: SubmissionLimits

  init(limits: SubmissionLimits) {
    self.limits = limits
  }

  mutating func form(_ json: JSONValue) -> ApplicationForm? {
    guard case .object(let object) = json else {
      findings.add(
        "form.not-an-object", "The file holds \(json.article), not an application: send one JSON object a file.")
      return nil
    }
    let members = object.members
    guard members.contains(where: { FormKeys.form.contains($0.key) }) else {
      findings.add(
        "form.not-a-form",
        "This JSON has none of the form's keys (\(listed(FormKeys.form))): send an application with "
          + "\"form\": \"\(ApplicationForm.version)\".")
      return nil
    }
    return form(members)
  }

  private mutating func form(_ members: [(key: String, value: JSONValue)]) -> ApplicationForm {
    var form = ApplicationForm()
    var met = KeysMet(FormKeys.form)
    let place = FormPlace.form
    for (key, value) in members {
      guard met.insert(key) else {
        unknown(key, FormKeys.form, place)
        continue
      }
      switch key {
      case "form": version(value)
      case "reference": form.reference = text(value, key, place)
      case "agreement": form.agreement = optionalText(value, key, place)
      case "copies": form.copies = optionalCount(value, key, place)
      case "consignor": form.consignor = party(value, "consignor")
      case "consignee": form.consignee = party(value, "consignee")
      case "producer": if value != .null { form.producer = party(value, "producer") }
      case "origin": form.origin = optionalText(value, key, place)
      case "destination": form.destination = text(value, key, place)
      case "transport": form.transport = transport(value)
      case "remarks": form.remarks = optionalText(value, key, place) ?? ""
      case "invoices": form.invoices = invoices(value)
      case "items": form.items = items(value)
      case "declaration": form.declaration = declaration(value)
      case "flags": form.flags = value == .null ? nil : texts(value, key, place)
      default: break
      }
    }
    for key in met.missing
    where !["agreement", "origin", "remarks", "copies", "producer", "flags"].contains(key) {
      missing(key, place)
    }
    checkInvoiceIndexes(form)
    return form
  }

  private mutating func version(_ value: JSONValue) {
    guard value != .string(ApplicationForm.version) else { return }
    let found = value.string.map { quoted($0) } ?? value.article
    findings.add(
      "form.version",
      "\"form\" is \(found): this chamber takes \"\(ApplicationForm.version)\". Write exactly that, with the keys "
        + "of that version.",
      parts: FindingParts(field: "form", found: found, expected: "\"\(ApplicationForm.version)\""))
  }

  mutating func party(_ value: JSONValue, _ part: String) -> Party {
    var party = Party()
    let place = FormPlace(part: part)
    guard let members = members(of: value, part, place) else { return party }
    var met = KeysMet(FormKeys.party)
    for (key, value) in members {
      guard met.insert(key) else {
        unknown(key, FormKeys.party, place)
        continue
      }
      switch key {
      case "name": party.name = text(value, key, place)
      case "address": party.address = texts(value, key, place)
      case "city": party.city = text(value, key, place)
      case "postcode": party.postcode = optionalText(value, key, place)
      case "country": party.country = text(value, key, place)
      case "id": party.id = optionalText(value, key, place)
      case "toOrder": party.toOrder = optionalFlag(value, key, place)
      default: break
      }
    }
    for key in met.missing where !["postcode", "id", "toOrder"].contains(key) {
      if party.toOrder != true || key == "country" { missing(key, place) }
    }
    return party
  }

  private mutating func transport(_ value: JSONValue) -> Transport {
    var transport = Transport()
    let place = FormPlace(part: "transport")
    guard let members = members(of: value, "transport", place) else { return transport }
    var met = KeysMet(FormKeys.transport)
    for (key, value) in members {
      guard met.insert(key) else {
        unknown(key, FormKeys.transport, place)
        continue
      }
      switch key {
      case "mode": transport.mode = text(value, key, place)
      case "means": transport.means = optionalText(value, key, place)
      case "departure": transport.departure = optionalText(value, key, place)
      case "loading": transport.loading = optionalText(value, key, place)
      case "discharge": transport.discharge = optionalText(value, key, place)
      default: break
      }
    }
    if met.lacks("mode") { missing("mode", place) }
    return transport
  }

  private mutating func declaration(_ value: JSONValue) -> Declaration {
    var declaration = Declaration()
    let place = FormPlace(part: "declaration")
    guard let members = members(of: value, "declaration", place) else { return declaration }
    var met = KeysMet(FormKeys.declaration)
    for (key, value) in members {
      guard met.insert(key) else {
        unknown(key, FormKeys.declaration, place)
        continue
      }
      switch key {
      case "place": declaration.place = text(value, key, place)
      case "date": declaration.date = text(value, key, place)
      case "signatory": declaration.signatory = text(value, key, place)
      default: break
      }
    }
    for key in met.missing { missing(key, place) }
    return declaration
  }

  private mutating func invoices(_ value: JSONValue) -> [Invoice] {
    list(value, "invoices", .form, limit: limits.entries, FormPlace(part: "invoices")) { reader, value, place in
      var invoice = Invoice(number: "", date: "")
      guard let members = reader.members(of: value, "invoices", place) else { return invoice }
      var met = KeysMet(FormKeys.invoice)
      for (key, value) in members {
        guard met.insert(key) else {
          reader.unknown(key, FormKeys.invoice, place)
          continue
        }
        switch key {
        case "number": invoice.number = reader.text(value, key, place)
        case "date": invoice.date = reader.text(value, key, place)
        default: break
        }
      }
      for key in met.missing { reader.missing(key, place) }
      return invoice
    }
  }

  private mutating func checkInvoiceIndexes(_ form: ApplicationForm) {
    for (position, item) in form.items.enumerated() {
      guard let invoice = item.invoice, !form.invoices.indices.contains(invoice) else { continue }
      findings.add(
        "form.invoice-index", at: FormPlace(part: "items", position: position), key: "invoice",
        "\"invoice\" is \(invoice), but the form has \(form.invoices.count) invoices, counted from 0.")
    }
  }
}
