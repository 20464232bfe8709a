// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import DurableFiles
import Ledger
import Signing

/// What a `purge` entry hashes: whose year's documents were deleted, and how many there were. The chamber keeps it for
/// good: with it the state is made again.
struct PurgeEvent: Equatable {
  var year: Int
  var batches: Int
  var certificates: Int
  /// Partners' bundles that came in the year.
  var bundles: Int

  var json: JSONValue {
    var json: JSONObject = [
      "batches": .number(JSONNumber(batches)), "certificates": .number(JSONNumber(certificates)), "event": "purge",
      "year": .number(JSONNumber(year)),
    ]
    if bundles > 0 { json["bundles"] = .number(JSONNumber(bundles)) }
    return .object(json)
  }

  init(year: Int, batches: Int, certificates: Int, bundles: Int) {
    self.year = year
    self.batches = batches
    self.certificates = certificates
    self.bundles = bundles
  }

  /// Exactly what `json` writes; nil for anything else.
  init?(_ json: JSONValue) {
    guard let object = json.object, object["event"]?.string == "purge", let year = object["year"]?.integer,
      let batches = object["batches"]?.integer, let certificates = object["certificates"]?.integer
    else { return nil }
    self.init(
      year: year, batches: batches, certificates: certificates, bundles: object["bundles"]?.integer ?? 0)
  }
}

extension DeskEntries {
  /// Enters that a year is deleted; its key derives from the event itself, under the secret of the year of the deed.
  func record(purge event: PurgeEvent) throws {
    let bytes = event.json.canonicalBytes
    let keys = try keys(of: Digest(sha256: bytes))
    try recorder.record(
      .purge, digest: keys.keyedDigest(stage: EntryStage.purge.rawValue, of: bytes),
      line: JournalLine(seq: recorder.nextSeq, event: bytes), change: .purged(year: event.year))
  }
}

extension Workspace {
  func secretPath(_ year: Int) -> String { keys + "/secret-\(year).key" }

  /// Stands in the place of a purged year's secret, and says when it was destroyed.
  func purgedPath(_ year: Int) -> String { keys + "/secret-\(year).purged" }

  /// The year's documents are gone, and so is its secret.
  func isPurged(year: Int) -> Bool { DurableFile.exists(purgedPath(year)) }
}
