// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import DurableFiles
import Ledger
import Logging
import Signing
public import Trade

/// `certmill run` of a reconciling recipe: scans in, a verdict for every page.
public struct ReconciliationRun {
  private let order: PipelineRun

  public init(_ order: PipelineRun) {
    self.order = order
  }

  /// Finishes the batch that a kill left open, if there is one, and then does its own; nil if there is nothing to look at.
  public func run() throws -> ReconciliationReport? {
    guard !order.request.isRehearsal else { throw ReconciliationError.rehearsal }
    let lock = try FileLock.acquire(
      order.workspace.lockPath, holder: "\(FileLock.thisProcess) since \(order.request.now)")
    defer { _ = lock }
    return try execute()
  }

  /// Goes on batch after batch, as files come into the inbox and settle.
  ///
  /// - Parameters:
  ///   - now: the clock, asked before each batch.
  ///   - pause: waits so many seconds; true if the run is to end.
  ///   - tell: gets each batch's report.
  public static func watch(
    _ order: PipelineRun, now: () -> Timestamp, pause: (Int) -> Bool, tell: (ReconciliationReport) throws -> Void
  ) throws {
    guard order.request.inputs.isEmpty else { throw ReconciliationError.watchedInputs }
    let recipe = try ReconciliationRecipe(
      yaml: try DurableFile.read(order.request.recipe, limit: 1 << 20), file: order.request.recipe,
      overrides: order.request.overrides)
    var inbox = WatchedInbox(order.workspace.inbox)
    var isFirst = true
    repeat {
      // The first time there may be a batch that a kill left open.
      guard try inbox.hasNews() || isFirst else { continue }
      isFirst = false
      var request = order.request
      request.now = now()
      let turn = PipelineRun(
        order.workspace, request, executable: order.executable, random: order.random, progress: order.progress,
        logger: order.logger)
      order.progress.restart()
      if let report = try ReconciliationRun(turn).run() { try tell(report) }
      try inbox.leave()
    } while !pause(recipe.watchSeconds)
  }

  private func execute() throws -> ReconciliationReport? {
    let store = order.workspace.store
    try store.removeLeftovers()
    return try State.open(order.workspace.statePath) { state in
      let recorder = try Recorder(order.workspace, store: store, state: state)
      defer { try? recorder.close() }
      var finished: ReconciliationReport?
      if let open = try state.unfinishedBatch(of: order.workspace) {
        order.logger.notice("batch \(open): was interrupted; it is finished first")
        // What this run is given must not keep the open batch from being finished: a file may have gone since.
        let given = Result { try takeIn(store) }
        switch try order.kind(of: open) {
        case .reconciliation:
          let (report, list) = try finish(open, recorder, store)
          if list.fingerprint == (try given.get()).fingerprint { return report }
          finished = report
        case let other:
          try order.finish(open, of: other, recorder, store)
          _ = try given.get()
        }
        order.progress.restart()
      }
      let intake = try takeIn(store)
      guard !intake.inputs.isEmpty else { return finished }
      let configuration = try FrozenReconciliation(
        freezing: order.request.recipe, overrides: order.request.overrides, of: order.workspace, into: store)
      let (id, time) = try order.newBatch(recorder, configuration: configuration.bytes)
      try InputList(time: time, items: intake.inputs, fingerprint: intake.fingerprint).write(
        to: order.workspace.batch(id).inputs)
      try store.synchronise()
      return try finish(id, recorder, store).report
    }
  }

  private func takeIn(_ store: ByteStore) throws -> ScanIntake {
    let recipe = try ReconciliationRecipe(
      yaml: try DurableFile.read(order.request.recipe, limit: 1 << 20), file: order.request.recipe,
      overrides: order.request.overrides)
    let inbox = order.workspace.inbox
    var files = try InputFiles(order.request.inputs.isEmpty ? [inbox] : order.request.inputs, inbox: inbox).files
    let unsettled = InputFiles.unsettled(files, seconds: recipe.settleSeconds)
    files.removeAll { unsettled.contains($0.path) }
    if !unsettled.isEmpty {
      order.logger.notice("\(unsettled.count) files are still being written; left for the next run")
    }
    order.progress.begin(.receiving, total: files.count)
    defer { order.progress.end() }
    return try ScanIntake(files, into: store, maximumBytes: recipe.maximumBytes) { order.progress.advance() }
  }

  /// Does, or goes on with, a batch whose folder stands.
  func finish(
    _ id: String, _ recorder: Recorder, _ store: ByteStore
  ) throws -> (report: ReconciliationReport, list: InputList) {
    let workspace = order.workspace
    let list = try InputList(reading: workspace.batch(id).inputs, batch: id)
    let configuration = try FrozenReconciliation(
      thawing: try DurableFile.read(workspace.batch(id).configuration, limit: 1 << 20), from: store, batch: id)
    let isClosed = try recorder.state.batchTime(id) != nil && recorder.state.openBatch()?.id != id
    if !isClosed {
      let year = workspace.clock.day(at: list.time).components.year
      let earlier = try recorder.state.batches(ofYear: year).filter { $0 != id }
      try ReconciliationBatch(
        id: id, list: list, configuration: configuration, workspace: workspace, store: store, recorder: recorder,
        scans: try PageStream(
          executable: order.executable, jobs: order.request.jobs, thumbnailWidth: ReconciliationReport.thumbnailWidth),
        paper: configuration.recipe.comparesPaper
          ? try PaperCheck(trust: workspace.trust, executable: order.executable, jobs: order.request.jobs) : nil,
        secrets: YearSecrets(workspace, mayMake: earlier.isEmpty ? [year] : [], random: order.random),
        progress: order.progress
      ).run()
    }
    if let missing = try recorder.publish() { order.logger.notice("\(missing.unpublished)") }
    order.progress.begin(.releasing, total: 1)
    let report = try ReconciliationReport(
      of: id, list: list, recipe: configuration.recipeFile, workspace: workspace, recorder: recorder)
    let folder = workspace.reconciliation(id)
    try DurableFile.makeFolder(folder.path)
    try report.writeReadable(to: folder)
    try store.synchronise()
    try list.removeTaken(from: workspace.inbox)
    // With it the batch is complete.
    try DurableFile.write(report.json.canonicalBytes, to: folder.report("json"))
    order.progress.advance()
    order.progress.end()
    return (report, list)
  }
}
