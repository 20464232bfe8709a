// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import Ledger
import Reconciliation
import Signing
import Testing
import Trade

@Suite("Trust entries")
struct TrustEntryTests {
  /// The entry of the worked batch.
  static func json() throws -> JSONObject {
    let chamber = try Chamber()
    let json: JSONValue = [
      "issuer": "SG-CC1", "name": "Lion City Chamber", "country": "SG", "hosts": ["CO.EXAMPLE.SG"],
      "keys": [["public": .string(chamber.issuerKey.publicKey.pem), "from": "2026-01-01"]],
      "ledger": [
        "origin": "co.example.sg/ledger", "vkey": .string(chamber.ledgerVerifier.description),
        "witnesses": [.string(chamber.witness.verifier.description)], "quorum": 1,
      ],
    ]
    return try #require(json.object)
  }

  static func parse(_ json: JSONObject, file: String = "trust/SG-CC1.json") throws -> TrustEntry {
    try TrustEntry(parsing: JSONValue.object(json).canonicalBytes, file: file)
  }

  @Test("An entry is read in full")
  func wellFormed() throws {
    let chamber = try Chamber()
    let entry = try Self.parse(Self.json())
    #expect(entry == chamber.entry(isWitnessed: true, quorum: 1))
  }

  @Test("Days of a key are read, and hosts are told without regard to case")
  func optionalKeys() throws {
    let chamber = try Chamber()
    var json = try Self.json()
    json["hosts"] = ["co.example.sg", "CO.EXAMPLE.SG"]
    json["keys"] = [
      [
        "public": .string(chamber.issuerKey.publicKey.pem), "from": "2026-01-01", "until": "2027-01-01",
        "compromised": "2026-12-01",
      ]
    ]
    let entry = try Self.parse(json)
    #expect(entry.hosts == ["CO.EXAMPLE.SG", "CO.EXAMPLE.SG"])
    #expect(entry.keys[0].until == CalendarDate("2027-01-01"))
    #expect(entry.keys[0].compromised == CalendarDate("2026-12-01"))
  }

  @Test(
    "What is missing, unknown or wrong is named by its place",
    arguments: [
      ("issuer", nil, "\"issuer\" is missing"), ("issuer", "sg", "issuer id"), ("issuer", "SG-CC2", "named after"),
      ("name", "", "one line"), ("name", "two\nlines", "one line"), ("country", "Sg", "two capital letters"),
      ("hosts", [], "at least one"), ("hosts", "CO.EXAMPLE.SG", "host names"), ("hosts", ["CO EXAMPLE"], "host names"),
      ("hosts", ["ßtadt.example"], "host names"), ("keys", [], "at least 1"), ("keys", nil, "\"keys\" is missing"),
      ("keys", ["pem"], "keys[1]"), ("keys", [["public": "x", "from": "2026-01-01"]], "PEM"),
      ("ledger", nil, "\"ledger\" is missing"), ("ledger", [:], "ledger.origin"), ("note", "x", "unknown key \"note\""),
    ] as [(String, JSONValue?, String)])
  func wrong(_ key: String, _ value: JSONValue?, _ message: String) throws {
    var json = try Self.json()
    json[key] = value
    let error = try #require(throws: TrustError.self) { try Self.parse(json) }
    #expect(error.description.contains(message), "\(error)")
  }

  @Test(
    "A wrong day, quorum or key of notes is named by its place",
    arguments: [
      ("keys", "from", "2026-02-30", "keys[1].from"), ("keys", "from", nil, "keys[1].from"),
      ("keys", "until", "2025-12-31", "keys[1].until"), ("keys", "compromised", 20_261_201, "keys[1].compromised"),
      ("keys", "confirmed", "co.example.sg/ledger", "keys[1].confirmed"),
      ("keys", "comprommised", "2026-12-01", "unknown key \"keys[1].comprommised\""),
      ("ledger", "quorum", 2, "ledger.quorum"), ("ledger", "quorum", -1, "ledger.quorum"),
      ("ledger", "vkey", "co.example.sg/ledger+00000000+AAAA", "ledger.vkey"),
      ("ledger", "witnesses", nil, "ledger.witnesses"),
      ("ledger", "witnesses", ["x"], "ledger.witnesses[1]"), ("ledger", "origin", "", "ledger.origin"),
    ] as [(String, String, JSONValue?, String)])
  func wrongInside(_ outer: String, _ key: String, _ value: JSONValue?, _ message: String) throws {
    var json = try Self.json()
    var inner = try #require(outer == "keys" ? json["keys"]?.array?.first?.object : json[outer]?.object)
    inner[key] = value
    json[outer] = outer == "keys" ? [.object(inner)] : .object(inner)
    let error = try #require(throws: TrustError.self) { try Self.parse(json) }
    #expect(error.description.contains(message), "\(error)")
  }

  @Test("A key that signs notes is refused among the keys that sign seals, and so is a key twice")
  func keys() throws {
    let chamber = try Chamber()
    for key in [chamber.ledgerKey, chamber.witnessKey] {
      var json = try Self.json()
      json["keys"] = [["public": .string(key.publicKey.pem), "from": "2026-01-01"]]
      #expect(throws: TrustError.self) { try Self.parse(json) }
    }
    var json = try Self.json()
    let key = try #require(json["keys"]?.array?.first)
    json["keys"] = [key, key]
    #expect(throws: TrustError.self) { try Self.parse(json) }
  }

  @Test("Two entries of one issuer are refused")
  func twice() throws {
    let entry = try Chamber().entry()
    #expect(throws: TrustError.twice(issuer: "SG-CC1")) { try TrustFolder([entry, entry]) }
  }

  @Test("Bytes that are no JSON are told with their place")
  func notJSON() {
    let error = #expect(throws: TrustError.self) { try TrustEntry(parsing: Array("{".utf8), file: "trust/SG-CC1.json") }
    #expect(error?.description.hasPrefix("trust/SG-CC1.json: cannot read the trust entry: line 1") ?? false)
  }
}
