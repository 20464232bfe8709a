// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import Trade

/// Reads JSON whose keys bear the numbers of the form's boxes, `Consignor_1`, as portals send it that draw the form on
/// the screen.
///
/// The form lies in `cocert` or is the document itself; `Options` beside it are orders to the portal, of which only the
/// client's reference says something of the form. Keys are told without regard to case. The key names are docs/formats.md's.
struct BoxFormReader {
  var findings = FindingList()
  var trace: SourceTrace
  let limits: SubmissionLimits

  init(limits: SubmissionLimits, isTraced: Bool = false) {
    self.limits = limits
    trace = SourceTrace(isOn: isTraced)
  }

  /// An object of the document and where it stands.
  struct Node {
    let object: JSONObject
    let path: String
    let place: FormPlace

    func path(_ key: String) -> String { path.isEmpty ? key : path + "." + key }
  }

  enum Keys {
    static let form = [
      "ConsignorRef", "Agreement", "Copies", "Consignor_1", "Consignee_2", "Producer", "CountryOfOrigin_3",
      "CountryOfDestination", "TransportDetails_4", "Remarks_5", "Goods_6", "Quantity_7", "Invoices_9",
      "Declaration_10", "Flags",
    ]
    static let party = [
      "name", "name2", "address1", "address2", "address3", "city", "state", "zip", "CountryISOCode", "id", "toOrder",
    ]
    static let transport = ["mode", "means", "departure", "loading", "discharge"]
    static let goods = [
      "item", "marks", "packageCount", "packageKind", "description", "hsCode", "origin", "criterion", "invoice",
    ]
    static let quantity = ["item", "grossKg", "netKg", "quantity", "unit", "fob", "currency"]
    static let invoice = ["number", "date"]
    static let declaration = ["place", "date", "signatory"]
  }

  mutating func form(_ json: JSONValue) -> ApplicationForm? {
    guard let document = json.object else {
      findings.add("boxes.not-an-object", "The file holds \(json.article), not an application in boxes.")
      return nil
    }
    let outer = Node(object: document, path: "", place: .form)
    let root: Node
    if Self.key("cocert", of: document) == nil {
      root = outer
    } else {
      guard let inner = object("cocert", in: outer, .form) else { return nil }
      root = inner
    }
    checkKeys(root, Keys.form, besides: root.path.isEmpty ? ["Options"] : [])
    var form = ApplicationForm()
    form.reference = given("reference") { reader in reader.text("ConsignorRef", in: root) } ?? ""
    if form.reference.isEmpty, let options = object("Options", in: outer, .form) {
      form.reference = given("reference") { reader in reader.text("ClientReferenceNumber", in: options) } ?? ""
    }
    form.agreement = given("agreement") { reader in reader.text("Agreement", in: root) }
    form.copies = given("copies") { reader in reader.count("Copies", in: root) }
    form.consignor = party("Consignor_1", in: root, "consignor") ?? Party()
    form.consignee = party("Consignee_2", in: root, "consignee") ?? Party()
    form.producer = party("Producer", in: root, "producer")
    form.origin = given("origin") { reader in reader.text("CountryOfOrigin_3", in: root) }
    form.destination =
      given("destination") { reader in reader.text("CountryOfDestination", in: root) } ?? form.consignee.country
    form.transport = transport(root)
    form.remarks = given("remarks") { reader in reader.text("Remarks_5", in: root) } ?? ""
    form.invoices = invoices(root)
    form.items = items(root)
    form.declaration = declaration(root)
    let flags = given("flags") { reader in reader.texts("Flags", in: root) } ?? []
    form.flags = flags.isEmpty ? nil : flags
    return form
  }

  private mutating func party(_ key: String, in root: Node, _ part: String) -> Party? {
    guard let node = object(key, in: root, FormPlace(part: part)) else {
      if part != "producer" { missing(key, in: root, path: part) }
      return nil
    }
    checkKeys(node, Keys.party)
    func joined(_ texts: [String?], _ mark: String) -> String { texts.compactMap { $0 }.joined(separator: mark) }
    var party = Party()
    party.name = joined(
      given("\(part).name") { reader in [reader.text("name", in: node), reader.text("name2", in: node)] } ?? [], " ")
    party.address =
      given("\(part).address") { reader in
        ["address1", "address2", "address3"].compactMap { reader.text($0, in: node) }
      } ?? []
    party.city = joined(
      given("\(part).city") { reader in [reader.text("city", in: node), reader.text("state", in: node)] } ?? [], ", ")
    party.postcode = given("\(part).postcode") { reader in reader.text("zip", in: node) }
    party.country = given("\(part).country") { reader in reader.text("CountryISOCode", in: node) } ?? ""
    party.id = given("\(part).id") { reader in reader.text("id", in: node) }
    party.toOrder = given("\(part).toOrder") { reader in reader.flag("toOrder", in: node) }
    return party
  }

  /// A text alone names the means of transport; its mode is then "not specified" (0 of Recommendation 19).
  private mutating func transport(_ root: Node) -> Transport {
    let place = FormPlace(part: "transport")
    if case .string(let words)? = Self.key("TransportDetails_4", of: root.object) {
      trace.meet(root.path("TransportDetails_4"))
      trace.give("transport.means")
      return Transport(mode: "0", means: words.isEmpty ? nil : words)
    }
    guard let node = object("TransportDetails_4", in: root, place) else {
      missing("TransportDetails_4", in: root, path: "transport")
      return Transport()
    }
    checkKeys(node, Keys.transport)
    return Transport(
      mode: given("transport.mode") { reader in reader.text("mode", in: node) } ?? "",
      means: given("transport.means") { reader in reader.text("means", in: node) },
      departure: given("transport.departure") { reader in reader.text("departure", in: node) },
      loading: given("transport.loading") { reader in reader.text("loading", in: node) },
      discharge: given("transport.discharge") { reader in reader.text("discharge", in: node) })
  }

  private mutating func invoices(_ root: Node) -> [Invoice] {
    let nodes = objects("Invoices_9", in: root, "invoices", limit: limits.entries)
    var invoices: [Invoice] = []
    for (index, node) in nodes.enumerated() {
      checkKeys(node, Keys.invoice)
      invoices.append(
        Invoice(
          number: given("invoices[\(index)].number") { reader in reader.text("number", in: node) } ?? "",
          date: given("invoices[\(index)].date") { reader in reader.text("date", in: node) } ?? ""))
    }
    return invoices
  }

  private mutating func declaration(_ root: Node) -> Declaration {
    guard let node = object("Declaration_10", in: root, FormPlace(part: "declaration")) else {
      missing("Declaration_10", in: root, path: "declaration")
      return Declaration()
    }
    checkKeys(node, Keys.declaration)
    return Declaration(
      place: given("declaration.place") { reader in reader.text("place", in: node) } ?? "",
      date: given("declaration.date") { reader in reader.text("date", in: node) } ?? "",
      signatory: given("declaration.signatory") { reader in reader.text("signatory", in: node) } ?? "")
  }
}
