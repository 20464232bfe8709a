// SPDX-License-Identifier: GPL-3.0-or-later
public import Seals

/// What a code is found to be.
public struct SealFinding: Equatable, Sendable {
  public var verdict: Verdict
  public var paper: PaperVerdict
  /// What the code says of itself, as far as it can be read; only the verdict tells whether it is true.
  public var claims: SealClaims?
  /// One sentence or two for whoever handles the claim, without a full stop at the end.
  public var reason: String

  public init(_ verdict: Verdict, paper: PaperVerdict = .notCompared, claims: SealClaims? = nil, reason: String) {
    self.verdict = verdict
    self.paper = paper
    self.claims = claims
    self.reason = reason
  }
}
