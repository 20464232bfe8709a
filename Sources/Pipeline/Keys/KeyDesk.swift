// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import DurableFiles
import Ledger
public import Reconciliation
import Signing
public import Tokens
public import Trade

/// `certmill keys`: new keys for old ones, while no batch is open.
public struct KeyDesk {
  public let workspace: Workspace
  public let now: Timestamp
  /// Gives unpredictable bytes.
  public let random: (Int) throws -> [UInt8]

  public init(_ workspace: Workspace, now: Timestamp, random: @escaping (Int) throws -> [UInt8]) {
    self.workspace = workspace
    self.now = now
    self.random = random
  }

  private var today: CalendarDate { CalendarDate(daysSinceEpoch: now.seconds / 86_400) }

  /// Makes the issuer's next key, good from a day on that is not past; the old one vouches for it and is good to the
  /// end of that day, for what was dated before the change. Here and below `token` names a key that is made already.
  @discardableResult
  public func rotateIssuer(from day: CalendarDate?, to token: TokenURI? = nil) throws -> TrustEntry {
    try changing { own in
      let from = day ?? today
      guard from >= today else { throw KeyDeskError.past(from.description, today: today.description) }
      if let last = own.entry.keys.map(\.from).max(), from < last {
        throw KeyDeskError.beforeLast(from.description, last: last.description)
      }
      let keyring = try Keyring(workspace)
      let old = try keyring.issuerKey(at: Timestamp(seconds: from.daysSinceEpoch * 86_400))
      let new = try make(.seals, on: token, beside: own.entry)
      try addSealKey(new, from: from, to: &own)
      own.add(
        try KeyStatement(
          issuer: own.entry.issuer, use: .seals, from: from, successor: new.publicKey,
          name: TrustEntry.sealKeyName(of: own.entry.issuer), signedWith: old))
      return try own.write()
    }
  }

  /// Makes the ledger's next key, which signs from now on; the old one vouches for it, and its checkpoints stay good.
  @discardableResult
  public func rotateLedger(to token: TokenURI? = nil) throws -> TrustEntry {
    try changing { own in
      let old = try Keyring(workspace).ledgerKey()
      let new = try make(.ledger, on: token, beside: own.entry)
      own.add(
        try KeyStatement(
          issuer: own.entry.issuer, use: .ledger, from: today, successor: new.publicKey,
          name: own.entry.ledger.origin, signedWith: old))
      try replaceLedgerKey(by: new, compromised: nil, in: &own)
      return try own.write()
    }
  }

  /// Declares the keys of seals that were in use on a day or since compromised from that day, and makes a new key that
  /// none of them vouches for. Gives how many certificates of that day and later have to be replaced.
  public func compromisedIssuer(
    since day: CalendarDate, to token: TokenURI? = nil
  ) throws -> (entry: TrustEntry, certificates: Int) {
    guard day <= today else { throw KeyDeskError.future(day.description, today: today.description) }
    var certificates = 0
    let entry = try changing { own in
      let affected = own.entry.keys.map { $0.until.map { $0 >= day } ?? true }
      let days = own.entry.keys.map { min($0.compromised ?? day, day) }
      let checkpoints = ConfirmedCheckpoints(ledger: workspace.ledgerFolder)
      let notes = try days.map { try checkpoints.last(before: $0, keys: own.entry.ledger) }
      own.changeKeys { keys in
        for index in keys.indices where affected[index] {
          keys[index]["compromised"] = .string(days[index].description)
          keys[index]["confirmed"] = notes[index].map { .string(String(decoding: $0.bytes, as: UTF8.self)) }
        }
      }
      try addSealKey(make(.seals, on: token, beside: own.entry), from: today, to: &own)
      certificates = try count(since: day)
      return try own.write()
    }
    return (entry, certificates)
  }

  /// Declares the ledger's key compromised from a day and makes a new one that it does not vouch for. Checkpoints of
  /// the old one count only as far as witnesses confirmed them before that day.
  public func compromisedLedger(since day: CalendarDate, to token: TokenURI? = nil) throws -> TrustEntry {
    guard day <= today else { throw KeyDeskError.future(day.description, today: today.description) }
    return try changing { own in
      try replaceLedgerKey(by: make(.ledger, on: token, beside: own.entry), compromised: day, in: &own)
      return try own.write()
    }
  }

