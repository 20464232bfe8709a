// SPDX-License-Identifier: GPL-3.0-or-later
internal import Ledger
internal import Trade

extension SealCheck {
  /// A certificate's number as it was meant, from a text that somebody has typed: `sg 2026 0000001 h` is `SG-2026-0000001-H`.
  /// Nil for what cannot be meant as a number; what has too few or too many digits comes back without hyphens.
  public static func number(typed text: String) -> String? {
    TypedNumber(text)?.text
  }

  /// What the ledgers at hand say of a number that somebody has typed. Without a code nothing is ever genuine: anybody can
  /// write a good number on a sheet.
  public func finding(forNumber text: String) -> SealFinding {
    guard let typed = TypedNumber(text) else {
      return SealFinding(.unreadable, reason: "this is no number of a certificate, such as SG-2026-0000001-H")
    }
    guard let number = CertificateNumber(typed.text) else {
      let fault =
        typed.digits == 11
        ? "the check character of this number is wrong: a character was misread or made up; compare it with the sheet"
        : "a number has eleven digits, four of the year and seven more, and this one \(typed.digits); compare it with the "
          + "sheet"
      let near = listed(near: typed)
      let hint =
        near.isEmpty
        ? "" : ": \(near.joined(separator: " and ")) would be near, and \(near.count == 1 ? "is" : "are") listed"
      return SealFinding(.unreadable, reason: fault + hint)
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

  /// The first numbers, three at most, that the ledgers at hand list and that are one slip away from what was typed.
  private func listed(near typed: TypedNumber) -> [String] {
    var near: [String] = []
    for entry in trust.entries {
      guard var entries = LedgerAtHand(trust.ledger(of: entry.issuer), of: entry).entries else { continue }
      // A ledger that cannot be relied on lends no number.
      try? entries.walk(from: 0) { (_, entry) throws(LedgerError) in
        guard near.count < 3, entry.stage == .certify, let number = entry.number, typed.isNear(number) else { return }
        near.append(number)
      }
    }
    return near
  }
}
