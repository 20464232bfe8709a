// SPDX-License-Identifier: GPL-3.0-or-later
private import CanonicalJSON
private import Ledger
private import Seals
private import Signing
private import Trade

extension TrustEntry {
  /// The largest file that is read, bytes.
  public static let longestFile = 1 << 20

  /// Reads `trust/<issuer id>.json` strictly: no key missing, none too many. `file` stands in messages, and its name
  /// must be the issuer's id, unless it is a statement that was fetched from the chamber's host.
  public init(parsing bytes: [UInt8], file: String, isNamed: Bool = true) throws(TrustError) {
    let json: JSONValue
    do { json = try JSONValue(parsing: bytes, limits: JSONLimits(bytes: Self.longestFile)) } catch {
      throw .notJSON(file: file, error)
    }
    let root = try TrustReader(json, file: file, path: "")
    try root.allow(["issuer", "name", "country", "hosts", "keys", "ledger", "statements"])
    issuer = try root.text("issuer", "an issuer id, 1-8 of A-Z, 0-9 and hyphen", SealClaims.isIssuerID)
    let fileName = file.split(separator: "/").last.map(String.init) ?? file
    guard !isNamed || fileName == issuer + ".json" else {
      throw .invalid(file: file, key: "issuer", expected: "the id that the file is named after, found \(issuer)")
    }
    name = try root.text("name", "one line of text") { text in
      !text.isEmpty && text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
    }
    country = try root.text("country", "an ISO 3166-1 code of two capital letters") { text in
      text.utf8.count == 2 && text.utf8.allSatisfy { (0x41...0x5A).contains($0) }
    }
    // Names of hosts have no case; seals have them in capitals.
    hosts = try root.texts("hosts", "host names such as CO.EXAMPLE.SG, at least one", atLeast: 1) {
      $0.utf8.allSatisfy { $0 < 0x80 } && Seal.isHost($0.uppercased())
    }.map { $0.uppercased() }
    ledger = try Self.ledger(try root.object("ledger"))
    let origin = ledger.origin
    keys = try root.objects("keys", atLeast: 1).map { key throws(TrustError) in try Self.sealKey(key, origin: origin) }
    statements = try root.statements()
    for (index, key) in keys.enumerated() {
      let place = "keys[\(index + 1)].public"
      guard !keys[..<index].contains(where: { $0.key == key.key }) else {
        throw .invalid(file: file, key: place, expected: "another key than the ones before it")
      }
      guard !noteKeys.contains(key.key) else {
        throw .invalid(file: file, key: place, expected: "a key for seals, found one of the ledger or a witness")
      }
    }
  }

  private static func sealKey(_ json: TrustReader, origin: String) throws(TrustError) -> SealKey {
    try json.allow(["public", "from", "until", "compromised", "confirmed"])
    let pem = try json.text("public", "a public key in PEM") { !$0.isEmpty }
    let key: VerifyingKey
    do { key = try VerifyingKey(pem: pem, name: "\(json.file) \(json.place("public"))") } catch {
      throw .publicKey(error)
    }
    guard let from = try json.date("from") else { throw .missing(file: json.file, key: json.place("from")) }
    let until = try json.date("until")
    guard until.map({ $0 >= from }) ?? true else {
      throw json.invalid("until", "a day that is not before \"from\"")
    }
    let compromised = try json.date("compromised")
    var confirmed: SignedNote?
    if json.has("confirmed") {
      confirmed = try? SignedNote(parsing: Array(try json.text("confirmed", "a checkpoint") { !$0.isEmpty }.utf8))
      guard compromised != nil, let note = confirmed, (try? Checkpoint(parsing: note.text))?.origin == origin else {
        throw json.invalid("confirmed", "a checkpoint of \(origin), beside \"compromised\"")
      }
    }
    return SealKey(key: key, from: from, until: until, compromised: compromised, confirmed: confirmed)
  }

