// SPDX-License-Identifier: GPL-3.0-or-later
import Trade
import XML

/// Reads the application in a UBL 2.x CertificateOfOrigin.
///
/// Source: OASIS UBL 2.5, UBL-CertificateOfOrigin-2.5.xsd; names that 2.1 to 2.4 wrote otherwise are taken too. The
/// chamber's own endorsement, which a schema asks for before there is one, is not looked at; nor are signatures: the
/// document serves as an application, it is not believed. Elements that the form has no place for are passed over.
struct UBLReader {
  var findings = FindingList()
  var trace: SourceTrace
  let limits: SubmissionLimits

  init(limits: SubmissionLimits, isTraced: Bool = false) {
    self.limits = limits
    trace = SourceTrace(isOn: isTraced)
  }

  static let rootNamespace = "urn:oasis:names:specification:ubl:schema:xsd:CertificateOfOrigin-2"
  static let namespaces = "urn:oasis:names:specification:ubl:schema:xsd:Common"

  mutating func form(_ element: XMLElement) -> ApplicationForm? {
    guard element.name == "CertificateOfOrigin", element.namespace == Self.rootNamespace else {
      findings.add(
        "ubl.root",
        "Line \(element.line): the document is \(quoted(element.name)) of \(quoted(element.namespace)): expected "
          + "CertificateOfOrigin of \"\(Self.rootNamespace)\".")
      return nil
    }
    let root = Node(element: element, path: "/CertificateOfOrigin", place: .form)
    guard let application = root.child("CertificateOfOriginApplication") else {
      missing("CertificateOfOriginApplication", in: root, path: "reference")
      return nil
    }
    guard let shipment = application.child("Shipment") else {
      missing("Shipment", in: application, path: "item")
      return nil
    }
    let consignment = shipment.child("Consignment")
    if let second = shipment.children("Consignment").dropFirst().first {
      findings.add(
        "ubl.several",
        "\(second.whereabouts): a second consignment: one application has one; send each as a document of its own.")
    }
    var form = ApplicationForm()
    form.reference = text(application.child("ReferenceID") ?? root.child("ID"), "reference") ?? ""
    form.agreement = agreement(application)
    form.copies = copies(application)
    let exporter =
      consignment?.child("ConsignorParty") ?? application.child("ExporterParty") ?? root.child("ExporterParty")
      ?? consignment?.child("ExporterParty")
    let importer =
      consignment?.child("ConsigneeParty") ?? application.child("ImporterParty") ?? root.child("ImporterParty")
      ?? consignment?.child("ImporterParty")
    form.consignor = party(exporter, "consignor", in: application, "ExporterParty")
    form.consignee = party(importer, "consignee", in: application, "ImporterParty")
    form.destination =
      text(consignment?.child("FinalDestinationCountry", "IdentificationCode"), "destination")
      ?? form.consignee.country
    form.transport = transport(shipment)
    form.remarks = texts(application.children("Remarks"), "remarks").joined(separator: " ")
    addItems(of: shipment, to: &form)
    form.declaration = declaration(root, application)
    checkStatus(application)
    return form
  }

  /// `CertificateType` names the agreement, or says that it is an ordinary one.
  private mutating func agreement(_ application: Node) -> String? {
    guard let type = text(application.child("CertificateType"), "agreement") else { return nil }
    switch type.lowercased() {
    case "ordinary", "non-preferential", "general", "certificate of origin": return nil
    default: return TradeTrustValues.agreement(type)
    }
  }

  /// A copy for each party that the document is distributed to; more of them where the entry says so, as UBL 2.1 had it.
  private mutating func copies(_ application: Node) -> Int? {
    var sum = 0
    for distribution in application.children("DocumentDistribution") {
      guard let node = distribution.child("MaximumCopiesNumeric"), let text = text(node, "copies") else {
        if trace.isOn { trace.meet(distribution.whereabouts) }
        sum += 1
        continue
      }
      guard let count = wholeNumber(text) else {
        findings.add(
          "ubl.number", "\(node.whereabouts): \(quoted(text)): write a whole number of copies, digits only.")
        continue
      }
      sum += count
    }
    trace.give("copies")
    return sum > 0 ? sum : nil
  }

  mutating func party(_ node: Node?, _ part: String, in parent: Node, _ name: String) -> Party {
    guard let node else {
      missing(name, in: parent.at(FormPlace(part: part)), path: part)
      return Party()
    }
    return party(node, part)
  }

  mutating func party(_ written: Node, _ part: String) -> Party {
    let node = (written.child("Party") ?? written).at(FormPlace(part: part))
    var party = Party()
    party.name =
      text(
        node.child("PartyName", "Name") ?? node.child("PartyLegalEntity", "RegistrationName"), "\(part).name") ?? ""
    party.id = text(
      node.child("PartyIdentification", "ID") ?? node.child("PartyLegalEntity", "CompanyID"), "\(part).id")
    guard let address = node.child("PostalAddress") ?? node.child("PhysicalLocation", "Address") else { return party }
    party.address = lines(of: address, "\(part).address")
    let city = address.children("CityName") + address.children("CountrySubentity")
    party.city = texts(city, "\(part).city").joined(separator: ", ")
    party.postcode = text(address.child("PostalZone"), "\(part).postcode")
    party.country = text(address.child("Country", "IdentificationCode"), "\(part).country") ?? ""
    return party
  }

  /// Free lines where there are any, else house and street as they are written in English.
  private mutating func lines(of address: Node, _ field: String) -> [String] {
    let free = address.children("AddressLine").compactMap { $0.child("Line") }
    if !free.isEmpty { return texts(free, field) }
    let street = [address.child("BuildingNumber"), address.child("StreetName")].compactMap { $0 }
    let first = texts(street, field).joined(separator: " ")
    let others = ["AdditionalStreetName", "BuildingName", "BlockName"].flatMap { address.children($0) }
    return (first.isEmpty ? [] : [first]) + texts(others, field)
  }

  /// The applicant declares: who prepared it, where, and on the day of the document.
  private mutating func declaration(_ root: Node, _ application: Node) -> Declaration {
    var declaration = Declaration()
    declaration.date = day(root.child("IssueDate"), "declaration.date") ?? ""
    guard let preparer = application.child("PreparationParty") else {
      missing("PreparationParty", in: application.at(FormPlace(part: "declaration")), path: "declaration")
      return declaration
    }
    let person = preparer.child("Person")
    let names = [person?.child("FirstName"), person?.child("FamilyName")].compactMap { $0 }
    declaration.signatory = texts(names, "declaration.signatory").joined(separator: " ")
    if declaration.signatory.isEmpty {
      declaration.signatory =
        text(preparer.child("Contact", "Name") ?? preparer.child("PartyName", "Name"), "declaration.signatory") ?? ""
    }
    declaration.place = text(preparer.child("PostalAddress", "CityName"), "declaration.place") ?? ""
    return declaration
  }

  private mutating func checkStatus(_ application: Node) {
    guard let node = application.child("ApplicationStatusCode"), let status = text(node, "status") else { return }
    guard ["cancelled", "canceled", "withdrawn", "rejected", "revoked", "expired"].contains(status.lowercased()) else {
      return
    }
    findings.add(
      "ubl.status", "\(node.whereabouts): the application is \(quoted(status)): send one that is in force.")
  }
}
