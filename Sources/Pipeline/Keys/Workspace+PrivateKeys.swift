// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Signing
import Tokens

/// Private keys by their names without an ending: `keys/<name>.pem` holds one, `keys/<name>.uri` names one on a token.
extension Workspace {
  /// The file of the two that is there; the PEM file where neither is.
  func keyFile(_ name: String) -> String {
    let uri = "\(keys)/\(name).uri"
    return DurableFile.exists(uri) ? uri : "\(keys)/\(name).pem"
  }

  func signingKey(_ name: String) throws -> SigningKey {
    let (pem, uri) = ("\(keys)/\(name).pem", keyFile(name))
    guard uri != pem else { return try signingKey(inFile: pem) }
    guard !DurableFile.exists(pem) else {
      throw WorkspaceError.keyBroken(
        path: uri, reason: "\(name).pem stands beside it; take away the one that is not used")
    }
    let text = String(decoding: try Self.readSecret(uri), as: UTF8.self)
    do {
      return try key(on: TokenURI(String(text.prefix { !$0.isNewline })))
    } catch TokenError.uri(let reason) {
      throw WorkspaceError.keyBroken(path: uri, reason: "PKCS#11 URI: \(reason)")
    }
  }

  private func signingKey(inFile path: String) throws -> SigningKey {
    let bytes = try Self.readSecret(path)
    let phrase = try passphrase?.read()
    do {
      return try SigningKey(pem: String(decoding: bytes, as: UTF8.self), passphrase: phrase, name: path)
    } catch SigningError.unreadable(_, let expected, let detail) {
      throw WorkspaceError.keyBroken(path: path, reason: "expected a PEM block of \(expected): \(detail)")
    }
  }

  /// A token's key. Its PIN is in the file that the URI names, else it is what opens the chamber's other keys.
  func key(on name: TokenURI) throws -> SigningKey {
    let source = name.pinFile.map { PassphraseSource(file: $0) } ?? passphrase
    return try SigningKey(name, pin: source?.read())
  }

  /// Keeps a new private key, under the pass phrase if there is one; durable when it returns.
  func keep(_ key: SigningKey, as name: String, random: (Int) throws -> [UInt8]) throws {
    let pem = try passphrase.map { try key.pem(under: $0.read(), random: random) } ?? key.pem
    try DurableFile.create(Array(pem.utf8), at: "\(keys)/\(name).pem", mode: 0o600)
  }

  /// Keeps where a private key is; durable when it returns.
  func keep(_ uri: TokenURI, as name: String) throws {
    try DurableFile.write(Array((uri.text + "\n").utf8), to: "\(keys)/\(name).uri", mode: 0o600)
  }
}
