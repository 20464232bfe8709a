// SPDX-License-Identifier: GPL-3.0-or-later

import Trade

/// A part of a specimen whose text can be made longer step by step.
enum SpecimenPart: CaseIterable {
  case reference, issuerName, issuedPlace, consignor, consignee, producer, origin, destination, transport, invoices
  case remarks, declarationPlace, signatory

  /// The boxes that show it.
  var fields: [BoxField] {
    switch self {
    case .reference: [.reference]
    case .issuerName: [.issuerName]
    case .issuedPlace: [.issuedPlace, .issued]
    case .consignor: [.consignor]
    case .consignee: [.consignee]
    case .producer: [.producer]
    case .origin: [.origin]
    case .destination: [.destination]
    case .transport: [.transport, .transportMeans]
    case .invoices: [.invoices]
    case .remarks: [.remarks]
    case .declarationPlace: [.declarationPlace, .declaration]
    case .signatory: [.declarationSignatory]
    }
  }

  /// Steps: characters of a reference, invoices, countries by length, words of everything else; none of a producer's is
  /// the consignor once more.
  var least: Int { self == .remarks || self == .producer ? 0 : 1 }

  /// What the rules of the trade allow.
  var most: Int {
    switch self {
    case .reference: 35
    case .invoices: 99
    case .remarks: 400
    case .origin, .destination: Self.countries.count
    case .consignor, .consignee, .producer: 120
    default: 40
    }
  }

  func set(_ amount: Int, in specimen: inout Specimen) {
    switch self {
    case .reference: specimen.form.reference = String(String(repeating: "REF-2026-0047 ", count: 3).prefix(amount))
    case .issuerName: specimen.notes.issuerName = Self.words(Self.chamber, amount)
    case .issuedPlace: specimen.notes.issuedPlace = Self.words(Self.places, amount)
    case .consignor: specimen.form.consignor.address = Self.lines(amount)
    case .consignee: specimen.form.consignee.address = Self.lines(amount)
    case .producer:
      specimen.form.producer = amount == 0 ? specimen.form.consignor : specimen.party
      if amount > 0 { specimen.form.producer?.address = Self.lines(amount) }
    case .origin: specimen.form.origin = Self.countries[amount - 1].code
    case .destination: specimen.form.destination = Self.countries[amount - 1].code
    case .transport: specimen.form.transport.means = Self.words(Self.vessels, amount)
    case .invoices:
      specimen.form.invoices = (1...amount).map {
        Invoice(number: "INV-2026-\(88_000 + $0)", date: "2026-09-\(($0 - 1) % 18 + 11)")
      }
    case .remarks: specimen.form.remarks = Self.words(Self.remark, amount)
    case .declarationPlace: specimen.form.declaration.place = Self.words(Self.places, amount)
    case .signatory: specimen.form.declaration.signatory = Self.words(Self.people, amount)
    }
  }

  /// From a short name to the longest of ISO 3166-1.
  static let countries = [
    (code: "OM", name: "Oman"), (code: "SG", name: "Singapore"), (code: "BN", name: "Brunei Darussalam"),
    (code: "LA", name: "Lao People's Democratic Republic"),
    (code: "GS", name: "South Georgia and the South Sandwich Islands"),
    (code: "GB", name: "United Kingdom of Great Britain and Northern Ireland"),
  ]

  private static let chamber = "The Straits Chamber of Trade, Commerce, Shipping and Industry"
  private static let places = "Newcastle upon Tyne, Stratford upon Avon"
  private static let people = "Christopher Montgomery-Featherstonehaugh, Director of Exports and Shipping"
  private static let vessels = "m.v. Northern Juniper, voyage 0417E, then by rail, then by road"
  private static let street = "Level 12, Harbour Front Tower Two, 180 Old Telok Blangah Road, Unit 04-117"
  private static let remark =
    "Letter of credit LC-2026-004711 of the First Maritime Bank; order 4500117283; goods for the harbour works;"

  /// The first words of a text that begins anew when it ends.
  private static func words(_ text: String, _ count: Int) -> String {
    let words = text.split(separator: " ")
    return (0..<count).map { words[$0 % words.count] }.joined(separator: " ")
  }

  /// Lines of an address, at most eight.
  private static func lines(_ count: Int) -> [String] {
    let words = words(street, count).split(separator: " ")
    let perLine = max(6, (words.count + 7) / 8)
    return stride(from: 0, to: words.count, by: perLine).map {
      words[$0..<min($0 + perLine, words.count)].joined(separator: " ")
    }
  }
}
