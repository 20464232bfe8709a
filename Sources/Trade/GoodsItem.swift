// SPDX-License-Identifier: GPL-3.0-or-later

/// One item of goods (boxes 6 and 7 of the ordinary form).
public struct GoodsItem: Equatable, Sendable {
  /// Item number as printed, from 1.
  public var no: Int
  /// Shipping marks, or `NO MARKS`.
  public var marks: [String]
  public var packages: [Packages]
  public var description: String
  /// HS code, six digits or more, without points.
  public var hs: String
  /// ISO 3166-1 alpha-2; needed where the form's own origin is nil (mixed origins).
  public var origin: String?
  /// Origin criterion (`WO`, `CTH`, `RVC 40%` …).
  public var criterion: String?
  public var quantity: Quantity?
  /// Gross mass, kilograms, decimal text.
  public var grossKg: String
  /// Net mass, kilograms, decimal text.
  public var netKg: String?
  /// Free-on-board value.
  public var fob: Amount?
  /// Index from 0 into the form's invoices.
  public var invoice: Int?

  public init(
    no: Int = 0, marks: [String] = [], packages: [Packages] = [], description: String = "", hs: String = "",
    origin: String? = nil, criterion: String? = nil, quantity: Quantity? = nil, grossKg: String = "",
    netKg: String? = nil, fob: Amount? = nil, invoice: Int? = nil
  ) {
    self.no = no
    self.marks = marks
    self.packages = packages
    self.description = description
    self.hs = hs
    self.origin = origin
    self.criterion = criterion
    self.quantity = quantity
    self.grossKg = grossKg
    self.netKg = netKg
    self.fob = fob
    self.invoice = invoice
  }
}
