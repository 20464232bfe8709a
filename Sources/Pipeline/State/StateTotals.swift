// SPDX-License-Identifier: GPL-3.0-or-later

/// What a workspace has come to, for `certmill status`.
struct StateTotals: Equatable {
  var certificates: Int
  var void: Int
  var held: Int
  var batches: Int
  var revoked = 0
  var replaced = 0
}
