// SPDX-License-Identifier: GPL-3.0-or-later

/// A document of this or an earlier batch that is issued or held.
struct KnownDocument: Equatable {
  var doc: String
  var batch: String
  var number: String?
}
