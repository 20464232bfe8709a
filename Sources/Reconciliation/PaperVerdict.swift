// SPDX-License-Identifier: GPL-3.0-or-later

/// What the sheet that a code stands on is found to be; the code's own verdict stands beside it.
public enum PaperVerdict: String, CaseIterable, Sendable {
  /// The certificate was not at hand, or the sheet was not looked at.
  case notCompared = "not compared"
  case matches
  case altered
  /// The evidence is weak: a person has to look.
  case byEye = "by eye"

  /// For whoever handles the claim.
  public var meaning: String {
    switch self {
    case .notCompared: "The certificate was not at hand. Compare the sheet with what the code says."
    case .matches: "Every word of the certificate stands on the sheet as the issuer printed it."
    case .altered:
      "Something else stands on the sheet than the issuer printed: it was changed, or the code was put on another sheet. "
        + "Do not rely on it, whatever the code says; look at the pictures and ask the issuer."
    case .byEye:
      "The boxes named are covered, damaged, erased or added to, so that nobody but a person can tell. Compare them with "
        + "what was printed."
    }
  }
}
