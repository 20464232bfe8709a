// SPDX-License-Identifier: GPL-3.0-or-later

/// The exporter's declaration.
public struct Declaration: Equatable, Sendable {
  public var place: String
  /// YYYY-MM-DD.
  public var date: String
  public var signatory: String

  public init(place: String = "", date: String = "", signatory: String = "") {
    self.place = place
    self.date = date
    self.signatory = signatory
  }
}
