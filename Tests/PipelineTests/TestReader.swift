// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import DurableFiles
import Foundation
import Ledger
import Logging
import Pipeline
import Reconciliation
import Testing
import Trade

/// Somebody who reads scans: a workspace without an issuer, that trusts a chamber and has its published ledger; or that of
/// the chamber itself.
final class TestReader {
  static let recipe = TestChamber.root.appending(path: "pipelines/reconciliation.yaml").path

  let folder: URL
  let workspace: Workspace
  private let isOwner: Bool

  /// An insurer, who has nothing of the chamber but what it publishes.
  init(trusting chamber: TestChamber) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "certmill-reader-\(UUID().uuidString)")
    isOwner = true
    _ = try WorkspaceSetup.make(
      folder.path, WorkspaceSettings(reader: "Merlion Insurance", timeZone: "Asia/Singapore"),
      today: CalendarDate(daysSinceEpoch: 20_000), random: { [UInt8](repeating: 9, count: $0) })
    workspace = try Workspace(opening: folder.path)
    _ = try TrustDesk(workspace).add(chamber.workspace.trust + "/SG-CC1.json")
    try fetch(from: chamber)
  }

  init(copying other: TestReader) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "certmill-reader-\(UUID().uuidString)")
    isOwner = true
    try FileManager.default.copyItem(at: other.folder, to: folder)
    workspace = try Workspace(opening: folder.path)
  }

  /// The chamber itself; the caller keeps its folder.
  init(in chamber: TestChamber) {
    folder = chamber.folder
    workspace = chamber.workspace
    isOwner = false
  }

  deinit {
    if isOwner { try? FileManager.default.removeItem(at: folder) }
  }

  /// Takes the chamber's published ledger as it stands now.
  func fetch(from chamber: TestChamber) throws {
    let copy = workspace.trust + "/SG-CC1"
    try? FileManager.default.removeItem(atPath: copy)
    try FileManager.default.copyItem(atPath: chamber.workspace.published, toPath: copy)
  }

  func receive(_ path: String, as name: String) throws {
    try DurableFile.write(try DurableFile.read(path), to: workspace.inbox + "/" + name)
  }

  func receive(_ bytes: [UInt8], as name: String) throws {
    try DurableFile.write(bytes, to: workspace.inbox + "/" + name)
  }

  func order(_ inputs: [String] = [], jobs: Int = 2, time: String?, set: [String] = [], rehearsal: Bool = false) throws
    -> PipelineRun
  {
    let request = RunRequest(
      recipe: Self.recipe, overrides: try (["receive.settleSeconds=0"] + set).map { text in try Override(text) },
      inputs: inputs, batchTime: time.flatMap { Timestamp(rfc3339: $0) }, now: Timestamp(seconds: 1_796_000_000),
      jobs: jobs,
      isRehearsal: rehearsal)
    return PipelineRun(
      workspace, request, executable: TestChamber.executable, random: { [UInt8](repeating: 66, count: $0) },
      progress: Progress(seconds: { 0 }), logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
  }

  @discardableResult
  func run(
    _ inputs: [String] = [], jobs: Int = 2, time: String = "2026-11-25T09:00:00Z", set: [String] = []
  ) throws -> ReconciliationReport? {
    try ReconciliationRun(order(inputs, jobs: jobs, time: time, set: set)).run()
  }

  var ledgerLines: [String] {
    get throws {
      try String(decoding: DurableFile.read(workspace.ledgerFolder + "/ledger.jsonl"), as: UTF8.self)
        .split(separator: "\n").map(String.init)
    }
  }

  var ledgerFault: String? {
    get throws { try LedgerDesk(workspace).verify().fault.map { "line \($0.line ?? 0): \($0.reason)" } }
  }

  /// As a kill leaves it before the reports are written: pictures of pages come with the pages.
  func removeReports(_ batch: String) throws {
    for ending in ["json", "csv", "html"] { try DurableFile.remove(workspace.reconciliation(batch).report(ending)) }
  }

  /// The three reports of a batch.
  func reports(_ batch: String) throws -> [String] {
    try ["json", "csv", "html"].map { ending in
      String(decoding: try DurableFile.read(workspace.reconciliation(batch).report(ending)), as: UTF8.self)
    }
  }
}

extension ReconciliationReport {
  var verdicts: [String] { pages.map(\.verdict.rawValue) }
}
