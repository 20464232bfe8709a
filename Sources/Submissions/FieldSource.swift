// SPDX-License-Identifier: GPL-3.0-or-later

/// From where in a submission a field of its form came.
public struct FieldSource: Equatable, Sendable {
  /// Keys of the flat form with points and positions from 0, `items[2].hs`; a place of a whole part, `items[2].packages`,
  /// stands for all below it.
  public var field: String
  /// `line 7, column 12 (supplyChainConsignment.exporter.name)`, `field "consignor.name"`: the format's own words.
  public var place: String

  public init(field: String, place: String) {
    self.field = field
    self.place = place
  }
}
