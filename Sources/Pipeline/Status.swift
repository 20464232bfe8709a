// SPDX-License-Identifier: GPL-3.0-or-later
public import CanonicalJSON
import DurableFiles
import Ledger
import Signing

/// `certmill status`: where a workspace stands.
public struct WorkspaceStatus: Sendable {
  public var chamber: String
  public var name: String
  public var ledgerSize: Int
  public var ledgerRoot: String
  public var certificates: Int
  public var void: Int
  public var held: Int
  public var batches: Int
  /// A batch that a kill left unfinished.
  public var openBatch: String?
  public var lastBatch: String?
  public var waiting: Int

  /// Reads without a lock: the figures are of the last committed group.
  public init(_ workspace: Workspace) throws {
    chamber = workspace.settings.chamber
    name = workspace.settings.name
    let note = try SignedNote(parsing: try DurableFile.read(workspace.ledgerFolder + "/checkpoint", limit: 1 << 20))
    let checkpoint = try Checkpoint(parsing: note.text)
    ledgerSize = checkpoint.size
    ledgerRoot = checkpoint.root.hex
    var totals = StateTotals(certificates: 0, void: 0, held: 0, batches: 0)
    if DurableFile.exists(workspace.statePath) {
      (totals, openBatch, lastBatch) = try State.open(workspace.statePath, readOnly: true) { state in
        (try state.totals(), try state.openBatch()?.id, try state.lastBatch()?.id)
      }
    }
    certificates = totals.certificates
    void = totals.void
    held = totals.held
    batches = totals.batches
    waiting = try InputFiles([workspace.inbox], inbox: workspace.inbox).files.count
  }

  public var json: JSONValue {
    func number(_ value: Int) -> JSONValue { .number(JSONNumber(value)) }
    return [
      "chamber": .string(chamber), "name": .string(name),
      "ledger": ["size": number(ledgerSize), "root": .string(ledgerRoot)], "certificates": number(certificates),
      "void": number(void), "held": number(held), "batches": number(batches),
      "openBatch": openBatch.map { .string($0) } ?? .null, "lastBatch": lastBatch.map { .string($0) } ?? .null,
      "inbox": number(waiting),
    ]
  }
}
