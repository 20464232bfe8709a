// SPDX-License-Identifier: GPL-3.0-or-later
internal import CanonicalJSON

/// Reads a list of Debian's iso-codes: `{"3166-1": [{"alpha_2": "SG", "name": "Singapore", …}, …]}`.
enum ISOCodes {
  /// A code and its names: short name first, then common, official and three-letter ones.
  struct Entry {
    var code: String
    var names: [String]
  }

  /// Entries sorted by code.
  static func parse(
    _ bytes: [UInt8]?, file: String, list: String, code: String
  ) throws(CodeListError) -> [Entry] {
    guard let bytes else { throw .missing(file: file) }
    let json: JSONValue
    do {
      json = try JSONValue(parsing: bytes)
    } catch {
      throw .json(file: file, reason: error.description)
    }
    guard let items = json.object?[list]?.array else { throw .json(file: file, reason: "no list \"\(list)\"") }
    var entries: [Entry] = []
    for item in items {
      guard let object = item.object, let value = object[code]?.string, let name = object["name"]?.string else {
        throw .json(file: file, reason: "entry \(entries.count + 1) of \"\(list)\" lacks \(code) or name")
      }
      let others = ["common_name", "official_name", "alpha_3"].compactMap { object[$0]?.string }
      entries.append(Entry(code: value, names: [name] + others.filter { $0 != name && $0 != value }))
    }
    guard !entries.isEmpty else { throw .empty(file: file) }
    return entries.sorted { $0.code < $1.code }
  }
}
