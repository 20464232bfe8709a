// SPDX-License-Identifier: GPL-3.0-or-later
internal import Ledger
internal import Signing

/// What a ledger says of one certificate after it was certified.
struct CertificateHistory {
  private var stamped: [LedgerEntry] = []
  private var spoiled: [LedgerEntry] = []
  private var ends: [LedgerEntry] = []

  mutating func take(_ entry: LedgerEntry) {
    switch entry.stage {
    case .stamp: stamped.append(entry)
    case .spoil: spoiled.append(entry)
    case .void, .revoke, .replace, .duplicate: ends.append(entry)
    default: break
    }
  }

  /// Digests of the PDFs that were stamped for it.
  var stamps: [Digest] { stamped.map(\.digest) }

  /// Of those, which may bear a copy: a reprint's own, else the file of all that were issued together.
  func stamps(ofCopy copy: Int) -> [Digest] {
    let own = stamped.filter { $0.copy == copy }
    return (own.isEmpty ? stamped.filter { $0.copy == nil } : own).map(\.digest)
  }

  /// Why a sheet is no longer in force; nil if it is. Copy and sheet count from 1.
  func end(copy: Int, sheet: Int) -> (verdict: Verdict, reason: String)? {
    // The gravest first: a certificate that was replaced may have been revoked too.
    if let entry = ends.first(where: { $0.stage == .void }) {
      return (.revoked, "its number was declared void on \(entry.day): no certificate was issued under it")
    }
    if let entry = ends.first(where: { $0.stage == .revoke }) {
      return (.revoked, "the issuer revoked this certificate on \(entry.day)")
    }
    if let entry = ends.first(where: { $0.stage == .duplicate }) {
      let successor = entry.successor.map { ", \($0)," } ?? ""
      return (
        .replaced,
        "this certificate was reported lost: the issuer made a duplicate\(successor) on \(entry.day), which alone counts"
      )
    }
    if let entry = ends.first {
      let successor = entry.successor.map { " by \($0)" } ?? ""
      return (.replaced, "the issuer replaced this certificate\(successor) on \(entry.day); it no longer counts")
    }
    // An entry that names no copy or no sheet means all of them.
    if let entry = spoiled.first(where: { ($0.copy ?? copy) == copy && ($0.sheet ?? sheet) == sheet }) {
      return (.spoiled, "the issuer took this very sheet out of use on \(entry.day): it should have been destroyed")
    }
    return nil
  }
}

extension LedgerEntry {
  /// `YYYY-MM-DD`, UTC.
  var day: String { String(time.prefix(10)) }
}
