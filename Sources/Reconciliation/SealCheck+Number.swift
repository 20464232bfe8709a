// SPDX-License-Identifier: GPL-3.0-or-later
internal import Ledger
internal import Trade

extension SealCheck {
  /// Whether a text has the form of a certificate's number, right or wrong: `SG-2026-0000001-H`.
  public static func isNumber(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    let digits: ClosedRange<UInt8> = 48...57
    return parts.map(\.count) == [2, 4, 7, 1] && parts[1].allSatisfy(digits.contains)
      && parts[2].allSatisfy(digits.contains) && parts[0].allSatisfy { (65...90).contains($0 & 0xDF) }
  }

  /// What the ledgers at hand say of a number that somebody has typed. Without a code nothing is ever genuine: anybody can
  /// write a good number on a sheet.
  public func finding(forNumber text: String) -> SealFinding {
    guard let number = CertificateNumber(text.uppercased()) else {
      return SealFinding(
        .unreadable,
        reason:
          "the check character of this number is wrong: a character was misread or made up; compare it with the sheet")
    }
    var troubles: [String] = []
    for entry in trust.entries where entry.country == number.country {
      let atHand = LedgerAtHand(trust.ledger(of: entry.issuer), of: entry)
      guard var entries = atHand.entries else {
        troubles.append(atHand.trouble)
        continue
      }
      do throws(LedgerError) {
        if let finding = try Self.finding(for: number, in: &entries, of: entry) { return finding }
      } catch {
        troubles.append("the published ledger of \(entry.issuer) cannot be relied on: \(error)")
      }
    }
    guard troubles.isEmpty else {
      return SealFinding(.unreadable, reason: "it cannot be told: \(troubles.joined(separator: "; "))")
    }
    guard trust.entries.contains(where: { $0.country == number.country }) else {
      return SealFinding(
        .unknownIssuer, reason: "you trust no chamber whose numbers begin with \(number.country)")
    }
    return SealFinding(
      .unlisted, reason: "no ledger at hand of a chamber whose numbers begin with \(number.country) lists this number")
  }

  /// Nil for a number that the ledger does not list.
  private static func finding(
    for number: CertificateNumber, in entries: inout SignedEntries, of issuer: TrustEntry
  ) throws(LedgerError) -> SealFinding? {
    let text = number.description
    var certified: LedgerEntry?
    var history = CertificateHistory()
    try entries.walk(from: 0) { (_, entry) throws(LedgerError) in
      guard entry.number == text else { return }
      if entry.stage == .certify { certified = entry }
      history.take(entry)
    }
    guard let certified else { return nil }
    // No copy has the number 0: only what befell the certificate as a whole counts.
    if let end = history.end(copy: 0, sheet: 0) { return SealFinding(end.verdict, reason: end.reason) }
    return SealFinding(
      .unreadable,
      reason:
        "\(issuer.issuer) has listed this number since \(certified.day) and it is in force; but no code was read, "
        + "and whether a sheet is the one that was issued, only its code tells")
  }
}
