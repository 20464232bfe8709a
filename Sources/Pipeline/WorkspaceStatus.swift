// SPDX-License-Identifier: GPL-3.0-or-later
public import CanonicalJSON
import DurableFiles
import Ledger
import Signing

/// `certmill status`: where a workspace stands.
public struct WorkspaceStatus: Sendable {
  /// Issuer id; nil in a workspace that only reads.
  public var chamber: String?
  public var name: String
  public var ledgerSize: Int
  public var ledgerRoot: String
  public var certificates: Int
  public var void: Int
  public var revoked: Int
  public var replaced: Int
  /// Years whose documents were deleted.
  public var purged: [Int] = []
  public var held: Int
  public var batches: Int
  /// Sheets of certificates that were seen in scans, each once.
  public var sightings = 0
  /// A batch that a kill left unfinished.
  public var openBatch: String?
  public var lastBatch: String?
  public var waiting: Int

  /// Reads without a lock: the figures are of the last committed group.
  public init(_ workspace: Workspace) throws {
    chamber = workspace.settings.issuer?.id
    name = workspace.settings.name
    let note = try SignedNote(parsing: try DurableFile.read(workspace.ledgerFolder + "/checkpoint", limit: 1 << 20))
    let checkpoint = try Checkpoint(parsing: note.text)
    ledgerSize = checkpoint.size
    ledgerRoot = checkpoint.root.hex
    var totals = StateTotals(certificates: 0, void: 0, held: 0, batches: 0)
    if DurableFile.exists(workspace.statePath) {
      (totals, openBatch, lastBatch, sightings, purged) = try State.open(workspace.statePath, readOnly: true) { state in
        (
          try state.totals(), try state.openBatch()?.id, try state.lastBatch()?.id, try state.sheetsSighted(),
          try state.purgedYears().sorted()
        )
      }
    }
    certificates = totals.certificates
    void = totals.void
    revoked = totals.revoked
    replaced = totals.replaced
    held = totals.held
    batches = totals.batches
    waiting = try InputFiles([workspace.inbox], inbox: workspace.inbox, takesPackages: true).files.count
  }

  public var json: JSONValue {
    func number(_ value: Int) -> JSONValue { .number(JSONNumber(value)) }
    return [
      "chamber": chamber.map { .string($0) } ?? .null, "name": .string(name),
      "ledger": ["size": number(ledgerSize), "root": .string(ledgerRoot)], "certificates": number(certificates),
      "void": number(void), "revoked": number(revoked), "replaced": number(replaced),
      "purged": .array(purged.map(number)), "held": number(held), "batches": number(batches),
      "openBatch": openBatch.map { .string($0) } ?? .null, "lastBatch": lastBatch.map { .string($0) } ?? .null,
      "inbox": number(waiting), "sightings": number(sightings),
    ]
  }
}
