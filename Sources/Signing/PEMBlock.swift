// SPDX-License-Identifier: GPL-3.0-or-later
internal import CLibcrypto

/// Writing of PEM (RFC 7468) around the fixed DER of Ed25519 keys (RFC 8410), each short enough for one line.
enum PEMBlock {
  static func privateKey(seed: [UInt8]) -> String {
    // SEQUENCE { INTEGER 0, SEQUENCE { OID 1.3.101.112 }, OCTET STRING { OCTET STRING seed } }
    text("PRIVATE KEY", [48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32] + seed)
  }

  static func publicKey(_ bytes: [UInt8]) -> String {
    // SEQUENCE { SEQUENCE { OID 1.3.101.112 }, BIT STRING key }
    text("PUBLIC KEY", [48, 42, 48, 5, 6, 3, 43, 101, 112, 3, 33, 0] + bytes)
  }

  private static func text(_ label: String, _ der: [UInt8]) -> String {
    // Four characters for three bytes, and a NUL.
    var base64 = [UInt8](repeating: 0, count: (der.count + 2) / 3 * 4 + 1)
    let count = Int(EVP_EncodeBlock(&base64, der, Int32(der.count)))
    let line = String(decoding: base64[..<count], as: UTF8.self)
    return "-----BEGIN \(label)-----\n\(line)\n-----END \(label)-----\n"
  }
}
