// SPDX-License-Identifier: GPL-3.0-or-later
import Reconciliation
import Seals
import Signing

/// Compares a sheet with what this workspace knows: sheets that were presented before, and copies that it issued itself.
struct Matching {
  let state: State
  /// Issuer id of the workspace; nil where it only reads.
  let own: String?

  /// The row after matching; `file` is the digest of the file that it is in.
  func matched(_ row: PageRow, in file: Digest) throws -> PageRow {
    var row = row
    if let finding = try contradiction(row) { (row.verdict, row.reason) = (finding.verdict, finding.reason) }
    guard let sighting = Sighting(row), let earlier = try state.firstSighting(of: sighting, in: file) else {
      return row
    }
    let finding = earlier.repeated(SealFinding(row.verdict, claims: row.claims, reason: row.reason))
    // A repeat of a genuine code has words of its own for it; what was found of the paper stays.
    let rest = row.verdict == .genuine ? row.paperWords : ""
    (row.verdict, row.reason) = (finding.verdict, finding.reason + rest)
    return row
  }

  /// A copy or sheet that the chamber's own records do not know, whatever its key has signed.
  private func contradiction(_ row: PageRow) throws -> SealFinding? {
    guard row.verdict == .genuine, let claims = row.claims, claims.issuer == own,
      let certificate = try state.certificate(claims.number)
    else { return nil }
    let copies = try state.reprints(of: claims.number).map(\.copy).reduce(certificate.copies, max)
    guard claims.copy > copies || (claims.sheets ?? 1) != certificate.sheets else { return nil }
    return SealFinding(
      .unlisted, claims: claims,
      reason: "the chamber's own records know \(copies.counted("copy", "copies")) of "
        + "\(certificate.sheets.counted("sheet", "sheets")), and not this one: somebody may have used its key")
  }
}
