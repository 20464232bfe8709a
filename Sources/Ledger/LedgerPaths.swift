// SPDX-License-Identifier: GPL-3.0-or-later

/// Where a ledger's files are in its folder.
struct LedgerPaths {
  let folder: String

  /// The entries, one line each.
  var lines: String { folder + "/ledger.jsonl" }
  /// The newest signed checkpoint.
  var checkpoint: String { folder + "/checkpoint" }
}
