// SPDX-License-Identifier: GPL-3.0-or-later
internal import Ledger
public import Signing
public import Trade

/// Whether a reader who holds one trust entry of a chamber may take another in its place.
public enum Succession: Equatable, Sendable {
  case unchanged
  /// The keys at hand vouch for the new ones. What is new, in words.
  case accepted([String])
  /// Why not; the fingerprints have to be compared another way.
  case refused(String)
}

extension TrustEntry {
  /// Judges the entry that claims to follow this one. Keys may only be added under the word of a key at hand that was
  /// good on the new one's first day; what is said of known keys may only become stricter; the rest must stay.
  public func succession(to next: TrustEntry) -> Succession {
    if next == self { return .unchanged }
    if let fault = changed(in: next) ?? loosened(in: next) { return .refused(fault) }
    var news: [String] = []
    var known = keys.map(\.key)
    for key in next.keys where !known.contains(key.key) {
      let good = next.keys.filter { known.contains($0.key) && $0.isGood(on: key.from) && $0.compromised == nil }
      guard
        next.statements.contains(where: { statement in
          statement.issuer == issuer && statement.use == .seals && statement.from == key.from
            && statement.successor.key == key.key && good.contains { statement.isSigned(by: $0.key) }
        })
      else {
        return .refused(
          "no key that you hold, good on \(key.from) and not compromised, vouches for the new key \(key.key.fingerprint)"
        )
      }
      known.append(key.key)
      news.append("seals are signed from \(key.from) on with \(key.key.fingerprint)")
    }
    var chain: [LedgerKeys.Earlier] = next.ledger.earlier
    guard
      let start = chain.firstIndex(where: { $0.key == ledger.key })
        ?? (next.ledger.key == ledger.key ? chain.count : nil)
    else { return .refused("the ledger's key that you hold is no longer among its keys") }
    chain.append(LedgerKeys.Earlier(key: next.ledger.key))
    for (old, new) in zip(chain[start...], chain[start...].dropFirst()) {
      guard old.compromised == nil,
        next.statements.contains(where: { statement in
          statement.issuer == issuer && statement.use == .ledger && statement.successor == new.key
            && statement.from == old.until && statement.isSigned(by: old.key.key)
        })
      else {
        return .refused("no ledger key that you hold vouches for the new key \(new.key.key.fingerprint)")
      }
      news.append("the ledger is signed with \(new.key.key.fingerprint)")
    }
    for key in next.keys {
      guard let old = keys.first(where: { $0.key == key.key }), old != key else { continue }
      let words = key.compromised.map { "compromised since \($0)" } ?? "good until \(key.until?.description ?? "now")"
      news.append("the key \(key.key.fingerprint) is \(words)")
    }
    return .accepted(news.isEmpty ? ["witnesses were added"] : news)
  }

  /// What no key vouches for and must therefore stay.
  private func changed(in next: TrustEntry) -> String? {
    if next.issuer != issuer { return "it is \(next.issuer)'s, not \(issuer)'s" }
    if next.country != country { return "its country is another: \(next.country), \(country) expected" }
    if next.hosts != hosts { return "its hosts are others" }
    if next.name != name { return "its name is another" }
    if next.ledger.origin != ledger.origin { return "its ledger is another: \(next.ledger.origin)" }
    return nil
  }

  /// What would make a reader who takes it trust more than before, or forget a key.
  private func loosened(in next: TrustEntry) -> String? {
    for old in keys {
      guard let new = next.keys.first(where: { $0.key == old.key }) else {
        return "the key \(old.key.fingerprint) is left out"
      }
      let isStricter =
        new.from >= old.from && Self.isEarlier(new.until, old.until) && Self.isEarlier(new.compromised, old.compromised)
      guard isStricter else { return "the key \(old.key.fingerprint) would be good on more days than before" }
    }
    for old in ledger.earlier {
      guard let new = next.ledger.earlier.first(where: { $0.key == old.key }), Self.isEarlier(new.until, old.until),
        Self.isEarlier(new.compromised, old.compromised)
      else { return "an earlier key of its ledger is left out or good for longer" }
    }
    guard next.ledger.quorum >= ledger.quorum, ledger.witnesses.allSatisfy({ next.ledger.witnesses.contains($0) })
    else { return "it asks for fewer witnesses" }
    // A witness more with the same quorum would be one more who can make it up.
    guard next.ledger.witnesses.count - next.ledger.quorum <= ledger.witnesses.count - ledger.quorum else {
      return "it lets more witnesses stand in for one another"
    }
    return nil
  }

  /// Whether an end is set where there was none, or set earlier, or the same.
  private static func isEarlier(_ new: CalendarDate?, _ old: CalendarDate?) -> Bool {
    guard let old else { return true }
    return new.map { $0 <= old } ?? false
  }
}

extension TrustEntry.SealKey {
  /// Whether a seal of that day, UTC, counts.
  public func isGood(on day: CalendarDate) -> Bool {
    day >= from && until.map { day <= $0 } ?? true && compromised.map { day < $0 } ?? true
  }
}

extension VerifyingKey {
  /// SHA-256 of the 32 bytes in hexadecimal, four digits a group for reading aloud; the first eight are the key id of
  /// seals.
  public var fingerprint: String {
    let digits = Array(Digest(sha256: rawBytes).hex)
    return stride(from: 0, to: digits.count, by: 4).map { String(digits[$0..<($0 + 4)]) }.joined(separator: " ")
  }
}
