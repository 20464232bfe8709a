// SPDX-License-Identifier: GPL-3.0-or-later
import GRDB
import Signing

/// Bundles and receipts that came from others.
extension State {
  func apply(exchange event: ExchangeEvent, seq: Int) throws {
    switch event {
    case .bundle(let digest, let issuer, let receipt):
      try execute(
        "INSERT INTO exchange (sha256, partner, receipt, seq) VALUES (?, ?, ?, ?)",
        [digest.hex, issuer, receipt.hex, seq])
    case .receipt(let digest, let reader, _):
      try execute("INSERT INTO exchange (sha256, partner, seq) VALUES (?, ?, ?)", [digest.hex, reader, seq])
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
