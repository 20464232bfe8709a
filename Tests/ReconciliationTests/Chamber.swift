// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Ledger
import Reconciliation
import Seals
import Signing
import Testing
import Trade

/// The chamber of `Vectors/batch1` with its keys, its worked batch, and a second night in which everything happens:
///
/// | number | fate |
/// |---|---|
/// | 1 | the worked certificate, three copies |
/// | 2 | revoked |
/// | 3 | replaced by 4 |
/// | 4 | in force, two sheets |
/// | 5 | copy 2 spoiled |
/// | 6 | sheet 2 of copy 1 spoiled, two sheets |
/// | 7 | void |
/// | 8 | replaced, then revoked |
struct Chamber: Sendable {
  static let host = "CO.EXAMPLE.SG"
  static let origin = "co.example.sg/ledger"
  static let issuer = "SG-CC1"
  /// The end of the second night.
  static let published = Timestamp(rfc3339: "2026-11-24T22:00:00Z") ?? Timestamp(seconds: 0)

  let folder: TemporaryFolder
  let issuerKey: SigningKey
  let ledgerKey: SigningKey
  let witnessKey: SigningKey
  let ledgerVerifier: VerifierKey
  let witness: NoteSigner
  /// Indexes of certify entries by running number.
  let indexes: [Int: Int]
  let digests: [Int: Digest]
  let stamps: [Int: Digest]

  var publishedFolder: String { folder.path + "/trust/SG-CC1" }

  /// `cosigned` is when the witness confirmed the checkpoint, if it did.
  init(cosigned: Timestamp? = nil) throws {
    folder = try TemporaryFolder()
    issuerKey = try SigningKey(seed: Array(0x40...0x5F))
    ledgerKey = try SigningKey(seed: Array(0x00...0x1F))
    witnessKey = try SigningKey(seed: Array(0x20...0x3F))
    ledgerVerifier = try VerifierKey(name: Self.origin, key: ledgerKey.publicKey)
    witness = try NoteSigner(name: "witness.example/be/1", algorithm: .cosignature, key: witnessKey)

    var entries = try Vectors.batch1("ledger.jsonl").split(separator: 0x0A).map {
      try LedgerEntry(parsingLine: Array($0))
    }
    var indexes = [1: 4]
    var digests = [1: entries[4].digest]
    var stamps = [1: entries[5].digest]
    func add(_ stage: EntryStage, _ sequence: Int? = nil, copy: Int? = nil, sheet: Int? = nil, successor: Int? = nil) {
      let isDocument = [.receive, .validate, .decide, .certify, .stamp, .proof].contains(stage)
      let isNumbered = sequence != nil && ![.receive, .validate, .decide].contains(stage)
      entries.append(
        LedgerEntry(
          batch: "20261124-01", digest: Digest(sha256: Array("\(stage) \(sequence ?? 0)".utf8)),
          doc: isDocument ? String(Digest(sha256: [UInt8(sequence ?? 0)]).hex.prefix(16)) : nil,
          number: isNumbered ? Self.number(sequence ?? 0) : nil, stage: stage, time: "2026-11-24T21:00:00Z",
          copy: copy, sheet: sheet, successor: successor.map { Self.number($0) }))
      if stage == .certify {
        indexes[sequence ?? 0] = entries.count - 1
        digests[sequence ?? 0] = entries[entries.count - 1].digest
      }
      if stage == .stamp { stamps[sequence ?? 0] = entries[entries.count - 1].digest }
    }
    add(.batchOpen)
    for sequence in 2...8 {
      for stage in [EntryStage.receive, .validate, .decide, .certify] { add(stage, sequence) }
    }
    for sequence in 2...8 where sequence != 7 {
      for stage in [EntryStage.stamp, .proof] { add(stage, sequence) }
    }
    add(.void, 7)
    add(.revoke, 2)
    add(.replace, 3, successor: 4)
    add(.spoil, 5, copy: 2)
    add(.spoil, 6, copy: 1, sheet: 2)
    add(.replace, 8, successor: 4)
    add(.revoke, 8)
    add(.batchClose)
    (self.indexes, self.digests, self.stamps) = (indexes, digests, stamps)

    let ledgerFolder = folder.path + "/ledger"
    try LedgerFile.create(folder: ledgerFolder, origin: Self.origin, key: ledgerKey)
    var ledger = try LedgerFile(opening: ledgerFolder, origin: Self.origin, key: ledgerKey)
    try ledger.append(entries)
    if let cosigned {
      let signature = try witness.cosign(ledger.checkpoint, time: cosigned.seconds)
      try ledger.add([signature], of: [witness.verifier])
    }
    try ledger.publish(to: publishedFolder)
  }

