// SPDX-License-Identifier: GPL-3.0-or-later
import Archives
import Certificates
import DurableFiles
import Ledger
import Reconciliation
public import Signing
import Trade

/// `certmill exchange export`: certificates for one country in one bundle that proves itself to whoever holds the
/// chamber's trust entry. Everything is taken from the published ledger and the store; the same wish under the same
/// ledger gives the same bytes.
public struct BundleExport {
  /// What was made.
  public struct Made: Sendable {
    public var numbers: [String]
    public var destination: String
    public var bytes: Int
    public var digest: Digest
    /// Entries that the checkpoint covers.
    public var ledgerSize: Int
  }

  /// Earlier checkpoints that a bundle proves its own to continue, the newest ones.
  private static let mostGrowths = 50

  private let workspace: Workspace

  public init(_ workspace: Workspace) {
    self.workspace = workspace
  }

  /// - Parameters:
  ///   - to: a country, or the id of a chamber in the trust folder, whose country is meant.
  ///   - wishes: numbers or batches; none for all in force that no receipt has confirmed yet.
  ///   - since: entries of a checkpoint that the partner remembers; those of earlier bundles are added by themselves.
  public func export(to place: String, _ wishes: [String], since: Int? = nil, into path: String) throws -> Made {
    let destination = try country(place)
    let published = try workspace.published
    guard DurableFile.exists(published + "/checkpoint") else {
      throw ExchangeError.nothingPublished(published)
    }
    let statementPath = try workspace.trustEntry
    let own = try TrustEntry(
      parsing: try DurableFile.read(statementPath, limit: TrustEntry.longestFile), file: statementPath)
    var ledger = try own.ledger.ledger(in: published)
    if let since, !(1...max(1, ledger.size)).contains(since) { throw ExchangeError.since(since, size: ledger.size) }
    let chosen = try choose(wishes, destination, from: certificates(&ledger))
    var files: [ZipEntry] = [
      ZipEntry(name: BundleNames.checkpoint, bytes: ledger.note.bytes),
      ZipEntry(name: BundleNames.statement(of: own.issuer), bytes: try DurableFile.read(statementPath)),
    ]
    for certificate in chosen {
      let number = certificate.number
      files.append(ZipEntry(name: BundleNames.certificate(number), bytes: try workspace.store.get(certificate.digest)))
      files.append(ZipEntry(name: BundleNames.pdf(number), bytes: try workspace.store.get(certificate.pdf)))
      for (stage, index) in [("certify", certificate.certified), ("stamp", certificate.stamped)] {
        let proof = LogProof(
          index: index, path: try ledger.inclusionProof(of: index).path, note: ledger.note,
          extra: try ledger.line(at: index))
        files.append(ZipEntry(name: BundleNames.proof(number, of: stage), bytes: Array(proof.text.utf8)))
      }
    }
    let folder = ExchangeFolder(workspace)
    let confirmed = own.keys.compactMap { own.ledger.lastConfirmed(before: $0)?.size }
    let seen = try folder.allSent().map(\.bundle.size) + (since.map { [$0] } ?? []) + confirmed
    for size in Set(seen).filter({ $0 < ledger.size }).sorted().suffix(Self.mostGrowths) {
      let growth = CheckpointRequest(
        oldSize: size, path: try ledger.consistencyProof(from: size).path, note: ledger.note)
      files.append(ZipEntry(name: BundleNames.growth(from: size), bytes: growth.bytes))
    }
    files.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    let size = files.reduce(0) { $0 + $1.bytes.count }
    guard size < BundleReading.longest - (1 << 24), files.count < BundleReading.mostFiles else {
      throw ExchangeError.tooMuch(bytes: size, limit: BundleReading.longest)
    }
    let manifest = BundleManifest(
      issuer: own.issuer, destination: destination,
      files: files.map { .init(name: $0.name, digest: Digest(sha256: $0.bytes), size: $0.bytes.count) })
    let bytes = ZipArchive.bytes(
      of: [ZipEntry(name: BundleNames.manifest, bytes: manifest.canonicalBytes)] + files)
    let digest = Digest(sha256: bytes)
    // First remembered, then given away: a receipt for it must find it.
    try folder.keep(
      .init(destination: destination, size: ledger.size, numbers: chosen.map(\.number)), digest: digest)
    try DurableFile.write(bytes, to: path)
    return Made(
      numbers: chosen.map(\.number), destination: destination, bytes: bytes.count, digest: digest,
      ledgerSize: ledger.size)
  }

