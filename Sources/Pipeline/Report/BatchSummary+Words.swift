// SPDX-License-Identifier: GPL-3.0-or-later
public import CanonicalJSON
import Signing

extension BatchSummary {
  /// A few lines for a person at a terminal.
  public func words(_ workspace: Workspace) -> String {
    let line =
      "\(counts.received) received: \(counts.issued) issued (\(counts.sheets) sheets), \(counts.held) held, "
      + "\(counts.refused) refused, \(counts.duplicates) duplicates, \(counts.failed) failed"
    guard let batch else { return "rehearsal, nothing was kept: " + line }
    let witnesses = confirmation.map { "\nwitnesses: \($0.words)" } ?? ""
    return """
      batch \(batch): \(line)
      ledger \(ledgerSize) entries, root \(ledgerRoot.hex)\(witnesses)
      report \(workspace.batch(batch).report("html"))
      """
  }

  /// What `run --json` prints when there is nothing to do.
  public static func nothing(_ workspace: Workspace) throws -> JSONValue {
    let status = try WorkspaceStatus(workspace)
    return [
      "batch": .null, "received": 0, "duplicates": 0, "refused": 0, "held": 0, "issued": 0, "failed": 0, "sheets": 0,
      "ledger": ["size": .number(JSONNumber(status.ledgerSize)), "root": .string(status.ledgerRoot)], "seconds": 0,
    ]
  }
}
