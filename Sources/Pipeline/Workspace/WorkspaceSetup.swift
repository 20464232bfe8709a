// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import DurableFiles
import Glibc
import Ledger
import Signing
public import Tokens
public import Trade

/// `certmill init`: makes a workspace, or finishes one whose making was interrupted.
public enum WorkspaceSetup {
  public enum Outcome: Equatable, Sendable {
    case made
    /// It stood there already, with the same settings.
    case unchanged
  }

  /// - Parameters:
  ///   - passphrase: what the private keys are encrypted under.
  ///   - issuerToken, ledgerToken: keys that are made already, on tokens; nil for new ones in files.
  ///   - random: gives that many unpredictable bytes.
  ///   - today: first day of the issuer's key in the trust folder.
  ///   - witnesses: a policy (C2SP tlog-policy) of those who confirm the ledger; nil for none.
  public static func make(
    _ path: String, _ settings: WorkspaceSettings, today: CalendarDate, passphrase: PassphraseSource? = nil,
    witnesses policy: String? = nil, issuerToken: TokenURI? = nil, ledgerToken: TokenURI? = nil,
    random: (Int) throws -> [UInt8]
  ) throws -> Outcome {
    let root = Workspace.absolute(path)
    let workspace = try Workspace(root: root, settings: settings, passphrase: passphrase)
    let file = root + "/certmill.yaml"
    if DurableFile.exists(file) {
      let found = try WorkspaceSettings(yaml: try DurableFile.read(file, limit: 1 << 20), file: file)
      func role(_ settings: WorkspaceSettings) -> String { settings.issuer == nil ? "reader" : "chamber" }
      for (key, old, new) in [
        ("role", role(found), role(settings)),
        ("chamber", found.issuer?.id ?? "", settings.issuer?.id ?? ""), ("name", found.name, settings.name),
        ("country", found.issuer?.country ?? "", settings.issuer?.country ?? ""),
        ("host", found.issuer?.host ?? "", settings.issuer?.host ?? ""),
        ("timeZone", found.timeZone, settings.timeZone),
      ] where old != new {
        throw WorkspaceError.other(path: root, key: key, found: old, asked: new)
      }
      return .unchanged
    }
    let policyBytes = try policy.map { try DurableFile.read($0, limit: WitnessPolicy.longestFile) }
    let witnesses = try policyBytes.map { try ChamberWitnesses(parsing: $0, file: policy ?? "", log: nil) }
    // Before anything is made: a token that does not answer leaves no half of a workspace.
    let tokens = try [issuerToken, ledgerToken].compactMap { try $0.map(workspace.key(on:)) }
    if let ledgerToken, Set(tokens.map(\.publicKey)).count < tokens.count {
      throw KeyDeskError.notNew(ledgerToken.text)
    }
    try DurableFile.makeFolder(root)
    try DurableFile.makeFolder(workspace.keys, mode: 0o700)
    for folder in [workspace.inbox, root + "/store", workspace.ledgerFolder, workspace.trust, workspace.batches] {
      try DurableFile.makeFolder(folder)
    }
    let ledger = try key("ledger", on: ledgerToken, in: workspace, random)
    if let issuer = settings.issuer {
      let seals = try key("issuer", on: issuerToken, in: workspace, random)
      try write(issuer, (seals.publicKey, ledger.publicKey), in: workspace, from: today, witnesses: witnesses)
    }
    let vkey = try VerifierKey(name: settings.ledgerOrigin, key: ledger.publicKey).description
    try DurableFile.write(Array((vkey + "\n").utf8), to: workspace.keys + "/ledger.vkey")
    if !DurableFile.exists(workspace.ledgerFolder + "/checkpoint") {
      try LedgerFile.create(folder: workspace.ledgerFolder, origin: settings.ledgerOrigin, key: ledger)
    }
    if let policyBytes { try DurableFile.write(policyBytes, to: workspace.witnessPolicy) }
    // Last: with this file it is a workspace.
    try DurableFile.write(Array(settings.yaml.utf8), to: file)
    return .made
  }

  /// The public halves of a chamber's keys, and the entry by which others trust them.
  private static func write(
    _ issuer: WorkspaceSettings.Issuer, _ keys: (seals: VerifyingKey, ledger: VerifyingKey), in workspace: Workspace,
    from today: CalendarDate, witnesses: ChamberWitnesses?
  ) throws {
    let origin = workspace.settings.ledgerOrigin
    try DurableFile.write(Array(keys.seals.pem.utf8), to: workspace.keys + "/issuer.pub")
    var ledgerTrust: JSONObject = [
      "origin": .string(origin), "vkey": .string(try VerifierKey(name: origin, key: keys.ledger).description),
      "witnesses": [], "quorum": 0,
    ]
    for (key, value) in witnesses?.trustMembers ?? [] { ledgerTrust[key] = value }
    let trust: JSONValue = [
      "issuer": .string(issuer.id), "name": .string(workspace.settings.name), "country": .string(issuer.country),
      "hosts": [.string(issuer.host)],
      "keys": [["public": .string(keys.seals.pem), "from": .string(today.description)]],
      "ledger": .object(ledgerTrust),
    ]
    try DurableFile.write(trust.canonicalBytes, to: workspace.trustEntry)
  }

  /// A key that an interrupted setup made already is kept.
  private static func key(
    _ name: String, on token: TokenURI?, in workspace: Workspace, _ random: (Int) throws -> [UInt8]
  ) throws -> SigningKey {
    if let token {
      try workspace.keep(token, as: name)
    } else if !DurableFile.exists(workspace.keyFile(name)) {
      let key = try SigningKey(seed: try random(32))
      try workspace.keep(key, as: name, random: random)
    }
    return try workspace.signingKey(name)
  }
}
