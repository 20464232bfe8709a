// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import Trade

/// Reads the OpenAttestation/TradeTrust Certificate of Origin 1.0 as an application.
///
/// Source: schemata.openattestation.com/io/tradetrust/certificate-of-origin/1.0. The schema lets documents bear more
/// keys than it names; those are passed over, unless one looks like a mistyped key that is missing. Names and ids of
/// products and of tariff classes, volumes, links and signatures have no place in the form.
struct TradeTrustReader {
  var findings = FindingList()
  var trace: SourceTrace
  let limits: SubmissionLimits
  var isSalted = false
  /// Unknown keys that were compared with the schema's; a hostile document has no end of them.
  var keysCompared = 0

  init(limits: SubmissionLimits, isTraced: Bool = false) {
    self.limits = limits
    trace = SourceTrace(isOn: isTraced)
  }

  mutating func form(_ json: JSONValue) -> ApplicationForm? {
    let subject: JSONObject
    do {
      let found = try TradeTrustSubject(json)
      subject = found.object
      isSalted = found.isSalted
    } catch {
      tell(error.fault)
      return nil
    }
    let root = Node(object: subject, path: "")
    checkKeys(root, Keys.root)
    guard let consignment = object("supplyChainConsignment", in: root) else {
      if subject["supplyChainConsignment"] == nil { missing("supplyChainConsignment", in: root, path: "") }
      return nil
    }
    checkKeys(consignment, Keys.consignment)
    var form = ApplicationForm()
    form.reference = text("iD", in: root).map(TradeTrustValues.plainID) ?? ""
    trace.give("reference")
    if subject["iD"] == nil { missing("iD", in: root, path: "reference") }
    form.agreement = agreement(root)
    trace.give("agreement")
    form.consignor = party("exporter", in: consignment, part: "consignor")
    form.consignee = party("importer", in: consignment, part: "consignee")
    form.destination = country("importCountry", in: consignment) ?? form.consignee.country
    trace.give("destination")
    form.transport = transport(consignment)
    form.remarks = text("information", in: consignment) ?? ""
    trace.give("remarks")
    addItems(of: consignment, to: &form)
    form.declaration = declaration(root, exporter: form.consignor.name)
    if let status = text("status", in: root), ["revoked", "void", "cancelled", "expired"].contains(status.lowercased())
    {
      findings.add(
        "tradetrust.status",
        "\"status\" is \(quoted(status)): an application is made from a document that is in force.")
    }
    return form
  }

  private mutating func tell(_ fault: TradeTrustSubject.Fault) {
    switch fault {
    case .none(let found):
      findings.add(
        "tradetrust.not-a-certificate",
        "The file holds \(found) where a Certificate of Origin (\"supplyChainConsignment\") was expected.")
    case .several(let key, let count):
      findings.add(
        "tradetrust.several", "\"\(key)\" has \(count) entries: send a file with one Certificate of Origin each.")
    }
  }

  private mutating func agreement(_ root: Node) -> String? {
    let name = text("freeTradeAgreement", in: root)
    let isPreferential = flag("isPreferential", in: root) ?? (name != nil)
    guard isPreferential else { return nil }
    if name == nil {
      findings.add(
        "tradetrust.agreement",
        "\"isPreferential\" is true and \"freeTradeAgreement\" is missing: name the agreement, for example \"CHAFTA\".")
    }
    return name.map(TradeTrustValues.agreement)
  }

  mutating func party(_ key: String, in node: Node, part: String) -> Party {
    let place = FormPlace(part: part)
    guard let company = object(key, in: node, place) else {
      if node.object[key] == nil { missing(key, in: node, place, path: part) }
      return Party()
    }
    return party(company, place)
  }

