// SPDX-License-Identifier: GPL-3.0-or-later

/// What became of a document of a batch.
struct DocumentOutcome: Equatable {
  var doc: String
  var outcome: String?
  var decidedBy: String?
  var reason: String?
  var number: String?
}