  /// The chamber's own trust entry as it is given to others: what `/.well-known/certmill.json` serves.
  public static func statement(of workspace: Workspace) throws -> (entry: TrustEntry, bytes: [UInt8]) {
    guard let own = try OwnTrustEntry(of: workspace) else { throw KeyDeskError.noEntry(workspace.trust) }
    return (own.entry, own.bytes)
  }

  // MARK: - Steps

  /// Under the workspace's lock and on a whole ledger without an open batch, whose bytes depend on its keys. What a
  /// kill leaves behind the trust entry is done by the next change or run.
  private func changing(_ change: (inout OwnTrustEntry) throws -> TrustEntry) throws -> TrustEntry {
    let lock = try FileLock.acquire(workspace.lockPath, holder: "\(FileLock.thisProcess) since \(now)")
    defer { _ = lock }
    guard var own = try OwnTrustEntry(of: workspace) else { throw KeyDeskError.noEntry(workspace.trust) }
    // A kill may have left a torn line or unsigned entries.
    var ledger = try openLedger()
    try ledger.settle()
    let report = try LedgerDesk(workspace).verify()
    if let fault = report.fault {
      throw LedgerError.broken(path: workspace.ledgerFolder + "/ledger.jsonl", line: fault.line, reason: fault.reason)
    }
    if let batch = report.openBatch { throw DeskError.openBatch(batch) }
    let entry = try change(&own)
    try DurableFile.write(
      Array((entry.ledger.key.description + "\n").utf8), to: workspace.keys + "/ledger.vkey")
    ledger = try openLedger()
    try ledger.settle()
    // Readers would not rely on what too few witnesses have confirmed.
    let isConfirmed = (try? ChamberWitnesses(of: workspace)?.confirmation(of: ledger.note).isMet ?? true) ?? false
    if isConfirmed, try DurableFile.exists(workspace.published + "/checkpoint") {
      _ = try Publication.write(ledger, of: workspace, to: try workspace.published)
    }
    return entry
  }

  /// Under the keys that the trust entry names by now.
  private func openLedger() throws -> LedgerFile {
    let keyring = try Keyring(workspace)
    return try LedgerFile(
      opening: workspace.ledgerFolder, origin: workspace.settings.ledgerOrigin, key: try keyring.ledgerKey(),
      earlier: keyring.earlierLedgerKeys)
  }

  /// A new private key, durable before anything names it; or a token's, which the chamber has not used yet.
  private func make(
    _ use: KeyStatement.Use, on token: TokenURI?, beside entry: TrustEntry
  ) throws -> SigningKey {
    guard let token else {
      let key = try SigningKey(seed: try random(32))
      try workspace.keep(key, as: Keyring.name(of: key.publicKey, use: use), random: random)
      return key
    }
    let key = try workspace.key(on: token)
    let ledger = entry.ledger
    let known = entry.keys.map(\.key) + [ledger.key.key] + ledger.earlier.map(\.key.key)
    guard !known.contains(key.publicKey) else { throw KeyDeskError.notNew(token.text) }
    try workspace.keep(token, as: Keyring.name(of: key.publicKey, use: use))
    return key
  }

  private func addSealKey(_ key: SigningKey, from: CalendarDate, to own: inout OwnTrustEntry) throws {
    let ends = own.entry.keys.map { $0.until.map { $0 > from } ?? true && $0.compromised == nil && $0.from <= from }
    own.changeKeys { keys in
      for index in keys.indices where ends[index] && keys[index]["compromised"] == nil {
        keys[index]["until"] = .string(from.description)
      }
      keys.append(["public": .string(key.publicKey.pem), "from": .string(from.description)])
    }
  }

  private func replaceLedgerKey(
    by key: SigningKey, compromised: CalendarDate?, in own: inout OwnTrustEntry
  ) throws {
    let vkey = try VerifierKey(name: own.entry.ledger.origin, key: key.publicKey)
    var old: JSONObject = [
      "vkey": .string(own.entry.ledger.key.description), "until": .string(today.description),
    ]
    if let compromised { old["compromised"] = .string(compromised.description) }
    own.changeLedger { ledger in
      ledger["earlier"] = .array((ledger["earlier"]?.array ?? []) + [.object(old)])
      ledger["vkey"] = .string(vkey.description)
    }
  }

  /// Certificates that the ledger has of a day (UTC) and later.
  private func count(since day: CalendarDate) throws -> Int {
    var count = 0
    var entries = try EntryReader(folder: workspace.ledgerFolder)
    while let (_, entry) = try entries.next() {
      if entry.stage == .certify, entry.time.prefix(10) >= day.description { count += 1 }
    }
    return count
  }
}
