// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import DurableFiles
import Glibc
public import Ledger
import Signing
import Tokens
public import Trade

/// An officer of the chamber: a name, a key of the officer's own that no workspace holds, and terms.
public struct Officer: Sendable {
  public let name: String
  public let verifier: VerifierKey
  public private(set) var terms: OfficerTerms

  /// Makes an officer's key: the private half as PEM at `keyPath`, for the officer alone, the public half in the
  /// workspace's trust folder. Neither file may be there yet. A `keyPath` that is a PKCS#11 URI names a key that is
  /// made already.
  public static func make(
    _ name: String, keyPath: String, terms: OfficerTerms = OfficerTerms(), in workspace: Workspace,
    random: (Int) throws -> [UInt8]
  ) throws -> Officer {
    guard (1...40).contains(name.utf8.count),
      name.utf8.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) || $0 == 45 || $0 == 46 })
    else { throw ReviewError.officerName(name) }
    if let from = terms.from, let until = terms.until, until < from {
      throw ReviewError.termsBackwards(from: from.description, until: until.description)
    }
    let path = keyFile(of: name, in: workspace)
    guard !DurableFile.exists(path) else { throw ReviewError.officerExists(name) }
    try DurableFile.makeFolder(workspace.officers)
    let isOnToken = TokenURI.isMeant(by: keyPath)
    let key = try isOnToken ? workspace.key(on: TokenURI(keyPath)) : SigningKey(seed: random(32))
    if isOnToken, let other = try all(of: workspace).first(where: { $0.verifier.key == key.publicKey }) {
      // Two names for one key would be two pairs of eyes in one head.
      throw ReviewError.keyTaken(by: other.name)
    }
    let verifier = try VerifierKey(name: "officer:" + name, key: key.publicKey)
    if !isOnToken { try DurableFile.create(Array(try key.pem.utf8), at: keyPath, mode: 0o600) }
    try DurableFile.write(terms.json.canonicalBytes + [10], to: termsFile(of: name, in: workspace))
    // The key comes last: with it the officer is known, and never without terms.
    try DurableFile.create(Array((verifier.description + "\n").utf8), at: path)
    return Officer(name: name, verifier: verifier, terms: terms)
  }

  /// Sets the last day of an officer; what was signed until then stands.
  public static func end(_ name: String, on day: CalendarDate, in workspace: Workspace) throws -> Officer {
    guard var officer = try all(of: workspace).first(where: { $0.name == name }) else {
      throw ReviewError.noOfficer(name)
    }
    if let from = officer.terms.from, day < from {
      throw ReviewError.termsBackwards(from: from.description, until: day.description)
    }
    officer.terms.until = day
    try DurableFile.write(officer.terms.json.canonicalBytes + [10], to: termsFile(of: name, in: workspace))
    return officer
  }

  /// The officers whom the workspace knows, by name.
  public static func all(of workspace: Workspace) throws -> [Officer] {
    guard DurableFile.exists(workspace.officers) else { return [] }
    let files = try InputFiles([workspace.officers], inbox: workspace.inbox).files
    return try files.filter { $0.fault == nil && $0.name.hasSuffix(".vkey") }.map { file in
      let line = String(decoding: try DurableFile.read(file.path, limit: 4096), as: UTF8.self)
      guard let verifier = try? VerifierKey(vkey: String(line.prefix { $0 != "\n" })) else {
        throw ReviewError.officerBroken(path: file.path)
      }
      let path = String(file.path.dropLast(".vkey".count)) + ".json"
      var terms = OfficerTerms()
      if DurableFile.exists(path) {
        let bytes = try DurableFile.read(path, limit: 4096)
        guard let read = (try? JSONValue(parsing: bytes)).flatMap(OfficerTerms.init) else {
          throw ReviewError.termsBroken(path: path)
        }
        terms = read
      }
      return Officer(name: String(verifier.name.dropFirst("officer:".count)), verifier: verifier, terms: terms)
    }
  }

  /// The officer whom a private key belongs to: a PEM file, or a token's key by its PKCS#11 URI. With `right` and
  /// `time` only one who may sign that then.
  static func holding(
    keyAt path: String, of workspace: Workspace, for right: OfficerRight? = nil, at time: Timestamp? = nil
  ) throws -> (Officer, SigningKey) {
    let key =
      try TokenURI.isMeant(by: path)
      ? workspace.key(on: TokenURI(path))
      : SigningKey(pem: String(decoding: Workspace.readSecret(path), as: UTF8.self), name: path)
    guard let officer = try all(of: workspace).first(where: { $0.verifier.key == key.publicKey }) else {
      throw ReviewError.unknownOfficer(keyPath: path)
    }
    if let right { try officer.require(right, on: time.map { workspace.clock.day(at: $0) }) }
    return (officer, key)
  }

  private func require(_ right: OfficerRight, on day: CalendarDate?) throws(ReviewError) {
    guard terms.rights.contains(right) else { throw .mayNot(name, right: right, terms: terms.words) }
    if let day, !terms.isGood(on: day) { throw .outOfTerm(name, day: day.description, terms: terms.words) }
  }

  private static func keyFile(of name: String, in workspace: Workspace) -> String {
    workspace.officers + "/\(name).vkey"
  }

  private static func termsFile(of name: String, in workspace: Workspace) -> String {
    workspace.officers + "/\(name).json"
  }
}
