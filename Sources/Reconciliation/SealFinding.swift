// SPDX-License-Identifier: GPL-3.0-or-later
public import Seals
public import Signing

/// What a code is found to be.
public struct SealFinding: Equatable, Sendable {
  public var verdict: Verdict
  public var paper: PaperVerdict
  /// What the code says of itself, as far as it can be read; only the verdict tells whether it is true.
  public var claims: SealClaims?
  /// One sentence or two for whoever handles the claim, without a full stop at the end.
  public var reason: String
  /// SHA-256 of the PDFs that may bear the code's copy, as the issuer's ledger has them: none where it is not at hand.
  public var stamps: [Digest] = []

  public init(_ verdict: Verdict, paper: PaperVerdict = .notCompared, claims: SealClaims? = nil, reason: String) {
    self.verdict = verdict
    self.paper = paper
    self.claims = claims
    self.reason = reason
  }
}
