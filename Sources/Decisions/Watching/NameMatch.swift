// SPDX-License-Identifier: GPL-3.0-or-later

/// A name of a form that is on a list, or near one.
public struct NameMatch: Equatable, Sendable {
  public var entry: WatchedName
  /// The name of the entry that was met: its own, or an alias.
  public var name: String
  /// 100 for the same words, whatever their order.
  public var percent: Int

  public init(entry: WatchedName, name: String, percent: Int) {
    self.entry = entry
    self.name = name
    self.percent = percent
  }

  /// For the officer: how near, which entry. Semicolons part reasons, so there is none inside.
  func words(list: String) -> String {
    var place = "line \(entry.line)"
    if !entry.id.isEmpty { place = entry.id + ", " + place }
    if !entry.country.isEmpty { place += ", " + entry.country }
    let known = name == entry.name ? "\"\(name)\"" : "\"\(name)\", also known as \"\(entry.name)\","
    return "\(percent == 100 ? "is" : "\(percent) % near") \(known) of list \(list) (\(place))"
      .replacing(";", with: ",")
  }
}
