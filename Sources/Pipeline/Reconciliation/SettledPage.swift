// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import Ledger
public import Reconciliation
import Signing

/// An officer's word on a page whose verdict needed one: a note (C2SP signed-note) over one line of canonical JSON.
public struct SettledPage: Equatable, Sendable {
  public let batch: String
  /// As the report calls it.
  public let file: String
  /// From 1; nil for a file that could not be opened.
  public let page: Int?
  public let verdict: Verdict
  public let reason: String
  /// As the key bears it, `officer:tan.mei-ling`.
  public let officer: String
  /// RFC 3339.
  public let time: String
  /// SHA-256 of the page's rows as they were found: the officer's word is on these.
  let rows: Digest
  /// What of it is signed.
  private let line: SignedLine

  /// Signs it.
  init(
    batch: String, file: String, page: Int?, as verdict: Verdict, reason: String, time: String, rows: Digest,
    by officer: Officer, with key: SigningKey
  ) throws {
    var object: JSONObject = [
      "batch": .string(batch), "by": .string(officer.verifier.name), "file": .string(file),
      "reason": .string(reason), "rows": .string(rows.hex), "settled": .string(verdict.rawValue),
      "time": .string(time),
    ]
    object["page"] = page.map { .number(JSONNumber($0)) }
    line = try SignedLine(object, by: officer, with: key)
    self.batch = batch
    self.file = file
    self.page = page
    self.verdict = verdict
    self.reason = reason
    self.officer = officer.verifier.name
    self.time = time
    self.rows = rows
  }

  /// Reads a note back; its signature was verified before it was entered.
  init?(note: String) {
    guard let line = SignedLine(note: note) else { return nil }
    self.init(line)
  }

  private init?(_ line: SignedLine) {
    let object = line.object
    guard let batch = object["batch"]?.string, let officer = object["by"]?.string, let file = object["file"]?.string,
      let reason = object["reason"]?.string,
      let rows = object["rows"]?.string.flatMap(Digest.init(hex:)), let time = object["time"]?.string,
      let verdict = object["settled"]?.string.flatMap(Verdict.init(rawValue:))
    else { return nil }
    self.batch = batch
    self.file = file
    page = object["page"]?.integer
    self.verdict = verdict
    self.reason = reason
    self.officer = officer
    self.time = time
    self.rows = rows
    self.line = line
  }

  /// The event of its entry: `{"note": …}`. Nil for another one.
  init?(event: JSONValue) {
    guard let line = SignedLine(event: event) else { return nil }
    self.init(line)
  }

  var event: JSONValue { line.event }

  /// As the state keeps it.
  var note: String { line.note }

  /// The row as it is to be read from now on; what was found stands in the reason.
  func applied(to row: PageRow) -> PageRow {
    var row = row
    let name = officer.hasPrefix("officer:") ? String(officer.dropFirst(8)) : officer
    row.reason =
      "settled as \(verdict.rawValue) by \(name) on \(time.prefix(10)): \(reason); found \(row.verdict.rawValue): "
      + row.reason
    row.verdict = verdict
    return row
  }
}
