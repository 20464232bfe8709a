// SPDX-License-Identifier: GPL-3.0-or-later
internal import Settings
internal import Trade

/// A policy's word to look names up in a list.
public struct WatchOrder: Equatable, Sendable {
  enum Match: String, CaseIterable, Sendable {
    /// The same name.
    case exact
    /// The same or a near name.
    case near
  }

  /// Whom a form names.
  enum Role: String, CaseIterable, Sendable {
    case consignor, consignee, producer

    func party(of form: ApplicationForm) -> Party? {
      switch self {
      case .consignor: form.consignor
      case .consignee: form.consignee
      case .producer: form.producer
      }
    }
  }

  /// What the chamber calls the list, `eu-sanctions`.
  public let list: String
  /// Its file, as the policy names it.
  public let file: String
  let match: Match
  /// Nearness that holds a form, percent.
  let percent: Int
  let roles: [Role]

  /// Hits of one name in one list that are told; the others are counted.
  private static let mostTold = 5

  init(_ node: SettingsNode) throws(SettingsError) {
    list = try node.text("list")
    file = try node.text("file")
    match = try node.choice("match", default: Match.near)
    let near = try node.optional("near")
    if match == .exact, let near { throw near.error("says nothing where match is exact") }
    percent = match == .exact ? 100 : try near?.integer(in: 50...100) ?? 80
    var roles: [Role] = []
    if let parties = try node.optional("parties") {
      for name in try parties.texts() {
        guard let role = Role(rawValue: name) else {
          throw parties.unknown("party", name, valid: Role.allCases.map(\.rawValue))
        }
        roles.append(role)
      }
    }
    self.roles = roles.isEmpty ? Role.allCases : roles
  }

  /// The list, made ready to look names up in.
  func index(_ bytes: [UInt8]) throws(WatchListError) -> NameIndex {
    NameIndex(try WatchList(bytes, file: file), isNear: match == .near)
  }

  /// Who of the form is on the list or near, in words.
  func reasons(against form: ApplicationForm, in index: NameIndex) -> [String] {
    roles.flatMap { role -> [String] in
      guard let party = role.party(of: form) else { return [] }
      let matches = index.matches(party.name, atLeast: percent)
      let told = matches.prefix(Self.mostTold).map { match in
        "\(role.rawValue) \"\(Self.short(party.name))\" \(match.words(list: list))"
      }
      let more = matches.count - told.count
      return told + (more > 0 ? ["\(role.rawValue): \(more) more near names of list \(list)"] : [])
    }
  }

  private static func short(_ name: String) -> String {
    let name = name.replacing(";", with: ",")
    return name.unicodeScalars.count > 70
      ? String(String.UnicodeScalarView(name.unicodeScalars.prefix(70))) + "…" : name
  }
}
