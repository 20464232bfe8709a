// SPDX-License-Identifier: GPL-3.0-or-later

/// What an entry records.
public enum EntryStage: String, CaseIterable, Sendable {
  case batchOpen = "batch.open"
  case receive, validate, decide, certify, stamp, proof
  case print, reprint, spoil, void, revoke, replace, duplicate
  /// Security paper came to the chamber, or was made void unused.
  case stock
  /// The documents of a whole year were deleted, with the secret that its keyed digests derive from.
  case purge
  case batchClose = "batch.close"
  /// Reconciling.
  case decode, verify, match

  /// The entry speaks of an application or a scan by its `doc`.
  var hasDocument: Bool {
    switch self {
    case .receive, .validate, .decide, .certify, .stamp, .proof, .decode, .verify, .match: true
    default: false
    }
  }

  /// The entry speaks of a certificate by its `no`.
  var hasNumber: Bool {
    switch self {
    case .certify, .stamp, .proof: true
    default: isEvent
    }
  }

  /// Something that befalls a certificate after it was issued.
  var isEvent: Bool {
    switch self {
    case .print, .reprint, .spoil, .void, .revoke, .replace, .duplicate: true
    default: false
    }
  }

  /// What people do between batches: it may stand in a day's desk, `YYYYMMDD-00`.
  var isOfDesk: Bool {
    switch self {
    case .stock, .purge, .reprint, .stamp, .proof, .spoil, .void, .revoke, .replace, .duplicate: true
    // What came from another chamber, and how it was judged.
    case .receive, .verify: true
    default: false
    }
  }

  /// A stage of the reconciling pipeline, a row a page.
  var isReconciling: Bool {
    switch self {
    case .decode, .verify, .match: true
    default: false
    }
  }
}
