// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Glibc
public import Ledger
import Signing
import Tokens

/// An officer of the chamber: a name, and a key of the officer's own that no workspace holds.
public struct Officer: Sendable {
  public let name: String
  public let verifier: VerifierKey

  /// Makes an officer's key: the private half as PEM at `keyPath`, for the officer alone, the public half in the
  /// workspace's trust folder. Neither file may be there yet. A `keyPath` that is a PKCS#11 URI names a key that is
  /// made already.
  public static func make(
    _ name: String, keyPath: String, in workspace: Workspace, random: (Int) throws -> [UInt8]
  ) throws -> Officer {
    guard (1...40).contains(name.utf8.count),
      name.utf8.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) || $0 == 45 || $0 == 46 })
    else { throw ReviewError.officerName(name) }
    let path = workspace.officers + "/\(name).vkey"
    guard !DurableFile.exists(path) else { throw ReviewError.officerExists(name) }
    try DurableFile.makeFolder(workspace.officers)
    let isOnToken = TokenURI.isMeant(by: keyPath)
    let key = try isOnToken ? workspace.key(on: TokenURI(keyPath)) : SigningKey(seed: random(32))
    let verifier = try VerifierKey(name: "officer:" + name, key: key.publicKey)
    if !isOnToken { try DurableFile.create(Array(try key.pem.utf8), at: keyPath, mode: 0o600) }
    try DurableFile.create(Array((verifier.description + "\n").utf8), at: path)
    return Officer(name: name, verifier: verifier)
  }

  /// The officers whom the workspace knows.
  static func all(of workspace: Workspace) throws -> [Officer] {
    guard DurableFile.exists(workspace.officers) else { return [] }
    let files = try InputFiles([workspace.officers], inbox: workspace.inbox).files
    return try files.filter { $0.fault == nil && $0.name.hasSuffix(".vkey") }.map { file in
      let line = String(decoding: try DurableFile.read(file.path, limit: 4096), as: UTF8.self)
      guard let verifier = try? VerifierKey(vkey: String(line.prefix { $0 != "\n" })) else {
        throw ReviewError.officerBroken(path: file.path)
      }
      return Officer(name: String(verifier.name.dropFirst("officer:".count)), verifier: verifier)
    }
  }

  /// The officer whom a private key belongs to: a PEM file, or a token's key by its PKCS#11 URI.
  static func holding(keyAt path: String, of workspace: Workspace) throws -> (Officer, SigningKey) {
    let key =
      try TokenURI.isMeant(by: path)
      ? workspace.key(on: TokenURI(path))
      : SigningKey(pem: String(decoding: Workspace.readSecret(path), as: UTF8.self), name: path)
    guard let officer = try all(of: workspace).first(where: { $0.verifier.key == key.publicKey }) else {
      throw ReviewError.unknownOfficer(keyPath: path)
    }
    return (officer, key)
  }
}
