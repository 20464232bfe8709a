// SPDX-License-Identifier: GPL-3.0-or-later

/// A list of names that cannot be used. No name of the list stands in it.
public struct WatchListError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file as the policy names it.
  public var file: String
  /// From 1; 0 where the file as a whole is meant.
  public var line: Int
  /// What was expected and found, and the way out.
  public var message: String

  public var description: String {
    "list \(file)\(line > 0 ? " line \(line)" : ""): \(message)"
  }
}
