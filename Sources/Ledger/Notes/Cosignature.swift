// SPDX-License-Identifier: GPL-3.0-or-later

/// A witness's word that a checkpoint was the largest consistent one of its log at a time
/// (https://c2sp.org/tlog-cosignature, `cosignature/v1`).
public struct Cosignature: Equatable, Sendable {
  /// Seconds since 1970-01-01T00:00:00Z.
  public let time: Int
  /// Ed25519, 64 bytes.
  public let signature: [UInt8]

  /// From a note's signature line; nil for other lengths or a time beyond 2^63 − 1. Does not verify.
  public init?(_ line: NoteSignature) {
    guard line.signature.count == 72 else { return nil }
    var time: UInt64 = 0
    for byte in line.signature.prefix(8) { time = time << 8 | UInt64(byte) }
    guard let seconds = Int(exactly: time) else { return nil }
    self.time = seconds
    signature = Array(line.signature.dropFirst(8))
  }

  /// What is signed: two lines and the checkpoint's text.
  static func message(time: Int, text: String) -> [UInt8] {
    Array("cosignature/v1\ntime \(time)\n\(text)".utf8)
  }
}
