// SPDX-License-Identifier: GPL-3.0-or-later
public import Signing

/// A public key with the name that it signs notes under, as C2SP writes it: `name+id+base64`
/// (https://c2sp.org/signed-note, "vkey").
public struct VerifierKey: Hashable, Sendable, CustomStringConvertible {
  /// What a signature of the key says; its number is part of the key's id.
  public enum Algorithm: UInt8, Sendable {
    /// Ed25519 over the note's text.
    case ed25519 = 1
    /// Ed25519 over the time and a checkpoint (https://c2sp.org/tlog-cosignature).
    case cosignature = 4
  }

  public let name: String
  public let algorithm: Algorithm
  public let key: VerifyingKey
  /// First four bytes of SHA-256(name ‖ 0A ‖ algorithm ‖ key): a hint, not an identity.
  public let id: [UInt8]

  public init(name: String, algorithm: Algorithm = .ed25519, key: VerifyingKey) throws(NoteError) {
    guard NoteSignature.isName(name[...]) else {
      throw .malformed(thing: "key name", reason: "empty, or with a space, a plus sign or a control character")
    }
    self.name = name
    self.algorithm = algorithm
    self.key = key
    let material = [algorithm.rawValue] + key.rawBytes
    id = Array(Digest(sha256: Array(name.utf8) + [0x0A] + material).bytes.prefix(4))
  }

  /// One line `name+hex8+base64(algorithm ‖ key)`, without LF; the id must be the one that the rest makes.
  public init(vkey: String) throws(NoteError) {
    let parts = vkey.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3 else {
      throw .malformed(thing: "verifier key", reason: "three parts between plus signs expected, \(parts.count) found")
    }
    guard let material = Base64.decode(parts[2].utf8), material.count == 33 else {
      throw .malformed(thing: "verifier key", reason: "base64 of one byte and 32 of the key expected")
    }
    guard let algorithm = Algorithm(rawValue: material[0]) else {
      throw .malformed(thing: "verifier key", reason: "signature type 1 or 4 expected, \(material[0]) found")
    }
    let key: VerifyingKey
    do throws(SigningError) {
      key = try VerifyingKey(rawBytes: Array(material.dropFirst()))
    } catch {
      throw .malformed(thing: "verifier key", reason: error.description)
    }
    try self.init(name: String(parts[0]), algorithm: algorithm, key: key)
    guard description == vkey else {
      throw .malformed(thing: "verifier key", reason: "the id \(Self.hex(id)) expected, another found")
    }
  }

  /// The vkey line.
  public var description: String {
    "\(name)+\(Self.hex(id))+\(Base64.encode([algorithm.rawValue] + key.rawBytes))"
  }

  /// Nil if the signature is another key's; else whether it fits `text`.
  func verdict(on signature: NoteSignature, for text: String) -> Bool? {
    guard signature.name.isIdentical(to: name), signature.keyID == id else { return nil }
    switch algorithm {
    case .ed25519:
      return key.isValid(signature: signature.signature, for: Array(text.utf8))
    case .cosignature:
      guard let cosignature = Cosignature(signature) else { return false }
      return key.isValid(
        signature: cosignature.signature, for: Cosignature.message(time: cosignature.time, text: text))
    }
  }

  private static func hex(_ id: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: id.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
