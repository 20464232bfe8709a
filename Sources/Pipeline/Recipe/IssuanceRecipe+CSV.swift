// SPDX-License-Identifier: GPL-3.0-or-later
import Settings
import Submissions

extension IssuanceRecipe {
  /// `receive: csv:` how exporters' spreadsheets write: separator, encoding, decimal mark, order of dates.
  static func dialect(_ receive: SettingsNode) throws(SettingsError) -> CSVDialect {
    guard let csv = try receive.optional("csv") else { return .standard }
    var dialect = CSVDialect.standard
    dialect.separator = try csv.choice("separator", default: dialect.separator)
    dialect.encoding = try csv.choice("encoding", default: dialect.encoding)
    dialect.decimal = try csv.choice("decimal", default: dialect.decimal)
    if let node = try csv.optional("dates") {
      let written = try node.text()
      guard let dates = DatePattern(written) else {
        throw node.error(
          "\"\(written)\" is no order of a date; expected DD, MM and YYYY parted by points, slashes or hyphens, such as "
            + "DD.MM.YYYY")
      }
      dialect.dates = dates
    }
    return dialect
  }
}
