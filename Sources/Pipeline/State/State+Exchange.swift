// SPDX-License-Identifier: GPL-3.0-or-later
import GRDB
import Signing

/// Bundles and receipts that came from others.
extension State {
  func apply(exchange event: ExchangeEvent, seq: Int, batch: String) throws {
    switch event {
    case .bundle(let digest, let issuer, let receipt):
      // It may have been refused before, when its proofs or witnesses were not enough yet.
      try execute(
        "INSERT OR REPLACE INTO exchange (sha256, partner, receipt, batch, seq) VALUES (?, ?, ?, ?, ?)",
        [digest.hex, issuer, receipt.hex, batch, seq])
    case .refused(let digest, let partner), .receipt(let digest, let partner, _):
      try execute(
        "INSERT INTO exchange (sha256, partner, batch, seq) VALUES (?, ?, ?, ?)", [digest.hex, partner, batch, seq])
    }
  }

  /// Whether these bytes came before; the receipt that was given for them, if they are a bundle.
  func exchanged(_ digest: Digest) throws -> (isKnown: Bool, receipt: Digest?) {
    guard
      let row = try Row.fetchOne(
        database, sql: "SELECT receipt FROM exchange WHERE sha256 = ?", arguments: [digest.hex])
    else { return (false, nil) }
    let receipt: String? = row[0]
    return (true, receipt.flatMap(Digest.init(hex:)))
  }
}
