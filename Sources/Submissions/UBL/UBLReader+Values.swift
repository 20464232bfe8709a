// SPDX-License-Identifier: GPL-3.0-or-later
import Spelling
import Trade
import XML

extension UBLReader {
  /// An element of UBL and where it stands.
  struct Node {
    let element: XMLElement
    /// Names without prefixes, `/CertificateOfOrigin/CertificateOfOriginApplication/Shipment/GoodsItem[2]`.
    let path: String
    var place: FormPlace

    func at(_ place: FormPlace) -> Node { Node(element: element, path: path, place: place) }

    /// `Line 41 (/CertificateOfOrigin/…/GoodsItem[2]/Description)`.
    var whereabouts: String { "Line \(element.line) (\(path))" }

    /// Without blanks around.
    var text: String { element.text.trimmed { $0 == " " || $0 == "\n" || $0 == "\t" || $0 == "\r" } }

    /// The first child of that name, and so on downwards; nil where one is not there.
    func child(_ names: String...) -> Node? {
      var node = self
      for name in names {
        guard let element = node.element.children.first(where: { Self.isUBL($0, name) }) else { return nil }
        node = Node(element: element, path: node.path + "/" + name, place: place)
      }
      return node
    }

    func children(_ name: String) -> [Node] {
      var nodes: [Node] = []
      for element in element.children where Self.isUBL(element, name) {
        nodes.append(Node(element: element, path: "\(path)/\(name)[\(nodes.count + 1)]", place: place))
      }
      return nodes
    }

    private static func isUBL(_ element: XMLElement, _ name: String) -> Bool {
      element.name == name && element.namespace.hasPrefix(UBLReader.namespaces)
    }
  }

  /// The element's text; nil where the element is missing or empty. What it is for is said by `trace.give`.
  mutating func read(_ node: Node?) -> String? {
    guard let node else { return nil }
    let text = node.text
    guard !text.isEmpty else { return nil }
    trace.meet(node.whereabouts)
    return text
  }

  mutating func text(_ node: Node?, _ field: @autoclosure () -> String) -> String? {
    let text = read(node)
    trace.give(field())
    return text
  }

  /// A day, without the time zone that xsd:date allows behind it: a paper has none.
  mutating func day(_ node: Node?, _ field: @autoclosure () -> String) -> String? {
    text(node, field()).map(Self.withoutZone)
  }

  static func withoutZone(_ written: String) -> String {
    // 2026-11-20, then Z or +08:00.
    let zone = written.utf8.dropFirst(10)
    guard let first = zone.first else { return written }
    let isZone =
      first == UInt8(ascii: "Z")
      ? zone.count == 1 : (first == UInt8(ascii: "+") || first == UInt8(ascii: "-")) && zone.count == 6
    return isZone ? String(decoding: written.utf8.prefix(10), as: UTF8.self) : written
  }

  mutating func texts(_ nodes: [Node], _ field: @autoclosure () -> String) -> [String] {
    let texts = nodes.prefix(limits.entries).compactMap { read($0) }
    trace.give(field())
    return texts
  }

  /// A number and the attribute that says of what.
  mutating func measured(
    _ node: Node?, _ attribute: String, _ field: @autoclosure () -> String
  ) -> (String, String)? {
    guard let node, let value = text(node, field()) else { return nil }
    return (value, node.element.attribute(attribute) ?? "")
  }

  /// Kilograms as written; tonnes and grams are put into kilograms.
  mutating func kilograms(_ node: Node?, _ field: @autoclosure () -> String, key: String) -> String? {
    guard let node, let value = text(node, field()) else { return nil }
    let unit = node.element.attribute("unitCode") ?? ""
    if unit == "KGM" { return value }
    if !unit.isEmpty, let kilograms = TradeTrustValues.kilograms(value + unit) { return kilograms.description }
    findings.noteAbsent(node.place.path(of: key))
    findings.add(
      "ubl.weight", at: node.place, key: key,
      "\(node.whereabouts): a weight in \(unit.isEmpty ? "no unit" : quoted(unit)): write kilograms, unitCode=\"KGM\".")
    return nil
  }

  mutating func transport(_ shipment: Node) -> Transport {
    let place = FormPlace(part: "transport")
    let stages = shipment.children("ShipmentStage").filter { stage in
      !["PreCarriageIndicator", "OnCarriageIndicator"].contains { stage.child($0)?.text == "true" }
    }
    guard let stage = stages.first?.at(place) else {
      missing("ShipmentStage", in: shipment.at(place), path: "transport")
      return Transport()
    }
    var transport = Transport()
    transport.mode = text(stage.child("TransportModeCode"), "transport.mode") ?? ""
    let means = stage.child("TransportMeans")
    let vehicle =
      means?.child("MaritimeTransport", "VesselName") ?? means?.child("AirTransport", "AircraftID")
      ?? means?.child("RoadTransport", "LicensePlateID") ?? means?.child("RailTransport", "TrainID")
    let words = texts([vehicle, means?.child("JourneyID")].compactMap { $0 }, "transport.means")
    transport.means = words.isEmpty ? nil : words.joined(separator: " ")
    let events = ["Actual", "Planned", "Estimated", "Requested"].map { $0 + "DepartureTransportEvent" }
    let day = events.compactMap { stage.child($0, "OccurrenceDate") }.first
    transport.departure = self.day(
      day ?? shipment.child("Delivery", "Despatch", "ActualDespatchDate"), "transport.departure")
    transport.loading = port(stage.child("LoadingPortLocation"), "loading")
    transport.discharge = port(stage.child("UnloadingPortLocation"), "discharge")
    return transport
  }

  private mutating func port(_ port: Node?, _ key: String) -> String? {
    guard let port else { return nil }
    if let code = text(port.child("ID"), "transport.\(key)") { return code }
    findings.add(
      "ubl.locode", severity: .warning, at: port.place, key: key,
      "\(port.whereabouts): a port without its UN/LOCODE is left out: add <cbc:ID>SGSIN</cbc:ID>.")
    return nil
  }

  // MARK: Findings

  mutating func missing(_ name: String, in node: Node, path: String) {
    findings.noteAbsent(path)
    findings.add(
      "ubl.missing", at: node.place, key: path,
      "\(node.whereabouts): \"\(name)\" is missing: add it, the schema asks for it.")
  }

  mutating func tellNumber(_ node: Node, _ text: String, key: String) {
    findings.add(
      "ubl.number", at: node.place, key: key,
      "\(node.whereabouts): \(text.isEmpty ? "no number" : quoted(text)): write a whole number, digits only.")
  }
}
