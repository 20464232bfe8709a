// SPDX-License-Identifier: GPL-3.0-or-later

internal import Signing

/// Whether the entries of a ledger make sense one after the other (formats.md, "ledger verify also checks meaning").
///
/// Memory: a byte a certificate, some bytes an application and a sheet of security paper, a number a batch.
struct LedgerRules {
  private var lastTime = 0
  private var openBatch: Int?
  private var batches: Set<Int> = []
  private var documents: [UInt64: DocumentState] = [:]
  /// For each country and year the states of its numbers from 1 on.
  private var certificates: [Int: [CertificateState]] = [:]

  /// Serials of security paper that bear a sheet, as the first 8 bytes of their SHA-256.
  private var stock: Set<UInt64> = []

  fileprivate struct DocumentState: OptionSet {
    var rawValue: UInt8
    static let received = DocumentState(rawValue: 1)
    static let validated = DocumentState(rawValue: 2)
    static let decided = DocumentState(rawValue: 4)
  }

  fileprivate struct CertificateState: OptionSet {
    var rawValue: UInt8
    static let stamped = CertificateState(rawValue: 1)
    static let proofed = CertificateState(rawValue: 2)
    static let void = CertificateState(rawValue: 4)
    static let revoked = CertificateState(rawValue: 8)
    static let replaced = CertificateState(rawValue: 16)
  }

  /// The batch that has been opened and not closed, `YYYYMMDD-nn`; nil between batches.
  var openBatchName: String? {
    openBatch.map { batch in
      let counter = String(batch % 1_000_000)
      return "\(batch / 1_000_000)-" + (counter.utf8.count < 2 ? "0" : "") + counter
    }
  }

  /// Takes the next entry in, parsed from `bytes`; the reason why it must not stand here, or nil.
  mutating func take(_ line: EntryLine, of bytes: [UInt8]) -> String? {
    guard line.time >= lastTime else { return "its time is before that of the line above" }
    lastTime = line.time
    if let reason = takeBatch(line) { return reason }
    if let document = line.document, let reason = takeDocument(document, line.stage) { return reason }
    if line.stage == .replace || line.stage == .duplicate {
      if let reason = reasonAgainstSuccessor(line.successor, of: line.number) { return reason }
    }
    if let number = line.number, let reason = takeNumber(number, line.stage) { return reason }
    if line.stage == .print, let serial = line.stock { return takeStock(bytes[serial]) }
    return nil
  }

  private mutating func takeStock(_ serial: ArraySlice<UInt8>) -> String? {
    let key = Digest(sha256: Array(serial)).bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return stock.insert(key).inserted ? nil : "its sheet of security paper bears another sheet already"
  }

  private mutating func takeBatch(_ line: EntryLine) -> String? {
    if line.isOfDesk {
      guard openBatch == nil else { return "an entry of a day's desk stands inside an open batch" }
      guard line.stage.isOfDesk else { return "\(line.stage.rawValue) in a day's desk" }
      return line.stage == .stamp && line.copy == nil ? "stamp of no reprint in a day's desk" : nil
    }
    switch line.stage {
    case .purge: return "a purge outside a day's desk"
    case .batchOpen:
      guard openBatch == nil else { return "a batch opens before the one above is closed" }
      guard batches.insert(line.batch).inserted else { return "a batch opens for the second time" }
      openBatch = line.batch
    case .batchClose:
      guard openBatch == line.batch else { return "a batch closes that is not open" }
      openBatch = nil
    case .decide where openBatch != line.batch, .print where openBatch != line.batch,
      .reprint where openBatch != line.batch, .spoil where openBatch != line.batch,
      .void where openBatch != line.batch, .revoke where openBatch != line.batch,
      .replace where openBatch != line.batch, .duplicate where openBatch != line.batch:
      // Officers and the print room act between batches.
      guard batches.contains(line.batch) else { return "its batch was never opened" }
    default:
      guard openBatch == line.batch else { return "its batch is not open" }
    }
    return nil
  }

  private mutating func takeDocument(_ document: UInt64, _ stage: EntryStage) -> String? {
    let state = documents[document] ?? []
    switch stage {
    case .receive: documents[document] = state.union(.received)
    case .validate:
      guard state.contains(.received) else { return "a document is validated that was not received" }
      documents[document] = state.union(.validated)
    case .decide:
      // A duplicate, or a document that no worker survives, is decided on without validation.
      guard state.contains(.received) else { return "a document is decided on that was not received" }
      documents[document] = state.union(.decided)
    case .certify:
      guard state.contains(.validated) else { return "a document is certified that was not validated" }
      guard state.contains(.decided) else { return "a document is certified that was not decided on" }
      // A second certificate needs a decision of its own.
      documents[document] = state.subtracting(.decided)
    default:
      guard state.contains(.received) else { return "a document is worked on that was not received" }
    }
    return nil
  }

  /// Why a certificate cannot take another's place: it must be proofed, in force, and not the same one.
  private func reasonAgainstSuccessor(_ successor: EntryNumber?, of number: EntryNumber?) -> String? {
    guard let successor else { return "a certificate is replaced by none" }
    guard successor != number else { return "a certificate is replaced by itself" }
    let states = certificates[successor.series] ?? []
    guard states.indices.contains(successor.sequence - 1) else { return "its successor was not certified" }
    let state = states[successor.sequence - 1]
    if let reason = state.reasonAgainstWork { return "its successor cannot take its place: \(reason)" }
    return state.contains(.proofed) ? nil : "its successor was not proofed"
  }

  private mutating func takeNumber(_ number: EntryNumber, _ stage: EntryStage) -> String? {
    let place = number.sequence - 1
    let count = certificates[number.series]?.count ?? 0
    if stage == .certify {
      guard place >= count else { return "its number was used before" }
      guard place == count else { return "its number leaves a gap: \(count + 1) would be next" }
      certificates[number.series, default: []].append([])
      return nil
    }
    guard place < count else { return "its number was not certified" }
    let state = certificates[number.series]?[place] ?? []
    var next = state
    switch stage {
    case .stamp:
      if let reason = state.reasonAgainstWork { return reason }
      next.insert(.stamped)
    case .proof:
      if let reason = state.reasonAgainstWork { return reason }
      guard state.contains(.stamped) else { return "a certificate is proofed that was not stamped" }
      next.insert(.proofed)
    case .print, .reprint:
      if let reason = state.reasonAgainstWork { return reason }
      guard state.contains(.proofed) else { return "a certificate is printed that was not proofed" }
    case .void:
      if let reason = state.reasonAgainstWork { return reason }
      next.insert(.void)
    case .revoke:
      // A certificate that was replaced may still have to be revoked.
      if state.contains(.void) { return "a void number is revoked" }
      if state.contains(.revoked) { return "a certificate is revoked for the second time" }
      next.insert(.revoked)
    case .replace, .duplicate:
      // A lost certificate that turns up again counts no more than a replaced one.
      if let reason = state.reasonAgainstWork { return reason }
      next.insert(.replaced)
    case .spoil:
      // Sheets spoil whatever has become of the certificate; a void one never had any.
      if state.contains(.void) { return "a sheet of a void number is spoiled" }
    default: break
    }
    if next != state { certificates[number.series]?[place] = next }
    return nil
  }
}

extension LedgerRules.CertificateState {
  /// Why nothing more may be made of the certificate.
  fileprivate var reasonAgainstWork: String? {
    if contains(.void) { return "its number is void" }
    if contains(.revoked) { return "its certificate was revoked" }
    if contains(.replaced) { return "its certificate was replaced" }
    return nil
  }
}
