// SPDX-License-Identifier: GPL-3.0-or-later
internal import Settings
internal import Trade

/// What a form may have and be granted without an officer: for every exporter and destination, or for some.
struct Limit: Sendable {
  /// `limit 2`, or as the policy calls it: begins its reasons.
  private let title: String
  private let exporters: [NamedExporter]
  /// ISO 3166-1 alpha-2; empty means all.
  private let destinations: [String]
  private let value: ValueThreshold?
  private let grossKg: DecimalQuantity?
  private let items: Int?
  private let applications: [(period: Quota.Period, most: Int)]

  /// `number` is its place in the policy, from 1.
  init(_ node: SettingsNode, number: Int) throws(SettingsError) {
    title = try node.text("title", default: "limit \(number)")
    var exporters: [NamedExporter] = []
    for item in try node.items("exporters") { exporters.append(try NamedExporter(item)) }
    self.exporters = exporters
    destinations = try node.texts("destinations")
    for code in destinations where code.utf8.count != 2 || !code.utf8.allSatisfy({ (65...90).contains($0) }) {
      throw node.error("destinations: \"\(code)\": expected a country of ISO 3166, such as NL")
    }
    value = try ValueThreshold(node)
    grossKg = try node.optional("gross-kg")?.quantity()
    items = try node.optional("items")?.integer(in: 0...1_000_000)
    var applications: [(Quota.Period, Int)] = []
    for period in Quota.Period.allCases {
      guard let most = try node.optional("a-\(period.rawValue)")?.integer(in: 0...1_000_000) else { continue }
      applications.append((period, most))
    }
    self.applications = applications
    guard value != nil || grossKg != nil || items != nil || !applications.isEmpty else {
      throw node.error("limits nothing; give value, gross-kg, items, a-night or a-month")
    }
  }

  func isMeant(by form: ApplicationForm) -> Bool {
    (exporters.isEmpty || exporters.contains { $0.isMeant(by: form.consignor) })
      && (destinations.isEmpty || destinations.contains(form.destination))
  }

  /// Why a form that is meant is not within it, in words; empty if it is.
  func reasons(against form: ApplicationForm, worth sums: FormValue) -> [String] {
    var reasons = value?.reasons(against: sums) ?? []
    if let grossKg {
      var gross = DecimalQuantity.zero
      var untold: [String] = []
      for item in form.items {
        if let mass = DecimalQuantity(item.grossKg) { gross += mass } else { untold.append(String(item.no)) }
      }
      if gross > grossKg { reasons.append("gross \(gross) kg, above \(grossKg) kg") }
      if !untold.isEmpty { reasons.append("no gross weight at item \(untold.prefix(8).joined(separator: ", "))") }
    }
    if let items, form.items.count > items { reasons.append("\(form.items.count) items, above \(items)") }
    return reasons.map { "\(title): \($0)" }
  }

  var quotas: [Quota] {
    applications.map { Quota(period: $0.period, most: $0.most, destinations: destinations, limit: title) }
  }
}
