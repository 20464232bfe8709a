// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON

/// How far a code is turned clockwise on its page, above -180 to 180 degrees; near 0 on a sheet that lies upright.
public struct Skew: Equatable, Sendable {
  /// Tenths of a degree: what a scanner's feeder can be set right by.
  public let tenths: Int

  init(hundredths: Int) {
    let tenths = Int((Double(hundredths) / 10).rounded())
    self.tenths = tenths == -1800 ? 1800 : tenths
  }

  init?(_ json: JSONValue?) {
    guard case .number(let number)? = json, abs(number.double) <= 180 else { return nil }
    tenths = Int((number.double * 10).rounded())
  }

  var json: JSONValue { .number(JSONNumber(tenths: tenths)) }

  /// Degrees with one decimal: `-0.4`.
  var degrees: String { "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)" }
}
