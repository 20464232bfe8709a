// SPDX-License-Identifier: GPL-3.0-or-later
public import CanonicalJSON
public import Signing

/// What `run --json` prints of a batch of the print room.
public struct PrintSummary: Sendable {
  /// Nil for a rehearsal.
  public var batch: String?
  /// Copies that were printed.
  public var copies: Int
  /// Certificates' copies in a row that were not printed; why stands in the report.
  public var failed: Int
  /// What was not printed by its reason, in the order of the runs.
  private(set) var failures: [(reason: String, items: [PrintItem])] = []
  /// Runs with sheets in them.
  public var runs: Int
  public var sheets: Int
  public var ledgerSize: Int
  public var ledgerRoot: Digest
  /// Wall time of this run.
  public var seconds: Double

  init(batch: String?, manifests: [RunManifest], ledgerSize: Int, ledgerRoot: Digest, seconds: Double) {
    self.batch = batch
    copies = manifests.reduce(0) { $0 + $1.copies }
    failed = manifests.reduce(0) { $0 + $1.failures.count }
    for failure in manifests.flatMap(\.failures) {
      if let known = failures.firstIndex(where: { $0.reason == failure.reason }) {
        failures[known].items.append(failure.item)
      } else {
        failures.append((failure.reason, [failure.item]))
      }
    }
    runs = manifests.count { !$0.sheets.isEmpty }
    sheets = manifests.reduce(0) { $0 + $1.sheets.count }
    self.ledgerSize = ledgerSize
    self.ledgerRoot = ledgerRoot
    self.seconds = seconds
  }

  public var json: JSONValue {
    func count(_ value: Int) -> JSONValue { .number(JSONNumber(value)) }
    return [
      "batch": batch.map { .string($0) } ?? .null, "copies": count(copies), "failed": count(failed),
      "ledger": ["size": count(ledgerSize), "root": .string(ledgerRoot.hex)], "runs": count(runs),
      "seconds": seconds.hundredths, "sheets": count(sheets),
    ]
  }

  /// A few lines for a person at a terminal.
  public func words(_ workspace: Workspace) -> String {
    var line = copies.counted("copy", "copies") + " on " + sheets.counted("sheet", "sheets")
    guard let batch else { return "rehearsal, nothing was kept: " + line }
    line += " in " + runs.counted("run", "runs") + ", \(failed.grouped) not printed"
    for (reason, items) in failures {
      let others = items.count > 1 ? " and \((items.count - 1).counted("other", "others"))" : ""
      line += "\n  \(items[0].number)\(others): \(reason)"
    }
    return """
      batch \(batch): \(line)
      runs   \(workspace.batch(batch).printRuns)/
      ledger \(ledgerSize) entries, root \(ledgerRoot.hex)
      report \(workspace.batch(batch).report("html"))
      """
  }

  /// What `run --json` prints when there is nothing to print.
  public static func nothing(_ workspace: Workspace) throws -> JSONValue {
    let status = try WorkspaceStatus(workspace)
    return [
      "batch": .null, "copies": 0, "failed": 0,
      "ledger": ["size": .number(JSONNumber(status.ledgerSize)), "root": .string(status.ledgerRoot)], "runs": 0,
      "seconds": 0, "sheets": 0,
    ]
  }
}
