// SPDX-License-Identifier: GPL-3.0-or-later

/// Consignor, consignee or producer (boxes 1 and 2 of the ordinary form).
public struct Party: Equatable, Sendable {
  /// Registered name.
  public var name: String
  /// Street lines, without city and country.
  public var address: [String]
  public var city: String
  public var postcode: String?
  /// ISO 3166-1 alpha-2.
  public var country: String
  /// Registration number (UEN, VAT …).
  public var id: String?
  /// A consignee "to order": name and address may then be missing.
  public var toOrder: Bool?

  public init(
    name: String = "", address: [String] = [], city: String = "", postcode: String? = nil, country: String = "",
    id: String? = nil, toOrder: Bool? = nil
  ) {
    self.name = name
    self.address = address
    self.city = city
    self.postcode = postcode
    self.country = country
    self.id = id
    self.toOrder = toOrder
  }
}
