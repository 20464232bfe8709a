// SPDX-License-Identifier: GPL-3.0-or-later
internal import Ledger
internal import Seals
internal import Signing
internal import Trade

/// What an issuer's published ledger says of seals that the issuer has signed.
struct LedgerListing {
  private let entry: TrustEntry
  /// Nil where there is no ledger to rely on; `trouble` says why.
  private var ledger: SignedEntries?
  private var trouble = ""
  /// Entries at the indexes that seals name.
  private var listed: [Int: LedgerEntry] = [:]
  private var histories: [String: CertificateHistory] = [:]
  private let proofs: ProvenEntries
  /// Entries that witnesses confirmed before a thief may have had a key, by that key.
  private var confirmedEntries: [VerifyingKey: Int] = [:]
  /// Days since the ledger's last sign of life, if more than the reader allows.
  private var age: Int?

  /// Walks the ledger once, from the first of the seals' entries to its end.
  init(
    of entry: TrustEntry, copy: TrustFolder.LedgerCopy, seals: [SealClaims], proofs: [LogProof], now: Timestamp,
    freshDays: Int
  ) {
    self.entry = entry
    self.proofs = ProvenEntries(proofs, of: entry)
    let atHand = LedgerAtHand(copy, of: entry)
    trouble = atHand.trouble
    if let entries = atHand.entries { read(entries, seals, now: now, freshDays: freshDays) }
  }

  /// The finding on one of the seals; `file` is the digest of the file that bears it.
  func finding(on seal: SignedSeal, file: Digest?) -> SealFinding {
    let claims = seal.claims
    func finding(_ verdict: Verdict, paper: PaperVerdict = .notCompared, _ reason: String) -> SealFinding {
      SealFinding(verdict, paper: paper, claims: claims, reason: reason)
    }
    if let stolen = seal.signer.key.compromised, claims.ledgerIndex >= confirmedEntries[seal.signer.key.key] ?? 0 {
      return finding(
        .unlisted,
        "its key may be in a thief's hands since \(stolen), who could write any date: only what witnesses confirmed "
          + "in the ledger before then counts, and this is not so confirmed")
    }
    guard let ledger else {
      return proofs.finding(on: claims, trouble: trouble)
        ?? finding(
          .sealed,
          "the seal is \(entry.issuer)'s own, but whether the certificate was revoked or replaced since cannot be told: "
            + trouble)
    }
    guard claims.ledgerIndex < ledger.size else {
      return proofs.finding(on: claims, trouble: "the published ledger at hand is older")
        ?? finding(
          .sealed,
          "the seal is \(entry.issuer)'s own, but the published ledger at hand ends before it; get a newer copy")
    }
    guard let certified = listed[claims.ledgerIndex], certified.isCertify(of: claims) else {
      return finding(
        .unlisted,
        "the signature is \(entry.issuer)'s, but its ledger does not list this certificate where the seal says")
    }
    let history = histories[claims.number] ?? CertificateHistory()
    let isStamped = file.map { history.stamps.contains($0) } ?? false
    func onRecord(_ verdict: Verdict, _ reason: String) -> SealFinding {
      var finding = finding(verdict, paper: isStamped ? .matches : .notCompared, reason)
      finding.stamps = history.stamps(ofCopy: claims.copy)
      return finding
    }
    if let end = history.end(copy: claims.copy, sheet: claims.sheet ?? 1) { return onRecord(end.verdict, end.reason) }
    let words =
      isStamped
      ? "the code is genuine, and the file is byte for byte the one that \(entry.issuer) stamped"
      : "the code is genuine; the goods on this sheet were not compared"
    return onRecord(.genuine, words + warning)
  }

  private var warning: String {
    guard let age else { return "" }
    return "; the ledger at hand is \(age) days old: a later revocation would not be seen, get a newer copy"
  }

  private mutating func read(_ entries: SignedEntries, _ seals: [SealClaims], now: Timestamp, freshDays: Int) {
    var entries = entries
    do throws(LedgerError) {
      if let fault = try walk(&entries, seals, now: now, freshDays: freshDays) {
        trouble = "the published ledger of \(entry.issuer) cannot be relied on: \(fault)"
        return
      }
      for key in entry.keys where key.compromised != nil {
        confirmedEntries[key.key] = try self.entries(of: &entries, before: key)
      }
      ledger = entries
    } catch {
      trouble = "the published ledger of \(entry.issuer) cannot be relied on: \(error)"
    }
  }

  /// Gives why the entries do not count, where an earlier key of the ledger signed them.
  private mutating func walk(
    _ entries: inout SignedEntries, _ seals: [SealClaims], now: Timestamp, freshDays: Int
  ) throws(LedgerError) -> String? {
    let size = entries.size
    let covered = seals.filter { $0.ledgerIndex < size }
    guard let first = covered.map(\.ledgerIndex).min() else { return nil }
    let indexes = Set(covered.map(\.ledgerIndex))
    let numbers = Set(covered.map(\.number))
    var listed: [Int: LedgerEntry] = [:]
    var histories: [String: CertificateHistory] = [:]
    var (lastTime, newest): (String?, String?) = (nil, nil)
    // States come from the entries themselves, all of them: an index could leave one out.
    try entries.walk(from: first) { (index, entry) throws(LedgerError) in
      if indexes.contains(index) { listed[index] = entry }
      if let number = entry.number, numbers.contains(number) {
        histories[number, default: CertificateHistory()].take(entry)
      }
      newest = entry.time
      if lastTime == nil || entry.stage == .batchClose { lastTime = entry.time }
    }
    self.listed = listed
    self.histories = histories
    let alive = max(
      lastTime.flatMap { Timestamp(rfc3339: $0)?.seconds } ?? 0,
      entry.ledger.cosignatures(of: entries.note).map(\.time).max() ?? 0)
    let days = (now.seconds - alive) / 86_400
    if days >= freshDays { age = days }
    return newest.flatMap { entry.ledger.fault(of: entries.note, lastDay: String($0.prefix(10))) }
  }

  /// How many entries witnesses saw before a thief may have had a key.
  private func entries(
    of entries: inout SignedEntries, before key: TrustEntry.SealKey
  ) throws(LedgerError) -> Int {
    guard let day = key.compromised else { return 0 }
    if entry.ledger.isConfirmed(entries.note, before: day) { return entries.size }
    guard let last = entry.ledger.lastConfirmed(before: key), try entries.continues(last, keys: entry.ledger) else {
      return 0
    }
    return last.size
  }
}
