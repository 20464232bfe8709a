// SPDX-License-Identifier: GPL-3.0-or-later
internal import Seals
private import Signing
private import Trade

/// A seal that a trusted key has signed, for its own issuer, host and number, on a day when it was good.
struct SignedSeal {
  var claims: SealClaims
  var signer: TrustFolder.Signer
}

extension TrustFolder {
  enum Signature {
    case signed(SignedSeal)
    /// Decided without a ledger.
    case finding(SealFinding)
  }

  /// Whose seal a text is; everything that can be told without a ledger.
  func signature(on text: [UInt8]) -> Signature {
    guard let text = String(validating: text, as: UTF8.self) else {
      return .finding(SealFinding(.foreign, reason: "the code is no seal: it holds data, not an address"))
    }
    let seal: Seal
    do { seal = try Seal(parsing: text) } catch { return .finding(malformed(text, error)) }
    // Every key with that id is tried: it is a hint of four bytes.
    let candidates = signers(withID: seal.keyID)
    let signers = candidates.filter { seal.isSigned(by: $0.key.key) }
    var fault: String?
    for signer in signers {
      guard let found = self.fault(of: seal, signedBy: signer) else {
        return .signed(SignedSeal(claims: seal.claims, signer: signer))
      }
      fault = fault ?? found
    }
    if let fault { return .finding(SealFinding(.forged, claims: seal.claims, reason: fault)) }
    return .finding(unsigned(seal, hasCandidates: !candidates.isEmpty))
  }

  /// Why a seal does not count although the key signed it: it must be of the issuer whose entry the key stands in.
  private func fault(of seal: Seal, signedBy signer: Signer) -> String? {
    let (claims, entry, key) = (seal.claims, signer.entry, signer.key)
    if claims.issuer != entry.issuer {
      return "it names \(claims.issuer) as issuer, but was signed with a key of \(entry.issuer)"
    }
    guard let number = CertificateNumber(claims.number) else {
      return "the check character of its number is wrong"
    }
    if number.country != entry.country {
      return "its number begins with \(number.country), but \(entry.issuer) issues numbers that begin with "
        + entry.country
    }
    if !entry.hosts.contains(seal.host) {
      return "it sends phones to an address that is not the issuer's: \(seal.host)"
    }
    let day = CalendarDate(daysSinceEpoch: claims.issuedAt / 86_400)
    if day < key.from { return "it is dated \(day), before its key came into use on \(key.from)" }
    if let until = key.until, day > until { return "it is dated \(day), after its key was given up on \(until)" }
    if let stolen = key.compromised, day >= stolen {
      return "it is dated \(day), but its key is no longer to be trusted since \(stolen)"
    }
    return nil
  }

  /// Well formed, and no trusted key signed it.
  private func unsigned(_ seal: Seal, hasCandidates: Bool) -> SealFinding {
    func finding(_ verdict: Verdict, _ reason: String) -> SealFinding {
      SealFinding(verdict, claims: seal.claims, reason: reason)
    }
    if noteKeys(withID: seal.keyID).contains(where: { seal.isSigned(by: $0) }) {
      return finding(.forged, "it was signed with the key of a ledger or a witness, which never signs certificates")
    }
    if hasCandidates { return finding(.forged, "its signature does not fit: what the code says was changed") }
    if let entry = entry(of: seal.claims.issuer) {
      return finding(
        .unknownIssuer,
        "it names \(entry.issuer) as issuer, but none of the keys that you trust for \(entry.issuer) signed it: "
          + "a forgery, unless the issuer has a new key; ask \(entry.name)")
    }
    return finding(
      .unknownIssuer, "you have no trusted key for the issuer \(seal.claims.issuer); its seal cannot be checked")
  }

  /// Text that is no seal, or one that `Seal` refuses. It is forged if it poses as a seal: sends to a trusted host's pages of
  /// seals, or begins with the head of a COSE_Sign1.
  private func malformed(_ text: String, _ error: SealError) -> SealFinding {
    func foreign(_ reason: String) -> SealFinding {
      SealFinding(.foreign, reason: "the code is no seal of a certificate: it \(reason)")
    }
    guard let address = CodeAddress(text) else { return foreign("says something else") }
    if let entry = entries.first(where: { $0.hosts.contains(address.host) }) {
      guard address.isOfSeals else { return foreign("leads to another page of \(entry.issuer)") }
      return SealFinding(
        .forged, reason: "it poses as a seal of \(entry.issuer), whose program writes none like it: \(error)")
    }
    guard address.beginsAsSeal else { return foreign("leads to another address") }
    return SealFinding(.forged, reason: "it poses as a seal, but no chamber's program writes one like it: \(error)")
  }
}