  private func country(_ place: String) throws -> String {
    if place.utf8.count == 2, place.utf8.allSatisfy({ (65...90).contains($0) }) { return place }
    guard let entry = try TrustDesk(workspace).entry(of: place) else { throw ExchangeError.destination(place) }
    return entry.country
  }

  // MARK: - What there is to send

  private struct Listed {
    var number: String
    var batch: String
    var digest: Digest
    var certified: Int
    var pdf = TreeHash.empty
    /// -1 until it is stamped.
    var stamped = -1
    var isInForce = true
  }

  /// Every certificate of the published ledger, in the order in which they were certified.
  private func certificates(_ ledger: inout PublishedLedger) throws(LedgerError) -> [Listed] {
    var listed: [Listed] = []
    var places: [String: Int] = [:]
    try ledger.walk { (index, entry) throws(LedgerError) in
      guard let number = entry.number else { return }
      if entry.stage == .certify {
        places[number] = listed.count
        listed.append(Listed(number: number, batch: entry.batch, digest: entry.digest, certified: index))
      }
      guard let place = places[number] else { return }
      switch entry.stage {
      case .stamp where entry.copy == nil: (listed[place].pdf, listed[place].stamped) = (entry.digest, index)
      case .void, .revoke, .replace, .duplicate: listed[place].isInForce = false
      default: break
      }
    }
    return listed
  }

  private func choose(_ wishes: [String], _ destination: String, from all: [Listed]) throws -> [Listed] {
    func isPurged(_ certificate: Listed) -> Bool {
      Int(certificate.number.dropFirst(3).prefix(4)).map(workspace.isPurged(year:)) ?? false
    }
    func isForThere(_ certificate: Listed) throws -> Bool {
      try Certificate(parsing: workspace.store.get(certificate.digest)).application.destination == destination
    }
    let known = Set(all.map(\.number) + all.map(\.batch))
    for wish in wishes where !known.contains(wish) { throw ExchangeError.unknownSubject(wish) }
    let confirmed = wishes.isEmpty ? try confirmed(for: destination) : []
    var chosen: [Listed] = []
    for certificate in all {
      let isNamed = wishes.contains(certificate.number)
      guard isNamed || wishes.isEmpty || wishes.contains(certificate.batch) else { continue }
      guard certificate.isInForce, certificate.stamped >= 0 else {
        if isNamed { throw ExchangeError.notInForce(certificate.number) }
        continue
      }
      guard !isPurged(certificate) else {
        if isNamed { throw DeskError.purged(certificate.number) }
        continue
      }
      guard !confirmed.contains(certificate.number) else { continue }
      guard try isForThere(certificate) else {
        if isNamed { throw ExchangeError.notForThere(certificate.number, destination: destination) }
        continue
      }
      chosen.append(certificate)
    }
    guard !chosen.isEmpty else { throw ExchangeError.nothingToSend(destination) }
    return chosen
  }

  /// Numbers that a receipt for a bundle to that country accepts. Receipts were verified when they came.
  private func confirmed(for destination: String) throws -> Set<String> {
    let folder = ExchangeFolder(workspace)
    var numbers: Set<String> = []
    for (digest, bundle) in try folder.allSent() where bundle.destination == destination {
      let path = folder.receipt(for: digest)
      guard DurableFile.exists(path) else { continue }
      let note = try SignedNote(parsing: try DurableFile.read(path, limit: SignedNote.maximumLength))
      numbers.formUnion(BundleReceipt(note)?.accepted ?? [])
    }
    return numbers
  }
}
