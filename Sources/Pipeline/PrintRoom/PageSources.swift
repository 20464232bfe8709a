// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import Certificates
import DurableFiles
import Signing
import Trade

/// Where the pages of printed copies come from.
struct PageSources {
  let store: ByteStore
  let workspace: Workspace
  /// Gives certificates and their reprints.
  let state: State
  /// The agreement whose certificate the template is; no other is drawn on it.
  let agreement: String?
  /// Length of the template's constant bytes, and the hash state after them.
  private let prefixLength: Int
  private let hashed: SHA256State

  init(store: ByteStore, workspace: Workspace, state: State, agreement: String?, prefix: [UInt8]) {
    self.store = store
    self.workspace = workspace
    self.state = state
    self.agreement = agreement
    prefixLength = prefix.count
    var hashed = SHA256State()
    hashed.update(prefix)
    self.hashed = hashed
  }

  enum Source {
    /// As they were stamped, under this very template: a file of the store.
    case stored(Digest)
    /// Stamped anew, with the seals that were issued for them.
    case drawn(Impression)
    case failed(String)
  }

  /// Why a certificate cannot be drawn on the form of that agreement; nil where it can.
  static func fault(of certificate: Certificate, on agreement: String?) -> String? {
    let own = certificate.application.agreement
    guard own != agreement else { return nil }
    return "it is a certificate \(own.map { "of \($0)" } ?? "without agreement") and the recipe's template is the form "
      + "of \(agreement ?? "ordinary certificates"); use a recipe whose template and stamp.agreement are its own"
  }

  func source(of item: PrintItem, seals: [Int: [String]]) throws -> Source {
    guard let issued = try state.certificate(item.number) else { return .failed("its number is not in the state") }
    let isFirstIssue = item.copies.upperBound <= issued.copies
    var (pdf, proof) = (issued.pdf, issued.proof)
    if !isFirstIssue {
      let reprint = try state.reprints(of: item.number).first { item.copies == $0.copy...$0.copy }
      (pdf, proof) = (reprint?.pdf, reprint?.proof)
    }
    if let pdf, !isFirstIssue || item.copies == 1...issued.copies, try tail(of: pdf) != nil {
      return .stored(pdf)
    }
    guard let proof, var texts = seals[proof] else { return .failed("its seals are not on record") }
    if isFirstIssue {
      guard texts.count == issued.copies * issued.sheets else { return .failed("its seals are not all on record") }
      texts = Array(
        texts[(item.copies.lowerBound - 1) * issued.sheets..<item.copies.upperBound * issued.sheets])
    }
    do {
      let bytes = try store.get(issued.digest)
      let certificate = try Certificate(parsing: bytes)
      if let fault = Self.fault(of: certificate, on: agreement) { return .failed(fault) }
      return .drawn(
        try Impression(
          of: bytes, copies: item.copies, day: workspace.clock.day(at: certificate.issued), seals: texts,
          predecessors: state.predecessors(
            replaces: certificate.replaces, duplicateOf: certificate.duplicateOf, workspace.clock)))
    } catch let error as CertificateError {
      return .failed("\(error)")
    } catch let error as FileError {
      return .failed("\(error)")
    }
  }

  /// The part of a stamped file behind the template's constant bytes; nil for a file of another template, or one whose
  /// bytes are not those that the ledger knows.
  func tail(of pdf: Digest) throws -> [UInt8]? {
    guard let file = try? FileReader(store.path(of: pdf)), file.size > prefixLength else { return nil }
    let tail = try file.read(at: prefixLength, count: file.size - prefixLength)
    var state = hashed
    state.update(tail)
    return state.finish() == pdf ? tail : nil
  }

  /// The seals' texts that were read back, by the ledger index of their proof.
  func seals(of items: [PrintItem]) throws -> [Int: [String]] {
    var wanted: [String: Set<Int>] = [:]
    for item in items {
      guard let issued = try state.certificate(item.number) else { continue }
      if item.copies.upperBound <= issued.copies {
        if let proof = issued.proof { wanted[issued.batch, default: []].insert(proof) }
      } else {
        for reprint in try state.reprints(of: item.number) where item.copies.contains(reprint.copy) {
          if let proof = reprint.proof { wanted[reprint.batch, default: []].insert(proof) }
        }
      }
    }
    var seals: [Int: [String]] = [:]
    for (batch, indexes) in wanted {
      var reader = try LineReader(workspace.batch(batch).events)
      // Only proofs hold lists; the other lines need not be parsed.
      let start = Array(#"{"event":["#.utf8)
      while let bytes = try reader.next() {
        guard bytes.starts(with: start), let line = JournalLine(parsing: bytes), indexes.contains(line.seq),
          let texts = try? JSONValue(parsing: line.event).array
        else { continue }
        seals[line.seq] = texts.compactMap(\.string)
      }
    }
    return seals
  }
}
