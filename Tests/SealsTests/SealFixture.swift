// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Seals
import Signing

/// The issuer of the worked batch, `Vectors/batch1`.
enum SealFixture {
  static let host = "CO.EXAMPLE.SG"

  static func key() throws -> SigningKey { try SigningKey(seed: Array(0x40...0x5F)) }

  static func claims(copy: Int = 1) throws -> SealClaims {
    let digest = Digest(hex: "db94926b4e22935466ff771f8db629f95ba736bcdaf425fed3548864cf568855")
    return SealClaims(
      issuer: "SG-CC1", issuedAt: 1_795_471_200, number: "SG-2026-0000001-H",
      certificateDigest: digest ?? Digest(sha256: []), copy: copy, copies: 3, ledgerIndex: 4, origin: "SG",
      destination: "BE", grossKg: 3240, invoice: "INV 88231", exporter: "Lion City Spices Pte Ltd")
  }

  /// The `seals` of vectors.json.
  static func vectors() throws -> [VectorSeal] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let data = try Data(contentsOf: folder.appending(path: "Vectors/batch1/vectors.json"))
    return try JSONDecoder().decode(Vectors.self, from: data).seals
  }

  struct VectorSeal: Decodable, Sendable {
    let copy: Int
    let claims_hex: String
    let sig_structure_hex: String
    let cose_hex: String
    let text: String
  }

  private struct Vectors: Decodable {
    let seals: [VectorSeal]
  }
}
