// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import Foundation
import Ledger
import Signing

/// Tests/Vectors/ledger7: a log of seven opaque lines, agreed with Go's sumdb packages.
enum Vectors {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Vectors/ledger7").path

  static func bytes(_ name: String) throws -> [UInt8] {
    try Array(Data(contentsOf: URL(fileURLWithPath: folder + "/" + name)))
  }

  static func json() throws -> JSONObject {
    let value = try JSONValue(parsing: bytes("vectors.json"))
    return value.object ?? JSONObject()
  }

  static func text(_ key: String) throws -> String {
    try json()[key]?.string ?? ""
  }

  static func key(_ seed: String) throws -> SigningKey {
    try SigningKey(seed: [UInt8](hex: text(seed)))
  }

  static let origin = "co-ledger.example/sg/2026"
  static let witness = "witness.example/be/1"

  /// The seven lines without LF.
  static func lines() throws -> [[UInt8]] {
    try bytes("ledger.jsonl").split(separator: 0x0A).map(Array.init)
  }
}

extension [UInt8] {
  init(hex: String) {
    let digits = Array<UInt8>(hex.utf8)
    func value(_ digit: UInt8) -> UInt8 { digit < 58 ? digit - 48 : digit - 87 }
    self = stride(from: 0, to: digits.count, by: 2).map { value(digits[$0]) << 4 | value(digits[$0 + 1]) }
  }
}
