// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import Trade

extension TradeTrustReader {
  /// An object of the document and where it stands.
  struct Node {
    let object: JSONObject
    /// Keys with dots and positions from 0, `supplyChainConsignment.exporter`; empty for the document.
    let path: String

    func path(_ key: String) -> String {
      path.isEmpty ? key : path + "." + key
    }
  }

  /// Keys of the schema, object by object.
  enum Keys {
    static let root = [
      "iD", "issueDateTime", "name", "firstSignatoryAuthentication", "secondSignatoryAuthentication", "issueLocation",
      "issuer", "status", "isPreferential", "freeTradeAgreement", "supplyChainConsignment", "links",
    ]
    static let consignment = [
      "iD", "information", "exportCountry", "exporter", "importCountry", "importer", "includedConsignmentItems",
      "loadingBaseportLocation", "mainCarriageTransportMovement", "unloadingBaseportLocation",
    ]
    static let company = ["iD", "name", "postalAddress"]
    static let address = ["line1", "line2", "cityName", "postcode", "countrySubDivisionName", "countryCode"]
    static let movement = ["iD", "information", "usedTransportMeans", "departureEvent"]
    static let consignmentItem = [
      "iD", "information", "crossBorderRegulatoryProcedure", "manufacturer", "tradeLineItems",
    ]
    static let line = ["sequenceNumber", "invoiceReference", "tradeProduct", "transportPackages"]
    static let product = ["iD", "description", "harmonisedTariffCode", "originCountry"]
    static let invoice = ["iD", "formattedIssueDateTime", "attachedBinaryFile"]
    static let package = ["iD", "grossVolume", "grossWeight"]
  }

  /// A key that the schema has not, while one much like it is missing, is taken for a slip.
  mutating func checkKeys(_ node: Node, _ known: [String], _ place: FormPlace = .form) {
    for (key, _) in node.object.members where !known.contains(key) {
      keysCompared += 1
      guard keysCompared < 1_000, key.utf8.count > 3, let near = nearestName(key, in: known), near.utf8.count > 3,
        node.object[near] == nil,
        !(key.hasPrefix("line") && near.hasPrefix("line"))
      else { continue }
      findings.add(
        "tradetrust.unknown-key", severity: .warning, at: place, key: near,
        "\(quoted(node.path(key))) is no key of the schema and was passed over; did you mean \"\(near)\"?")
    }
  }

  /// Without its salt; nil where the key is missing or null.
  func value(_ key: String, in node: Node) -> JSONValue? {
    guard let written = node.object[key] else { return nil }
    let value = isSalted ? TradeTrustSubject.plain(written) : written
    // Not `value.isNull ? nil : value`: a bare nil would be JSON's null.
    if value.isNull { return Optional.none }
    return value
  }

  mutating func object(_ key: String, in node: Node, _ place: FormPlace = .form) -> Node? {
    guard let value = value(key, in: node) else { return nil }
    guard let object = value.object else {
      wrongType(value, key, in: node, place, expected: "an object in braces")
      return nil
    }
    return Node(object: object, path: node.path(key))
  }

  mutating func objects(_ key: String, in node: Node, _ place: FormPlace = .form) -> [Node] {
    guard let value = value(key, in: node) else { return [] }
    guard let values = value.array else {
      wrongType(value, key, in: node, place, expected: "a list in square brackets")
      return []
    }
    var nodes: [Node] = []
    nodes.reserveCapacity(values.count)
    for (position, value) in values.enumerated() {
      if let object = value.object {
        nodes.append(Node(object: object, path: "\(node.path(key))[\(position)]"))
      } else {
        wrongType(value, "\(key)[\(position)]", in: node, place, expected: "an object in braces")
      }
    }
    return nodes
  }

  /// Nil where the key is missing, null, empty or no text.
  mutating func text(_ key: String, in node: Node, _ place: FormPlace = .form) -> String? {
    guard let value = value(key, in: node) else { return nil }
    guard let text = value.string else {
      wrongType(value, key, in: node, place, expected: "text in double quotes")
      return nil
    }
    trace.meet(node.path(key))
    return text.isEmpty ? nil : text
  }

  mutating func flag(_ key: String, in node: Node) -> Bool? {
    guard let value = value(key, in: node) else { return nil }
    if value.bool == nil { wrongType(value, key, in: node, .form, expected: "true or false without quotes") }
    return value.bool
  }

  mutating func count(_ value: JSONValue, _ key: String, in node: Node, _ place: FormPlace) -> Int? {
    if let number = value.number, let count = wholeNumber(number.lexeme) { return count }
    wrongType(value, key, in: node, place, expected: "a whole number without quotes, digits only")
    return nil
  }

  /// `path` is the form's part that is missing with it.
  mutating func missing(_ key: String, in node: Node, _ place: FormPlace = .form, path: String) {
    findings.noteAbsent(path)
    findings.add(
      "tradetrust.missing", at: place, key: key,
      "\"\(node.path(key))\" is missing: add it, the schema asks for it.", parts: FindingParts(found: "nothing"))
  }

  private mutating func wrongType(
    _ value: JSONValue, _ key: String, in node: Node, _ place: FormPlace, expected: String
  ) {
    findings.add(
      "tradetrust.type", at: place, key: key, "\"\(node.path(key))\" must be \(expected), found \(value.article).",
      parts: FindingParts(found: value.article, expected: expected))
  }
}
