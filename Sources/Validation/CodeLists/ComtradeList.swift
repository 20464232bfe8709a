// SPDX-License-Identifier: GPL-3.0-or-later
internal import CanonicalJSON

/// The HS as UN Comtrade publishes it, one JSON document: `{"results":[{"id":"010121","text":"010121 - Horses; …"}]}`.
/// https://comtradeapi.un.org/files/v1/app/reference/H6.json
struct ComtradeList {
  /// Code and text, in the file's order.
  let entries: [(code: String, text: String)]

  /// Nil for a file that is something else.
  init?(_ bytes: [UInt8]) {
    let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes[3...]) : bytes
    guard let json = try? JSONValue(parsing: body, limits: JSONLimits(bytes: 1 << 27)),
      let rows = json.array ?? json.object?["results"]?.array
    else { return nil }
    var entries: [(code: String, text: String)] = []
    for row in rows {
      guard let code = row.object?["id"]?.string, let text = row.object?["text"]?.string else { return nil }
      entries.append((code, text))
    }
    self.entries = entries
  }
}
