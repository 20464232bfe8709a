// SPDX-License-Identifier: GPL-3.0-or-later

/// How far the ledger has a document of the open batch.
struct DocumentProgress: Equatable {
  var entries: Int
  var outcome: String?
  var number: String?

  /// Nothing more will be entered for it before stamping.
  var isDecided: Bool { outcome.map { $0 != StateChange.Verdict.grant.rawValue } ?? false || number != nil }
}
