// SPDX-License-Identifier: GPL-3.0-or-later

/// An application for a Certificate of Origin in the flat form `certmill.application/1`, as written.
///
/// Nothing here is checked: codes, dates and decimals are the exporter's text, and a mandatory field that was
/// left out is an empty string, so that validation can report every fault at once.
public struct ApplicationForm: Equatable, Sendable {
  /// The name of the form's version, the value of its key `form`.
  public static let version = "certmill.application/1"

  /// The exporter's own reference, 1-35 characters.
  public var reference: String
  /// `ATIGA`, `ChAFTA`, `RCEP` …; nil for an ordinary (non-preferential) certificate.
  public var agreement: String?
  /// Copies asked for, 1-9; nil leaves it to the recipe.
  public var copies: Int?
  public var consignor: Party
  public var consignee: Party
  public var producer: Party?
  /// ISO 3166-1 alpha-2; nil for mixed origins, which then stand at each item.
  public var origin: String?
  /// ISO 3166-1 alpha-2.
  public var destination: String
  public var transport: Transport
  public var remarks: String
  public var invoices: [Invoice]
  public var items: [GoodsItem]
  public var declaration: Declaration
  /// `third-party-invoicing`, `back-to-back`, `exhibition`, `accumulation`, `de-minimis`, `retroactive`.
  public var flags: [String]?

  public init(
    reference: String = "", agreement: String? = nil, copies: Int? = nil, consignor: Party = Party(),
    consignee: Party = Party(), producer: Party? = nil, origin: String? = nil, destination: String = "",
    transport: Transport = Transport(), remarks: String = "", invoices: [Invoice] = [], items: [GoodsItem] = [],
    declaration: Declaration = Declaration(), flags: [String]? = nil
  ) {
    self.reference = reference
    self.agreement = agreement
    self.copies = copies
    self.consignor = consignor
    self.consignee = consignee
    self.producer = producer
    self.origin = origin
    self.destination = destination
    self.transport = transport
    self.remarks = remarks
    self.invoices = invoices
    self.items = items
    self.declaration = declaration
    self.flags = flags
  }
}
