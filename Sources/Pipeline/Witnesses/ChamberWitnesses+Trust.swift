// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import DurableFiles
import Ledger
import Reconciliation

extension ChamberWitnesses {
  /// What a trust entry's `ledger` says of witnesses.
  var trustMembers: [(key: String, value: JSONValue)] {
    [
      ("witnesses", .array(voices.map { .string($0.key.description) })), ("quorum", .number(JSONNumber(quorum))),
    ]
  }

  /// Writes witnesses and quorum into the chamber's own trust entry, for readers to ask for; the rest stays as it is.
  func enter(intoTrustOf workspace: Workspace) throws {
    let path = try workspace.trustEntry
    guard DurableFile.exists(path) else { return }
    let bytes = try DurableFile.read(path, limit: TrustEntry.longestFile)
    // Read strictly, so that a broken entry is told and not written again.
    _ = try TrustEntry(parsing: bytes, file: path)
    guard var entry = try JSONValue(parsing: bytes).object, var ledger = entry["ledger"]?.object else { return }
    for (key, value) in trustMembers { ledger[key] = value }
    entry["ledger"] = .object(ledger)
    let changed = JSONValue.object(entry).canonicalBytes
    _ = try TrustEntry(parsing: changed, file: path)
    if changed != bytes { try DurableFile.write(changed, to: path) }
  }
}
