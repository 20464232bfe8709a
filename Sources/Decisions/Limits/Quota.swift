// SPDX-License-Identifier: GPL-3.0-or-later

/// How many applications of one exporter are granted without an officer, in a night or a calendar month.
///
/// A policy says which quotas hold for a form; how many applications came, only the chamber's memory knows.
public struct Quota: Equatable, Sendable {
  public enum Period: String, CaseIterable, Sendable {
    /// The batch.
    case night
    /// The calendar month of the batch's day.
    case month
  }

  public var period: Period
  public var most: Int
  /// Only applications to these are counted, ISO 3166-1 alpha-2; empty counts all.
  public var destinations: [String]
  /// Which limit of the policy it is.
  public var limit: String

  public init(period: Period, most: Int, destinations: [String], limit: String) {
    self.period = period
    self.most = most
    self.destinations = destinations
    self.limit = limit
  }

  /// Why a form is held that so many others came before; nil within the quota.
  public func reason(after others: Int) -> String? {
    guard others >= most else { return nil }
    let place = destinations.isEmpty ? "" : " to \(destinations.joined(separator: ", "))"
    return "\(limit): application \(others + 1) of this exporter\(place) this \(period.rawValue), above \(most)"
  }
}
