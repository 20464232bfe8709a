// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Ledger
import Reconciliation
import Signing
import Trade

/// The chamber's private keys, found by the public halves that its own trust entry names.
///
/// The first keys are `issuer` and `ledger`; later ones bear the first eight digits of their fingerprints. Each is a file
/// `.pem`, or on the token that a file `.uri` names.
struct Keyring {
  private let workspace: Workspace
  /// Nil where the chamber's own trust entry was taken away: then the first keys are taken, as they are.
  private let entry: TrustEntry?

  init(_ workspace: Workspace) throws {
    self.workspace = workspace
    entry = try OwnTrustEntry(of: workspace)?.entry
  }

  /// The key that signs seals of that moment: of those good on its day (UTC), the newest.
  func issuerKey(at time: Timestamp) throws -> SigningKey {
    guard let entry else { return try firstIssuerKey() }
    let day = CalendarDate(daysSinceEpoch: time.seconds / 86_400)
    guard let chosen = Self.key(of: entry, on: day) else { throw KeyDeskError.noKey(day: day.description) }
    return try privateHalf(of: chosen.key, use: .seals)
  }

  /// What is wrong with signing seals of that moment, in words; nil for a day on which a key is good.
  func warning(at time: Timestamp) -> String? {
    let day = CalendarDate(daysSinceEpoch: time.seconds / 86_400)
    guard let key = entry.flatMap({ Self.key(of: $0, on: day) }), day < key.from else { return nil }
    return "the batch is dated \(day), before the issuer's first key is good (\(key.from)): readers will take its "
      + "codes for forged"
  }

  /// The key that signs checkpoints.
  func ledgerKey() throws -> SigningKey {
    guard let entry else { return try workspace.signingKey("ledger") }
    return try privateHalf(of: entry.ledger.key.key, use: .ledger)
  }

  /// The ledger's public key.
  func ledgerVerifier() throws -> VerifierKey {
    try entry?.ledger.key ?? LedgerKeyFile.read(workspace.keys + "/ledger.vkey")
  }

  /// Keys that signed the ledger before.
  var earlierLedgerKeys: [VerifierKey] { entry?.ledger.earlier.map(\.key) ?? [] }
  var witnesses: [VerifierKey] { entry?.ledger.witnesses ?? [] }

  /// The newest key that is good on a day. A day before the first key's is given that one: a batch of the past is made
  /// again as it was.
  private static func key(of entry: TrustEntry, on day: CalendarDate) -> TrustEntry.SealKey? {
    let first = entry.keys.min { $0.from < $1.from }
    if let first, day < first.from, first.compromised == nil { return first }
    var newest: TrustEntry.SealKey?
    for key in entry.keys where key.isGood(on: day) && newest.map({ $0.from <= key.from }) ?? true { newest = key }
    return newest
  }

  private func privateHalf(of key: VerifyingKey, use: KeyStatement.Use) throws -> SigningKey {
    let later = Self.name(of: key, use: use)
    let name = DurableFile.exists(workspace.keyFile(later)) ? later : Self.firstName(for: use)
    let found = try workspace.signingKey(name)
    // With the key of another workspace every certificate would be taken for a forgery.
    guard found.publicKey == key else {
      throw WorkspaceError.keyBroken(
        path: workspace.keyFile(name),
        reason: "it is not the private half of the key that \(workspace.trust) names; restore both from one backup")
    }
    return found
  }

  private func firstIssuerKey() throws -> SigningKey {
    let key = try workspace.signingKey("issuer")
    let path = workspace.keys + "/issuer.pub"
    let known = String(decoding: try DurableFile.read(path, limit: 1 << 16), as: UTF8.self)
    guard try VerifyingKey(pem: known, name: path) == key.publicKey else {
      throw WorkspaceError.keyBroken(
        path: workspace.keyFile("issuer"),
        reason: "it is not the private half of \(path); restore both from one backup")
    }
    return key
  }

  private static func firstName(for use: KeyStatement.Use) -> String { use == .seals ? "issuer" : "ledger" }

  /// What a key that was made after the first is kept as.
  static func name(of key: VerifyingKey, use: KeyStatement.Use) -> String {
    "\(firstName(for: use))-\(Digest(sha256: key.rawBytes).hex.prefix(8))"
  }
}
