// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import DurableFiles
import Ledger
import Reconciliation
import Signing

/// The import of a bundle: everything verified offline by the trust folder, entered in the own ledger, and answered
/// with a signed receipt.
struct BundleImport {
  let desk: Desk
  let room: BundleRoom
  /// As it was named.
  let path: String

  private var workspace: Workspace { desk.workspace }
  private var folder: ExchangeFolder { ExchangeFolder(desk.workspace) }

  func take(_ bytes: [UInt8]) throws -> ImportReport {
    let reader = try workspace.issuer.id
    let digest = Digest(sha256: bytes)
    let bundle = try room.unpack(bytes, path: path)
    guard bundle.issuer != reader else {
      throw ExchangeError.own(path: path, issuer: bundle.issuer)
    }
    let trust = try TrustFolder(reading: workspace.trust)
    guard let partner = trust.entry(of: bundle.issuer) else {
      throw ExchangeError.unknownIssuer(path: path, issuer: bundle.issuer.visible, asset: "bundle")
    }
    return try desk.open { entries in
      if let known = try entries.state.exchanged(digest).receipt {
        let note = try SignedNote(parsing: try entries.store.get(known))
        guard let receipt = BundleReceipt(note) else {
          throw ExchangeError.receipt(path: entries.store.path(of: known), reason: "not what was kept there")
        }
        return try finish(bundle, receipt, note, partner, isKnown: true, entries)
      }
      let check = try check(bundle, bytes, trust, partner, entries)
      let (accepted, refused, rows) = try judge(bundle, by: check, issuer: partner.issuer)
      let receipt = BundleReceipt(
        reader: reader, issuer: partner.issuer, bundle: digest, checkpoint: check.checkpoint,
        accepted: accepted, refused: refused, time: desk.time)
      let note = try receipt.signed(
        by: NoteSigner(name: workspace.settings.ledgerOrigin, key: try workspace.ledgerKey()))
      try entries.store.put(bytes, digest: digest)
      let kept = try entries.store.put(note.bytes)
      try entries.record(.bundle(digest, issuer: partner.issuer, receipt: kept), bytes: bytes, rows: rows)
      try entries.commit()
      return try finish(bundle, receipt, note, partner, isKnown: false, entries)
    }
  }

  private func check(
    _ bundle: BundleReading, _ bytes: [UInt8], _ trust: TrustFolder, _ partner: TrustEntry, _ entries: DeskEntries
  ) throws -> BundleCheck {
    guard let note = bundle.files[BundleNames.checkpoint] else {
      let reason = bundle.refused.first { $0.name == BundleNames.checkpoint }?.reason ?? "it is missing"
      throw ExchangeError.unreadable(path: path, reason: "\(BundleNames.checkpoint): \(reason)")
    }
    do {
      return try BundleCheck(
        trust: trust, entry: partner, note: note, remembered: try remembered(of: partner.issuer, trust),
        growths: bundle.files.filter { $0.key.hasPrefix(BundleNames.growths) }.map(\.value))
    } catch let fault as BundleFault {
      // Kept and entered: two signed checkpoints that contradict each other prove it to anybody.
      let digest = try entries.store.put(bytes)
      if try !entries.state.exchanged(digest).isKnown {
        try entries.record(
          .refused(digest, issuer: partner.issuer), bytes: bytes, rows: [row("bundle", fault.description)])
        try entries.commit()
      }
      throw ExchangeError.bundle(path: path, fault, kept: entries.store.path(of: digest))
    }
  }

  /// The largest checkpoint of the issuer that came this way, or stands in the trust folder.
  private func remembered(of issuer: String, _ trust: TrustFolder) throws -> Checkpoint? {
    var known = [try SeenCheckpoints(workspace).newest(of: issuer)].compactMap(\.self)
    if case .published(let ledger) = trust.ledger(of: issuer) { known.append(ledger.checkpoint) }
    return known.max { $0.size < $1.size }
  }

  private func judge(
    _ bundle: BundleReading, by check: BundleCheck, issuer: String
  ) throws -> (accepted: [String], refused: [BundleReceipt.Refusal], rows: [JSONValue]) {
    var accepted: [String] = []
    var refused: [BundleReceipt.Refusal] = []
    var rows: [JSONValue] = []
    var told: Set<String> = []
    for (number, reading) in try room.certificates(of: bundle) {
      let fault: String?
      switch reading {
      case .unreadable(let file, let reason):
        fault = "\(file.visible): \(reason)"
        told.formUnion(BundleNames.files(of: number))
      case .read(let certificate):
        fault =
          try check.fault(of: certificate, destination: bundle.destination)
          ?? contradiction(certificate, issuer: issuer)
      }
      if let fault { refused.append(.init(subject: number.visible, reason: fault)) } else { accepted.append(number) }
      rows.append(row(number.visible, fault))
    }
    // Files that belong to no certificate, such as one that the manifest does not list.
    for file in bundle.refused where !told.contains(file.name) {
      refused.append(.init(subject: file.name.visible, reason: file.reason))
      rows.append(row(file.name.visible, file.reason))
    }
    return (accepted, refused, rows)
  }

  /// Another certificate that was accepted under this number before.
  private func contradiction(_ certificate: BundledCertificate, issuer: String) throws -> String? {
    let file = "\(folder.certificates(of: issuer))/\(certificate.number).json"
    guard DurableFile.exists(file), Digest(sha256: try DurableFile.read(file)) != certificate.facts.digest else {
      return nil
    }
    return "another certificate under this number was accepted before; keep both and ask the issuer"
  }

  private func row(_ subject: String, _ fault: String?) -> JSONValue {
    var row: JSONObject = ["subject": .string(subject), "verdict": .string(fault == nil ? "accepted" : "refused")]
    row["reason"] = fault.map { .string($0) }
    return .object(row)
  }

  /// Gives what was accepted its names; done again for a bundle that came before, so that an interruption leaves no gap.
  private func finish(
    _ bundle: BundleReading, _ receipt: BundleReceipt, _ note: SignedNote, _ partner: TrustEntry, isKnown: Bool,
    _ entries: DeskEntries
  ) throws -> ImportReport {
    let issuer = partner.issuer
    let receiptPath = folder.receipt(of: receipt.bundle, from: issuer)
    for path in [folder.certificates(of: issuer), FileFinder.folder(of: receiptPath)] {
      try DurableFile.makeFolder(path)
    }
    for name in receipt.accepted.flatMap(BundleNames.files(of:)) {
      guard let bytes = bundle.files[name] else { continue }
      try DurableFile.writeUnsynced(bytes, to: folder.folder(of: issuer) + "/" + name)
    }
    try DurableFile.writeUnsynced(note.bytes, to: receiptPath)
    try DurableFile.synchronise(fileSystemOf: receiptPath)
    if let seen = bundle.files[BundleNames.checkpoint] {
      try SeenCheckpoints(workspace).remember(SignedNote(parsing: seen), receipt.checkpoint, of: issuer)
    }
    let statement = bundle.files[BundleNames.statement(of: issuer)]
    let held = try DurableFile.read("\(workspace.trust)/\(issuer).json", limit: TrustEntry.longestFile)
    return .bundle(
      .init(
        receipt: receipt, name: partner.name, receiptPath: receiptPath, folder: folder.certificates(of: issuer),
        isKnown: isKnown, hasOtherStatement: statement != nil && statement != held))
  }
}
