// SPDX-License-Identifier: GPL-3.0-or-later
internal import Settings
internal import Trade
internal import Validation

/// An exporter whom a policy names: by registration number, by name, or both.
struct NamedExporter: Sendable {
  /// Registration number as written in the policy, without spaces, in capitals.
  private let id: String?
  private let name: PartyName?

  /// From the keys `id` and `name` of a group.
  init(_ node: SettingsNode) throws(SettingsError) {
    let id = try node.optional("id")?.text()
    let name = try node.optional("name")?.text()
    guard id != nil || name != nil else { throw node.error("expected id or name of an exporter, or both") }
    let comparable = name.map { PartyName($0) }
    if comparable?.isEmpty == true { throw node.error("name has no letters or digits") }
    self.id = id.map(Self.comparable(id:))
    self.name = comparable
  }

  func isMeant(by party: Party) -> Bool {
    if let id, let other = party.id, Self.comparable(id: other) == id { return true }
    return name.map { $0 == PartyName(party.name) } ?? false
  }

  static func comparable(id: String) -> String {
    String(decoding: id.uppercased().utf8.filter { $0 != UInt8(ascii: " ") }, as: UTF8.self)
  }
}
