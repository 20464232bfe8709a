// SPDX-License-Identifier: GPL-3.0-or-later

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
    "-----BEGIN \(label)-----\n\(Base64.encode(der))\n-----END \(label)-----\n"
  }
}
