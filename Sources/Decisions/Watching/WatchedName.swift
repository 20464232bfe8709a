// SPDX-License-Identifier: GPL-3.0-or-later

/// One row of a list of names.
public struct WatchedName: Equatable, Sendable {
  /// The list's own id of the entry; empty where it gives none.
  public var id: String
  public var name: String
  /// Other names of the same.
  public var aliases: [String]
  /// As the list writes it, mostly ISO 3166-1 alpha-2; empty where it gives none.
  public var country: String
  /// Line of the file, from 1.
  public var line: Int

  public init(id: String = "", name: String, aliases: [String] = [], country: String = "", line: Int) {
    self.id = id
    self.name = name
    self.aliases = aliases
    self.country = country
    self.line = line
  }
}
