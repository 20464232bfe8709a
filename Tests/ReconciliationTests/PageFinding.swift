// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Ledger
import Reconciliation
import Seals
import Signing
import Trade

/// What the page that printed codes open finds, by its own JavaScript under node.
struct PageFinding: Decodable {
  var verdict: String
  var reason: String
  var warning: String?
  /// Entries that were not read.
  var left: Int
  var number: String?
  var copy: Int?
  var copies: Int?
  var sheet: Int?
  var sheets: Int?
  var origin: String?
  var destination: String?
  var grossKg: String?
  var invoice: String?
  var exporter: String?

  /// The same claims, as far as the page shows them.
  func shows(_ claims: SealClaims?) -> Bool {
    guard let claims else { return number == nil }
    return number == claims.number && copy == claims.copy && copies == claims.copies && sheet == claims.sheet
      && sheets == claims.sheets && origin == claims.origin && destination == claims.destination
      && grossKg == claims.grossKg.map { String($0) } && invoice == claims.invoice && exporter == claims.exporter
  }

  static let node = ["/usr/bin/node", "/usr/local/bin/node"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  private struct Question: Encodable {
    var trust: Trust
    var now: Int
    var folder: String
    var codes: [String]
    var withoutEd25519: Bool
    var mostBundles: Int?
  }

  /// The JSON of a trust entry.
  private struct Trust: Encodable {
    struct Key: Encodable {
      var `public`: String
      var from: String
      var until: String?
      var compromised: String?
      var confirmed: String?
    }
    struct Ledger: Encodable {
      var origin: String
      var vkey: String
      var witnesses: [String]
      var quorum: Int
    }
    var issuer: String
    var name: String
    var country: String
    var hosts: [String]
    var keys: [Key]
    var ledger: Ledger
  }

  static func findings(
    _ codes: [String], entry: TrustEntry, folder: String, now: Int, withoutEd25519: Bool = false,
    mostBundles: Int? = nil
  ) throws -> [PageFinding] {
    let trust = Trust(
      issuer: entry.issuer, name: entry.name, country: entry.country, hosts: entry.hosts,
      keys: entry.keys.map {
        Trust.Key(
          public: $0.key.pem, from: $0.from.description, until: $0.until?.description,
          compromised: $0.compromised?.description,
          confirmed: $0.confirmed.map { String(decoding: $0.bytes, as: UTF8.self) })
      },
      ledger: Trust.Ledger(
        origin: entry.ledger.origin, vkey: entry.ledger.key.description,
        witnesses: entry.ledger.witnesses.map(\.description), quorum: entry.ledger.quorum))
    let question = Question(
      trust: trust, now: now, folder: folder, codes: codes, withoutEd25519: withoutEd25519, mostBundles: mostBundles)
    let input = FileManager.default.temporaryDirectory.appending(path: "page-\(UUID().uuidString).json")
    try JSONEncoder().encode(question).write(to: input)
    defer { try? FileManager.default.removeItem(at: input) }
    let process = Process()
    process.executableURL = URL(filePath: node ?? "node")
    let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    process.arguments = [tests.appending(path: "Page/check.mjs").path]
    process.standardInput = try FileHandle(forReadingFrom: input)
    let out = Pipe()
    process.standardOutput = out
    try process.run()
    let bytes = try out.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return try JSONDecoder().decode([PageFinding].self, from: bytes)
  }
}
