// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import DurableFiles
import Ledger
import Reconciliation
import Trade

/// The chamber's own `trust/<chamber>.json`, to be read and changed member by member: what others have put into it
/// stays.
struct OwnTrustEntry {
  let path: String
  let entry: TrustEntry
  private var json: JSONObject

  /// Nil if there is none.
  init?(of workspace: Workspace) throws {
    guard workspace.settings.issuer != nil else { return nil }
    path = try workspace.trustEntry
    guard DurableFile.exists(path) else { return nil }
    let bytes = try DurableFile.read(path, limit: TrustEntry.longestFile)
    entry = try TrustEntry(parsing: bytes, file: path)
    json = try JSONValue(parsing: bytes).object ?? JSONObject()
  }

  var bytes: [UInt8] { JSONValue.object(json).canonicalBytes }

  /// Changes the keys of seals, one object each in the order of `entry.keys`.
  mutating func changeKeys(_ change: (inout [JSONObject]) -> Void) {
    var keys = json["keys"]?.array?.compactMap(\.object) ?? []
    change(&keys)
    json["keys"] = .array(keys.map { .object($0) })
  }

  mutating func changeLedger(_ change: (inout JSONObject) -> Void) {
    var ledger = json["ledger"]?.object ?? JSONObject()
    change(&ledger)
    json["ledger"] = .object(ledger)
  }

  mutating func add(_ statement: KeyStatement) {
    let text = JSONValue.string(String(decoding: statement.note.bytes, as: UTF8.self))
    json["statements"] = .array((json["statements"]?.array ?? []) + [text])
  }

  /// Writes it durably, if it can be read again; gives what it says now.
  func write() throws -> TrustEntry {
    let entry = try TrustEntry(parsing: bytes, file: path)
    try DurableFile.write(bytes, to: path)
    return entry
  }
}
