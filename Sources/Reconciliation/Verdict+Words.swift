// SPDX-License-Identifier: GPL-3.0-or-later
extension Verdict {
  /// What a verdict means and what to do, for whoever handles the claim: a sentence or two.
  public var meaning: String {
    switch self {
    case .genuine:
      "The issuer signed this code, its ledger lists the certificate, and it is in force. Compare the goods, weights and "
        + "names on the sheet with what the code says: a code can be copied onto another sheet."
    case .repeat:
      "A good code of a copy that was presented here before. Only one sheet can be the original: look at both."
    case .revoked: "The issuer withdrew this certificate, or declared its number void. It no longer counts."
    case .replaced: "The issuer replaced this certificate by another one. Ask for the new one."
    case .spoiled: "The issuer took this very sheet out of use; it should have been destroyed. Ask the issuer."
    case .unlisted:
      "The signature is good, but the issuer's ledger does not list the certificate where the code says. Do not rely "
        + "on it; ask the issuer."
    case .sealed:
      "The issuer signed this code, but the ledger at hand does not tell whether the certificate is still in force. Get "
        + "a newer copy of the ledger and look again."
    case .unknownIssuer:
      "The code has the form of a seal, but none of the keys that you trust signed it. It proves nothing."
    case .forged: "The code poses as a seal and is none: it was changed, made up, or sends to a wrong address."
    case .foreign: "A code, but not one of a certificate: a parcel's, a menu's, a web address."
    case .unreadable: "No code could be read. The reason says what would help, often a better scan."
    case .blank: "An empty page, such as the back of a sheet."
    }
  }

  /// How much a verdict asks for somebody's attention; the gravest first.
  public static let byGravity: [Verdict] = [
    .forged, .unlisted, .unknownIssuer, .repeat, .revoked, .replaced, .spoiled, .unreadable, .foreign, .sealed,
    .genuine, .blank,
  ]
}
