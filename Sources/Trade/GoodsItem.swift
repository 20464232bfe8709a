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

/// A count of packages of one kind.
public struct Packages: Equatable, Sendable {
  public var count: Int
  /// UN/ECE Recommendation 21 code, `CT` for cartons.
  public var kind: String

  public init(count: Int, kind: String) {
    self.count = count
    self.kind = kind
  }
}

/// A quantity in a unit of UN/ECE Recommendation 20.
public struct Quantity: Equatable, Sendable {
  /// Decimal text.
  public var value: String
  public var unit: String

  public init(value: String, unit: String) {
    self.value = value
    self.unit = unit
  }
}

/// An amount of money.
public struct Amount: Equatable, Sendable {
  /// Decimal text.
  public var amount: String
  /// ISO 4217.
  public var currency: String

  public init(amount: String, currency: String) {
    self.amount = amount
    self.currency = currency
  }
}
