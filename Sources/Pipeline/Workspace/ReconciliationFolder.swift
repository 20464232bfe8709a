// SPDX-License-Identifier: GPL-3.0-or-later

/// Where a reconciliation's files for people are.
public struct ReconciliationFolder: Sendable {
  public let path: String

  public func report(_ ending: String) -> String { path + "/report." + ending }
  public var thumbnails: String { path + "/thumbnails" }
}
