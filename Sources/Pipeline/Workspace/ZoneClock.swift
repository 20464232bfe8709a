// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
public import Trade

/// Calendar days of one time zone: years of certificate numbers and days of batch ids follow the chamber's.
public struct ZoneClock: Sendable {
  private let zone: TimeZone

  /// Nil for a name that the system's time zone database does not have.
  public init?(timeZone name: String) {
    guard let zone = TimeZone(identifier: name) else { return nil }
    self.zone = zone
  }

  /// The day that it is in the zone at `time`.
  public func day(at time: Timestamp) -> CalendarDate {
    let offset = zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(time.seconds)))
    let local = time.seconds + offset
    return CalendarDate(daysSinceEpoch: local >= 0 ? local / 86_400 : (local - 86_399) / 86_400)
  }
}