  /// The state or province follows the city: `Melbourne, VIC`.
  mutating func party(_ company: Node, _ place: FormPlace) -> Party {
    checkKeys(company, Keys.company, place)
    var party = Party()
    party.name = text("name", in: company, place) ?? ""
    trace.give("\(place.part).name")
    party.id = text("iD", in: company, place).map(TradeTrustValues.plainID)
    trace.give("\(place.part).id")
    guard let address = object("postalAddress", in: company, place) else { return party }
    checkKeys(address, Keys.address, place)
    party.address = ["line1", "line2", "line3", "line4"].compactMap { text($0, in: address, place) }
    trace.give("\(place.part).address")
    let state = text("countrySubDivisionName", in: address, place)
    let city = text("cityName", in: address, place)
    party.city = state == nil || state == city ? city ?? "" : [city, state].compactMap { $0 }.joined(separator: ", ")
    trace.give("\(place.part).city")
    party.postcode = text("postcode", in: address, place)
    trace.give("\(place.part).postcode")
    party.country = text("countryCode", in: address, place) ?? ""
    trace.give("\(place.part).country")
    return party
  }

  private mutating func country(_ key: String, in node: Node) -> String? {
    object(key, in: node).flatMap { text("code", in: $0) }
  }

  private mutating func transport(_ consignment: Node) -> Transport {
    let place = FormPlace(part: "transport")
    var transport = Transport()
    transport.loading = port("loadingBaseportLocation", in: consignment, place)
    trace.give("transport.loading")
    transport.discharge = port("unloadingBaseportLocation", in: consignment, place)
    trace.give("transport.discharge")
    let movement = object("mainCarriageTransportMovement", in: consignment, place)
    let means = movement.flatMap { object("usedTransportMeans", in: $0, place) }
    let journey = movement.flatMap { text("iD", in: $0, place) }
    let vehicle = means.flatMap { text("iD", in: $0, place) }
    let name = means.flatMap { text("name", in: $0, place) }
    let information = movement.flatMap { text("information", in: $0, place) }
    if let movement { checkKeys(movement, Keys.movement, place) }
    transport.mode = TradeTrustValues.transportMode(
      ids: [journey, vehicle, text("iD", in: consignment)].compactMap { $0 },
      descriptions: [information, name].compactMap { $0 })
    let number = journey.map(TradeTrustValues.plainID)
    let words = transport.mode == "4" ? [number, name] : [name, number]
    let described = words.compactMap { $0 }.joined(separator: " ")
    transport.means = described.isEmpty ? vehicle.map(TradeTrustValues.plainID) : described
    trace.give("transport.means")
    transport.departure = movement.flatMap { object("departureEvent", in: $0, place) }
      .flatMap { text("departureDateTime", in: $0, place) }.map(TradeTrustValues.day)
    trace.give("transport.departure")
    return transport
  }

  private mutating func port(_ key: String, in consignment: Node, _ place: FormPlace) -> String? {
    guard let port = object(key, in: consignment, place) else { return nil }
    if let id = text("iD", in: port, place) { return TradeTrustValues.plainID(id) }
    if let name = text("name", in: port, place) {
      findings.add(
        "tradetrust.locode", severity: .warning, at: place, key: key,
        "\"\(port.path)\" names \(quoted(name)) without its UN/LOCODE and is left out: add "
          + #""iD": "unece.un.org:locode:SGSIN"."#)
    }
    return nil
  }

  /// The document names no signatory: the exporter declares.
  private mutating func declaration(_ root: Node, exporter: String) -> Declaration {
    let place = FormPlace(part: "declaration")
    let location = object("issueLocation", in: root, place)
    let signature = object("firstSignatoryAuthentication", in: root, place)
    let name = location.flatMap { text("name", in: $0, place) } ?? ""
    trace.give("declaration.place")
    let signed = signature.flatMap { text("actualDateTime", in: $0, place) }
    let date = (signed ?? text("issueDateTime", in: root, place)).map(TradeTrustValues.day) ?? ""
    trace.give("declaration.date")
    return Declaration(place: name, date: date, signatory: exporter)
  }
}