  private static func ledger(_ json: TrustReader) throws(TrustError) -> LedgerKeys {
    try json.allow(["origin", "vkey", "earlier", "witnesses", "quorum"])
    let origin = try json.text("origin", "a line such as co.example.sg/ledger") { text in
      !text.isEmpty && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
    }
    let key = try Self.checkpointKey(json)
    let earlier = try json.has("earlier") ? json.objects("earlier", atLeast: 0) : []
    let earlierKeys = try earlier.map { json throws(TrustError) in
      try json.allow(["vkey", "until", "compromised"])
      guard let until = try json.date("until") else { throw .missing(file: json.file, key: json.place("until")) }
      return LedgerKeys.Earlier(
        key: try Self.checkpointKey(json), until: until, compromised: try json.date("compromised"))
    }
    let ledgerKeys = earlierKeys.map(\.key.key) + [key.key]
    guard Set(ledgerKeys).count == ledgerKeys.count else { throw json.invalid("earlier", "other keys than \"vkey\"") }
    var witnesses: [VerifierKey] = []
    for (index, text) in try json.texts("witnesses", "verifier keys", atLeast: 0, { !$0.isEmpty }).enumerated() {
      let place = "witnesses[\(index + 1)]"
      let witness = try json.verifier(place, text)
      guard witness.algorithm == .cosignature else {
        throw json.invalid(place, "a key that cosigns checkpoints (type 4)")
      }
      // One voice each: a key under two names would be two of a quorum.
      guard !ledgerKeys.contains(witness.key), !witnesses.contains(where: { $0.key == witness.key }) else {
        throw json.invalid(place, "another key than the ones before it")
      }
      witnesses.append(witness)
    }
    guard let quorum = try json.value("quorum").integer, (0...witnesses.count).contains(quorum) else {
      throw json.invalid("quorum", "a whole number from 0 to the number of witnesses, \(witnesses.count)")
    }
    return LedgerKeys(origin: origin, key: key, earlier: earlierKeys, witnesses: witnesses, quorum: quorum)
  }
}

extension TrustEntry {
  private static func checkpointKey(_ json: TrustReader) throws(TrustError) -> VerifierKey {
    let key = try json.verifier("vkey", try json.text("vkey", "a verifier key") { !$0.isEmpty })
    guard key.algorithm == .ed25519 else { throw json.invalid("vkey", "a key that signs checkpoints (type 1)") }
    return key
  }
}

/// One object of a trust entry and where it stands.
private struct TrustReader {
  let file: String
  private let object: JSONObject
  private let path: String

  init(_ json: JSONValue, file: String, path: String) throws(TrustError) {
    guard let object = json.object else {
      throw .invalid(file: file, key: path.isEmpty ? "the file" : path, expected: "an object")
    }
    self.object = object
    self.file = file
    self.path = path
  }

  func place(_ key: String) -> String { path.isEmpty ? key : path + "." + key }

  func invalid(_ key: String, _ expected: String) -> TrustError {
    .invalid(file: file, key: place(key), expected: expected)
  }

  func allow(_ keys: [String]) throws(TrustError) {
    for member in object.members where !keys.contains(member.key) {
      throw .unknown(file: file, key: place(member.key), known: keys)
    }
  }

  func value(_ key: String) throws(TrustError) -> JSONValue {
    guard let value = object[key] else { throw .missing(file: file, key: place(key)) }
    return value
  }

  func text(_ key: String, _ expected: String, _ isGood: (String) -> Bool) throws(TrustError) -> String {
    guard let text = try value(key).string, isGood(text) else { throw invalid(key, expected) }
    return text
  }

  func texts(
    _ key: String, _ expected: String, atLeast count: Int, _ isGood: (String) -> Bool
  ) throws(TrustError) -> [String] {
    let texts = try value(key).array?.map(\.string) ?? []
    guard try value(key).array != nil, texts.count >= count, texts.allSatisfy({ $0.map(isGood) ?? false }) else {
      throw invalid(key, expected)
    }
    return texts.compactMap(\.self)
  }

  func object(_ key: String) throws(TrustError) -> TrustReader {
    try TrustReader(try value(key), file: file, path: place(key))
  }

  func objects(_ key: String, atLeast count: Int) throws(TrustError) -> [TrustReader] {
    guard let values = try value(key).array, values.count >= count else {
      throw invalid(key, "a list of at least \(count)")
    }
    var readers: [TrustReader] = []
    for (index, value) in values.enumerated() {
      readers.append(try TrustReader(value, file: file, path: "\(place(key))[\(index + 1)]"))
    }
    return readers
  }

  /// Nil if the key is left out.
  func date(_ key: String) throws(TrustError) -> CalendarDate? {
    guard let value = object[key] else { return nil }
    guard let date = value.string.flatMap({ CalendarDate($0) }) else { throw invalid(key, "a day, YYYY-MM-DD") }
    return date
  }

  func has(_ key: String) -> Bool { object[key] != nil }

  /// None if the key is left out.
  func statements() throws(TrustError) -> [KeyStatement] {
    guard has("statements") else { return [] }
    var statements: [KeyStatement] = []
    for (index, text) in try texts("statements", "signed notes", atLeast: 0, { !$0.isEmpty }).enumerated() {
      do { statements.append(try KeyStatement(SignedNote(parsing: Array(text.utf8)))) } catch {
        throw .statement(file: file, key: place("statements[\(index + 1)]"), error)
      }
    }
    return statements
  }

  func verifier(_ key: String, _ text: String) throws(TrustError) -> VerifierKey {
    do { return try VerifierKey(vkey: text) } catch { throw .verifierKey(file: file, key: place(key), error) }
  }
}