  /// A third night with certificate 9, which no witness has confirmed yet; gives the checkpoint before it and the code of
  /// the ninth.
  func thirdNight() throws -> (before: SignedNote, ninth: String) {
    var ledger = try LedgerFile(opening: folder.path + "/ledger", origin: Self.origin, key: ledgerKey)
    let before = ledger.note
    let digest = Digest(sha256: [9])
    var claims = claims(1)
    (claims.number, claims.certificateDigest, claims.ledgerIndex) = (Self.number(9), digest, ledger.size + 4)
    try ledger.append(
      [EntryStage.batchOpen, .receive, .validate, .decide, .certify].map { stage in
        LedgerEntry(
          batch: "20261125-01", digest: digest, doc: stage == .batchOpen ? nil : "0123456789abcdef",
          number: stage == .certify ? Self.number(9) : nil, stage: stage, time: "2026-11-25T21:00:00Z")
      })
    try ledger.publish(to: publishedFolder)
    return (before, try text(claims))
  }

  static func number(_ sequence: Int, country: String = "SG") -> String {
    CertificateNumber(country: country, year: 2026, sequence: sequence)?.description ?? ""
  }

  /// Claims of a certificate that this chamber issued; the first is that of the vectors.
  func claims(_ sequence: Int, copy: Int = 1, sheet: Int? = nil, sheets: Int? = nil) -> SealClaims {
    SealClaims(
      issuer: Self.issuer, issuedAt: 1_795_471_200, number: Self.number(sequence),
      certificateDigest: digests[sequence] ?? Digest(sha256: []), copy: copy, copies: 3, sheet: sheet, sheets: sheets,
      ledgerIndex: indexes[sequence] ?? 0, origin: "SG", destination: "BE", grossKg: 3240, invoice: "INV 88231",
      exporter: "Lion City Spices Pte Ltd")
  }

  func text(_ claims: SealClaims, host: String = Chamber.host, key: SigningKey? = nil) throws -> String {
    try Seal.sign(claims, host: host, with: key ?? issuerKey).text
  }

  /// The chamber's entry as a reader has it.
  func entry(
    from: String = "2026-01-01", until: String? = nil, compromised: String? = nil, confirmed: SignedNote? = nil,
    hosts: [String] = [Chamber.host], isWitnessed: Bool = false, quorum: Int = 0
  ) -> TrustEntry {
    TrustEntry(
      issuer: Self.issuer, name: "Lion City Chamber", country: "SG", hosts: hosts,
      keys: [
        TrustEntry.SealKey(
          key: issuerKey.publicKey, from: CalendarDate(from) ?? CalendarDate(daysSinceEpoch: 0),
          until: until.flatMap { CalendarDate($0) }, compromised: compromised.flatMap { CalendarDate($0) },
          confirmed: confirmed)
      ],
      ledger: TrustEntry.LedgerKeys(
        origin: Self.origin, key: ledgerVerifier, witnesses: isWitnessed ? [witness.verifier] : [], quorum: quorum))
  }

  /// Another chamber that the reader trusts too.
  static func neighbour() throws -> (entry: TrustEntry, key: SigningKey) {
    let key = try SigningKey(seed: Array(0x60...0x7F))
    let ledger = try SigningKey(seed: Array(0xA0...0xBF))
    let entry = TrustEntry(
      issuer: "BE-CC9", name: "Chamber of Antwerp", country: "BE", hosts: ["CO.EXAMPLE.BE"],
      keys: [TrustEntry.SealKey(key: key.publicKey, from: CalendarDate(daysSinceEpoch: 20_000))],
      ledger: TrustEntry.LedgerKeys(
        origin: "co.example.be/ledger", key: try VerifierKey(name: "co.example.be/ledger", key: ledger.publicKey)))
    return (entry, key)
  }

  func ledgerCopy() throws -> TrustFolder.LedgerCopy {
    .published(try PublishedLedger(folder: publishedFolder, origin: Self.origin, key: ledgerVerifier))
  }

  /// The chamber's own ledger, as its own workspace reads it.
  func ownLedger() throws -> TrustFolder.LedgerCopy {
    let ledger = try LedgerFile(opening: folder.path + "/ledger", origin: Self.origin, key: ledgerKey)
    return .own(OwnLedger(verified: ledger.folder, note: ledger.note, checkpoint: ledger.checkpoint))
  }

  /// What a reader finds who trusts this chamber and its neighbour.
  func findings(
    _ codes: [PresentedCode], entry: TrustEntry? = nil, ledger: TrustFolder.LedgerCopy? = nil,
    now: Timestamp = Chamber.published
  ) throws -> [SealFinding] {
    let trust = try TrustFolder(
      [try Self.neighbour().entry, entry ?? self.entry()], ledgers: [Self.issuer: try ledger ?? ledgerCopy()])
    return SealCheck(trust: trust, now: now).findings(for: codes)
  }

  func finding(
    _ text: String, file: Digest? = nil, entry: TrustEntry? = nil, ledger: TrustFolder.LedgerCopy? = nil,
    now: Timestamp = Chamber.published
  ) throws -> SealFinding {
    let findings = try findings(
      [PresentedCode(text: Array(text.utf8), file: file)], entry: entry, ledger: ledger, now: now)
    return try #require(findings.first)
  }
}

enum Vectors {
  static func batch1(_ name: String) throws -> [UInt8] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    return Array(try Data(contentsOf: folder.appending(path: "Vectors/batch1/\(name)")))
  }
}
