// SPDX-License-Identifier: GPL-3.0-or-later

/// Where one batch's files are.
public struct BatchFolder: Sendable {
  public let path: String

  /// Digests of recipe, rules, policy and template, the bytes that `batch.open` hashes.
  public var configuration: String { path + "/config.json" }
  /// The frozen list of inputs and the batch's time.
  public var inputs: String { path + "/inputs.jsonl" }
  /// What the ledger's entries hash, one line an entry.
  public var events: String { path + "/events.jsonl" }
  /// What a reconciliation's paper is compared with, for the rows from `row` on that were judged together.
  var shelves: String { path + "/shelf" }
  func shelf(row: Int) -> String { "\(shelves)/\(row).json" }
  public var certificates: String { path + "/certificates" }
  public var printRuns: String { path + "/print-runs" }
  public var refused: String { path + "/refused" }
  public var held: String { path + "/held" }
  public func report(_ ending: String) -> String { path + "/report." + ending }
  /// The jobs that a run was handed to its queue as, until the run is complete.
  public func spool(_ run: Int) -> String { path + "/spool-\(run).json" }
  /// The signed note of an officer about a held form.
  public func decision(on document: String) -> String { held + "/" + document + ".decision" }
  /// That of a second officer, where a grant needs two.
  public func secondDecision(on document: String) -> String { held + "/" + document + ".decision2" }
}
