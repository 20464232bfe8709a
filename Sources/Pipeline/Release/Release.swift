// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import DurableFiles
import Printing
import Signing
import Submissions
import Trade

/// The last stage: files for people, written only after the ledger holds the batch durably.
///
/// Every step may have been done before a kill and gives the same files again. `report.json` comes last: with it the
/// batch is complete.
struct Release {
  private let batch: IssuanceBatch
  private let folder: BatchFolder
  private let store: ByteStore

  init(_ batch: IssuanceBatch) {
    self.batch = batch
    folder = batch.workspace.batch(batch.id)
    store = batch.store
  }

  func run() throws -> BatchSummary {
    let recipe = batch.configuration.recipe
    let confirmation = try batch.recorder.confirm(seconds: recipe.waitSeconds)
    if let confirmation, !confirmation.isMet, recipe.whenAway == .hold {
      throw RunError.unconfirmed(batch: batch.id, confirmation)
    }
    let certificates = try batch.recorder.state.certificates(batch: batch.id)
    let recorded = try RecordedFindings(of: folder)
    let rows = try rows(certificates, recorded)
    batch.progress.begin(.releasing, total: certificates.count + rows.count { $0.outcome == .refused })
    try linkCertificates(certificates)
    try writeHeld(rows)
    try RefusalLetters(batch).write(rows, references: try references(rows, recorded))
    let printRuns = try writePrintRuns(certificates)
    // What the report says of witnesses says this as well.
    _ = try batch.recorder.publish()
    let thumbnails = try batch.pictures(of: certificates.filter { $0.status == "proofed" })
    batch.progress.end()

    let summary = BatchSummary(
      batch: batch.id, counts: try batch.counts(), ledgerSize: batch.recorder.size,
      ledgerRoot: batch.recorder.root, confirmation: confirmation, seconds: batch.progress.elapsed)
    let settings = batch.workspace.settings
    let report = IssuanceReport(
      summary: summary, time: batch.list.time.description, day: batch.day.description,
      chamber: try batch.workspace.issuer.id, chamberName: settings.name, ledgerOrigin: settings.ledgerOrigin,
      recipe: batch.configuration.recipeFile,
      timings: batch.progress.timings, rows: rows, thumbnails: thumbnails, printRuns: printRuns)
    try DurableFile.writeUnsynced(report.html, to: folder.report("html"))
    try DurableFile.writeUnsynced(report.csv, to: folder.report("csv"))
    try store.synchronise()
    try batch.list.removeTaken(from: batch.workspace.inbox)
    try DurableFile.write(report.json, to: folder.report("json"))
    return summary
  }

  // MARK: - Certificates and print runs

  private func linkCertificates(_ certificates: [CertificateRow]) throws {
    try DurableFile.makeFolder(folder.certificates)
    for certificate in certificates where certificate.status == "proofed" {
      let path = folder.certificates + "/" + certificate.number
      try store.link(certificate.digest, to: path + ".json")
      if let pdf = certificate.pdf { try store.link(pdf, to: path + ".pdf") }
      batch.progress.advance()
    }
  }

  /// Runs of so many sheets a file, in number order; a certificate's sheets stay together. Gives the files' names.
  private func writePrintRuns(_ certificates: [CertificateRow]) throws -> [String] {
    let sheetsOfRun = batch.configuration.recipe.runSheets
    guard sheetsOfRun > 0 else { return [] }
    var groups: [[CertificateRow]] = []
    var sheets = 0
    for certificate in certificates where certificate.status == "proofed" {
      let needed = certificate.copies * certificate.sheets
      if groups.isEmpty || sheets + needed > sheetsOfRun {
        groups.append([])
        sheets = 0
      }
      groups[groups.count - 1].append(certificate)
      sheets += needed
    }
    guard !groups.isEmpty else { return [] }
    try DurableFile.makeFolder(folder.printRuns)
    var names: [String] = []
    var left: [String] = []
    for (index, group) in groups.enumerated() {
      let name = RunFile.name(index + 1) + ".pdf"
      left += try batch.printRun(of: group, number: index + 1, to: folder.printRuns + "/" + name)
      names.append("print-runs/" + name)
    }
    // Their own PDFs are there: told, never a reason to keep the batch open.
    if !left.isEmpty { names.append("in no run: " + left.joined(separator: " ")) }
    return names
  }

