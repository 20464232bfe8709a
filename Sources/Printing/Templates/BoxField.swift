// SPDX-License-Identifier: GPL-3.0-or-later

/// What a box of a template prints.
public enum BoxField: String, CaseIterable, Sendable {
  case number
  case reference
  case issuerName = "issuer.name"
  case issuedPlace = "issued.place"
  case issuedDate = "issued.date"
  /// Place and date.
  case issued
  /// The country of the issuing chamber.
  case issuedCountry = "issued.country"
  case consignor
  case consignee
  case producer
  case origin
  case destination
  /// Mode and means, departure, route.
  case transport
  /// `By sea`.
  case transportMode = "transport.mode"
  /// The vessel's name; led by the mode where no box of its own has it.
  case transportMeans = "transport.means"
  case transportDeparture = "transport.departure"
  case transportLoading = "transport.loading"
  case transportDischarge = "transport.discharge"
  /// Remarks, and what no box of its own has: the marks below, invoices.
  case remarks
  case invoices
  /// Place and date of the exporter's declaration.
  case declaration
  case declarationPlace = "declaration.place"
  case declarationDate = "declaration.date"
  case declarationSignatory = "declaration.signatory"
  /// Packages and gross mass of all items.
  case totals
  /// ISSUED RETROSPECTIVELY.
  case markRetrospective = "mark.retrospective"
  /// DUPLICATE of certificate ….
  case markDuplicate = "mark.duplicate"
  /// This certificate cancels and replaces certificate ….
  case markReplaces = "mark.replaces"
  /// ORIGINAL, COPY 2.
  case copyMark = "copy.mark"
  /// Sheet 2 of 3.
  case sheetMark = "sheet.mark"
  /// How to verify the sheet.
  case verifyHint = "verify.hint"
  case tickThirdParty = "tick.third-party-invoicing"
  case tickBackToBack = "tick.back-to-back"
  case tickExhibition = "tick.exhibition"
  case tickAccumulation = "tick.accumulation"
  case tickDeMinimis = "tick.de-minimis"
  case tickRetroactive = "tick.retroactive"

  /// The flag of the form that this box ticks.
  var flag: String? {
    rawValue.hasPrefix("tick.") ? String(rawValue.dropFirst(5)) : nil
  }

  /// Text that is never continued on another sheet: it must fit where it stands.
  var staysInBox: Bool {
    switch self {
    case .number, .issuedDate, .issued, .issuedPlace, .issuedCountry, .copyMark, .sheetMark, .verifyHint: true
    case .markRetrospective, .markDuplicate, .markReplaces: true
    default: flag != nil
    }
  }

  /// Text that is meant to stand in several lines, though it stays in its box.
  var isSentence: Bool {
    self == .markRetrospective || self == .markDuplicate || self == .markReplaces
  }

  /// The box of the ordinary form that bears this field (EU form, boxes 1 to 8); what a continuation names.
  var usualLabel: String {
    switch self {
    case .consignor: "Box 1"
    case .consignee: "Box 2"
    case .origin: "Box 3"
    case .transport, .transportMode, .transportMeans, .transportDeparture, .transportLoading, .transportDischarge:
      "Box 4"
    case .remarks, .markRetrospective, .markDuplicate, .markReplaces: "Box 5"
    case .totals: "Totals"
    case .producer: "Producer"
    case .invoices: "Invoices"
    case .destination: "Destination"
    case .reference: "Reference"
    case .issuerName, .issuedPlace, .issuedDate, .issued, .issuedCountry: "Issued by"
    case .declaration, .declarationPlace, .declarationDate, .declarationSignatory: "Declaration"
    default: rawValue
    }
  }
}
