// SPDX-License-Identifier: GPL-3.0-or-later
public import Ledger
private import Seals
public import Trade

/// Tells what codes are: from their text, the keys that a reader trusts and the ledgers at hand, and nothing else.
public struct SealCheck: Sendable {
  let trust: TrustFolder
  private let proofs: [LogProof]
  private let now: Timestamp
  private let freshDays: Int

  /// - Parameters:
  ///   - proofs: of certificates whose ledger is not at hand, with their entries in them.
  ///   - freshDays: a ledger whose last sign of life is older gets a warning.
  public init(trust: TrustFolder, proofs: [LogProof] = [], now: Timestamp, freshDays: Int = 7) {
    self.trust = trust
    self.proofs = proofs
    self.now = now
    self.freshDays = freshDays
  }

  /// Whether a code is no seal and does not pose as one; told without a ledger.
  public func isForeign(_ text: [UInt8]) -> Bool {
    if case .finding(let finding) = trust.signature(on: text) { finding.verdict == .foreign } else { false }
  }

  /// One finding a code, in their order. Each ledger is walked once, whatever the number of codes.
  public func findings(for codes: [PresentedCode]) -> [SealFinding] {
    var findings: [SealFinding] = []
    findings.reserveCapacity(codes.count)
    // Good signatures by issuer, for the ledgers.
    var signed: [String: [Int: SignedSeal]] = [:]
    for (index, code) in codes.enumerated() {
      switch trust.signature(on: code.text) {
      case .finding(let finding):
        findings.append(finding)
      case .signed(let seal):
        findings.append(SealFinding(.sealed, claims: seal.claims, reason: ""))
        signed[seal.signer.entry.issuer, default: [:]][index] = seal
      }
    }
    for entry in trust.entries {
      guard let seals = signed[entry.issuer] else { continue }
      let listing = LedgerListing(
        of: entry, copy: trust.ledger(of: entry.issuer), seals: seals.values.map(\.claims), proofs: proofs,
        now: now, freshDays: freshDays)
      for (index, seal) in seals { findings[index] = listing.finding(on: seal, file: codes[index].file) }
    }
    return findings
  }
}