  // MARK: - Held forms

  /// For the officer: what a held form waits for, as text and for programs, with all its findings.
  private func writeHeld(_ rows: [IssuanceReport.Row]) throws {
    try DurableFile.makeFolder(folder.held)
    for row in rows where row.outcome == .held {
      guard let doc = row.doc else { continue }
      let name = folder.held + "/" + doc + "-" + Self.fileName(row.file)
      let words = HeldWords(
        row, chamber: batch.workspace.settings.name, batch: batch.id, day: batch.day.description)
      try DurableFile.writeUnsynced(Array(words.text.utf8), to: name + ".txt")
      let twin: JSONValue = [
        "batch": .string(batch.id), "doc": .string(doc), "file": .string(row.file),
        "findings": .array(row.findings.map(\.json)), "outcome": "held",
        "reason": row.reason.map { .string($0) } ?? .null,
        "reasons": .array(HoldReasons(row.reason ?? "").list.map { .string($0) }),
      ]
      try DurableFile.writeUnsynced(twin.canonicalBytes + [10], to: name + ".json")
    }
  }

  /// A name that any file system and shell takes: letters, digits, point, hyphen and underscore of ASCII.
  static func fileName(_ text: String) -> String {
    let safe = text.utf8.map { byte -> UInt8 in
      let isSafe =
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 45 || byte == 46
      return isSafe ? byte : 95
    }
    return String(decoding: safe.suffix(80), as: UTF8.self)
  }

  // MARK: - The report's rows

  private func rows(
    _ certificates: [CertificateRow], _ recorded: RecordedFindings
  ) throws -> [IssuanceReport.Row] {
    let outcomes = try batch.recorder.state.outcomes(batch: batch.id)
    var byNumber: [String: CertificateRow] = [:]
    for certificate in certificates { byNumber[certificate.number] = certificate }
    return try batch.list.items.enumerated().map { place, input in
      let known = outcomes[place]
      let certificate = known?.number.flatMap { byNumber[$0] }
      var row = IssuanceReport.Row(
        place: place + 1, file: input.name, outcome: .failed, doc: known?.doc, number: known?.number,
        copies: certificate?.copies ?? 0, sheets: certificate?.sheets ?? 0, reason: known?.reason,
        decidedBy: known?.decidedBy, findings: recorded.findings[place] ?? [],
        papers: recorded.papers[place] ?? [])
      if case .unreadable(let reason) = input.origin {
        row.reason = reason
        return row
      }
      switch known?.outcome.flatMap(StateChange.Verdict.init(rawValue:)) {
      case .grant: row.outcome = .issued
      case .hold: row.outcome = .held
      case .refuse: row.outcome = .refused
      case .duplicate: row.outcome = .duplicate
      case .fail, nil: row.outcome = .failed
      }
      if row.outcome == .issued, let order = try batch.order(of: input) { row.reason = order.words }
      if let certificate, certificate.status == "void" {
        row.outcome = .failed
        row.reason = "number void: " + (certificate.reason ?? "")
      }
      return row
    }
  }

  /// The exporters' own references of refused forms, by place from 1.
  private func references(_ rows: [IssuanceReport.Row], _ recorded: RecordedFindings) throws -> [Int: String] {
    var decided: [(place: Int, input: BatchInput)] = []
    for row in rows where row.outcome == .refused { decided.append((row.place - 1, batch.list.items[row.place - 1])) }
    let earlier = try RecordedFindings.references(ofDecided: decided, in: batch.workspace)
    let all = recorded.references.merging(earlier) { own, _ in own }
    return Dictionary(uniqueKeysWithValues: all.map { ($0.key + 1, $0.value) })
  }
}
