// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import Trade

/// Writes a form as JSON, keys in the order of the form.
enum FlatFormWriter {
  static func form(_ form: ApplicationForm) -> JSONObject {
    var json = JSONObject()
    json["form"] = .string(ApplicationForm.version)
    json["reference"] = .string(form.reference)
    json["agreement"] = form.agreement.map(JSONValue.string) ?? .null
    json["copies"] = form.copies.map(number)
    json["consignor"] = .object(party(form.consignor))
    json["consignee"] = .object(party(form.consignee))
    json["producer"] = form.producer.map { .object(party($0)) }
    json["origin"] = form.origin.map(JSONValue.string) ?? .null
    json["destination"] = .string(form.destination)
    json["transport"] = .object(transport(form.transport))
    json["remarks"] = .string(form.remarks)
    json["invoices"] = .array(form.invoices.map { .object(invoice($0)) })
    json["items"] = .array(form.items.map { .object(item($0)) })
    json["declaration"] = .object(declaration(form.declaration))
    json["flags"] = form.flags.map(texts)
    return json
  }

  /// Name, address and city of a consignee "to order" are left out where they are empty.
  private static func party(_ party: Party) -> JSONObject {
    let isBearer = party.toOrder == true
    var json = JSONObject()
    if !isBearer || !party.name.isEmpty { json["name"] = .string(party.name) }
    if !isBearer || !party.address.isEmpty { json["address"] = texts(party.address) }
    if !isBearer || !party.city.isEmpty { json["city"] = .string(party.city) }
    json["postcode"] = party.postcode.map(JSONValue.string)
    json["country"] = .string(party.country)
    json["id"] = party.id.map(JSONValue.string)
    json["toOrder"] = party.toOrder.map(JSONValue.bool)
    return json
  }

  private static func transport(_ transport: Transport) -> JSONObject {
    var json = JSONObject()
    json["mode"] = .string(transport.mode)
    json["means"] = transport.means.map(JSONValue.string)
    json["departure"] = transport.departure.map(JSONValue.string)
    json["loading"] = transport.loading.map(JSONValue.string)
    json["discharge"] = transport.discharge.map(JSONValue.string)
    return json
  }

  private static func item(_ item: GoodsItem) -> JSONObject {
    var json = JSONObject()
    json["no"] = number(item.no)
    json["marks"] = texts(item.marks)
    json["packages"] = .array(item.packages.map { .object(packages($0)) })
    json["description"] = .string(item.description)
    json["hs"] = .string(item.hs)
    json["origin"] = item.origin.map(JSONValue.string)
    json["criterion"] = item.criterion.map(JSONValue.string)
    json["quantity"] = item.quantity.map { .object(pair("value", $0.value, "unit", $0.unit)) }
    json["grossKg"] = .string(item.grossKg)
    json["netKg"] = item.netKg.map(JSONValue.string)
    json["fob"] = item.fob.map { .object(pair("amount", $0.amount, "currency", $0.currency)) }
    json["invoice"] = item.invoice.map(number)
    return json
  }

  private static func packages(_ packages: Packages) -> JSONObject {
    var json = JSONObject()
    json["count"] = number(packages.count)
    json["kind"] = .string(packages.kind)
    return json
  }

  private static func invoice(_ invoice: Invoice) -> JSONObject {
    pair("number", invoice.number, "date", invoice.date)
  }

  private static func declaration(_ declaration: Declaration) -> JSONObject {
    var json = pair("place", declaration.place, "date", declaration.date)
    json["signatory"] = .string(declaration.signatory)
    return json
  }

  private static func pair(_ key: String, _ value: String, _ other: String, _ otherValue: String) -> JSONObject {
    var json = JSONObject()
    json[key] = .string(value)
    json[other] = .string(otherValue)
    return json
  }

  private static func texts(_ texts: [String]) -> JSONValue {
    .array(texts.map(JSONValue.string))
  }

  private static func number(_ value: Int) -> JSONValue {
    .number(JSONNumber(value))
  }
}
