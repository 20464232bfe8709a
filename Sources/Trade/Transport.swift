// SPDX-License-Identifier: GPL-3.0-or-later

/// How the goods travel (box 4 of the ordinary form).
public struct Transport: Equatable, Sendable {
  /// UN/ECE Recommendation 19, one digit: `1` maritime, `2` rail, `3` road, `4` air …
  public var mode: String
  /// Vessel, flight or vehicle.
  public var means: String?
  /// YYYY-MM-DD.
  public var departure: String?
  /// UN/LOCODE of the place of loading.
  public var loading: String?
  /// UN/LOCODE of the place of discharge.
  public var discharge: String?

  public init(
    mode: String = "", means: String? = nil, departure: String? = nil, loading: String? = nil,
    discharge: String? = nil
  ) {
    self.mode = mode
    self.means = means
    self.departure = departure
    self.loading = loading
    self.discharge = discharge
  }
}
