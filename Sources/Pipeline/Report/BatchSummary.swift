// SPDX-License-Identifier: GPL-3.0-or-later
public import CanonicalJSON
public import Signing

/// What `run --json` prints of an issuing batch.
public struct BatchSummary: Sendable {
  /// Nil for a rehearsal.
  public var batch: String?
  public var counts: BatchCounts
  public var ledgerSize: Int
  public var ledgerRoot: Digest
  /// What witnesses said of the ledger before release; nil for a chamber without witnesses.
  public var confirmation: Confirmation?
  /// Wall time of this run.
  public var seconds: Double

  public var json: JSONValue {
    var ledger: JSONObject = ["size": .number(JSONNumber(ledgerSize)), "root": .string(ledgerRoot.hex)]
    if let confirmation { ledger["witnesses"] = confirmation.json }
    return [
      "batch": batch.map { .string($0) } ?? .null, "received": .number(JSONNumber(counts.received)),
      "duplicates": .number(JSONNumber(counts.duplicates)), "refused": .number(JSONNumber(counts.refused)),
      "held": .number(JSONNumber(counts.held)), "issued": .number(JSONNumber(counts.issued)),
      "failed": .number(JSONNumber(counts.failed)), "sheets": .number(JSONNumber(counts.sheets)),
      "ledger": .object(ledger),
      "seconds": seconds.hundredths,
    ]
  }
}

extension Double {
  /// A JSON number with at most two decimals.
  var hundredths: JSONValue {
    let whole = Int((self * 100).rounded())
    let text = "\(whole / 100).\(whole % 100 < 10 ? "0" : "")\(whole % 100)"
    return (try? JSONValue(parsing: Array(text.utf8))) ?? .null
  }
}
