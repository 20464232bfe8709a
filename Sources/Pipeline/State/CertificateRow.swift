// SPDX-License-Identifier: GPL-3.0-or-later
import GRDB
import Signing

/// A certificate as the state knows it.
struct CertificateRow: Equatable {
  var number: String
  /// The batch that issued it, and its document's place in that batch's list.
  var batch: String
  var input: Int
  var doc: String
  var digest: Digest
  /// Ledger index of its certify entry.
  var seq: Int
  var copies: Int
  var sheets: Int
  var pdf: Digest?
  /// Ledger index of its proof entry.
  var proof: Int?
  var status: String
  /// Why it is void or revoked; of a replaced one, its successor's number.
  var reason: String?

  /// Its documents were deleted with those of its year. Before that every stamped certificate has its file.
  var isPurged: Bool { pdf == nil && status != "certified" && status != "void" }

  /// What `init` reads, in its order.
  static let columns = "number, batch, input, doc, digest, seq, copies, sheets, pdf, proof, status, reason"

  init?(_ row: Row) {
    guard let digest = Digest(hex: row[4]) else { return nil }
    let pdf: String? = row[8]
    number = row[0]
    batch = row[1]
    input = row[2]
    doc = row[3]
    self.digest = digest
    seq = row[5]
    copies = row[6]
    sheets = row[7]
    self.pdf = pdf.flatMap(Digest.init(hex:))
    proof = row[9]
    status = row[10]
    reason = row[11]
  }
}
