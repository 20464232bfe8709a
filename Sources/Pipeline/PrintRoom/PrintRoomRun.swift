// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Ledger
import Logging
import Signing
import Trade
import Workers

/// `certmill run` of a print room's recipe.
public struct PrintRoomRun {
  private let order: PipelineRun

  public init(_ order: PipelineRun) {
    self.order = order
  }

  /// Finishes the batch that a kill left open, if there is one, and then does its own; nil if there is nothing to print.
  public func run() throws -> PrintSummary? {
    _ = try order.workspace.issuer
    let lock = try FileLock.acquire(
      order.workspace.lockPath, holder: "\(FileLock.thisProcess) since \(order.request.now)")
    defer { _ = lock }
    let wish = try PrintSelection.Wish(order.request.inputs)
    return try order.request.isRehearsal ? rehearse(wish) : execute(wish)
  }

  private func execute(_ wish: PrintSelection.Wish) throws -> PrintSummary? {
    let store = order.workspace.store
    try store.removeLeftovers()
    return try State.open(order.workspace.statePath) { state in
      let recorder = try Recorder(order.workspace, store: store, state: state)
      defer { try? recorder.close() }
      if let open = try state.unfinishedBatch(of: order.workspace) {
        order.logger.notice("batch \(open): was interrupted; it is finished first")
        switch try order.kind(of: open) {
        case .printRoom:
          let (summary, list) = try finish(open, recorder, store)
          if list.fingerprint == wish.fingerprint { return summary }
        case let other: try order.finish(open, of: other, recorder, store)
        }
        order.progress.restart()
      }
      let configuration = try FrozenPrintRoom(
        freezing: order.request.recipe, overrides: order.request.overrides, into: store)
      let items = try PrintSelection(state: state, store: store, agreement: configuration.recipe.agreement)
        .items(wish, order: configuration.recipe.order)
      guard !items.isEmpty else { return nil }
      try requireStock(configuration.recipe, items, state)
      let id = try openFolder(state, recorder, configuration, items, wish, store)
      return try finish(id, recorder, store).summary
    }
  }

  /// Paper for all of it, before anything is begun.
  private func requireStock(_ recipe: PrintRecipe, _ items: [PrintItem], _ state: State) throws {
    guard let kind = recipe.stock else { return }
    let left = try StockSupply(kind: kind, from: recipe.firstSerial, of: state).count
    let needed = try items.reduce(0) { $0 + $1.copies.count * (try state.certificate($1.number)?.sheets ?? 1) }
    guard needed <= left else { throw StockError.short(kind: kind, needed: needed, left: left) }
  }

  private func openFolder(
    _ state: State, _ recorder: Recorder, _ configuration: FrozenPrintRoom, _ items: [PrintItem],
    _ wish: PrintSelection.Wish, _ store: ByteStore
  ) throws -> String {
    let (id, time) = try order.newBatch(recorder, configuration: configuration.bytes)
    try PrintList(time: time, items: items, fingerprint: wish.fingerprint).write(to: order.workspace.batch(id).inputs)
    try store.synchronise()
    return id
  }

  /// Does, or goes on with, a batch whose folder stands.
  func finish(_ id: String, _ recorder: Recorder, _ store: ByteStore) throws -> (summary: PrintSummary, list: PrintList)
  {
    let folder = order.workspace.batch(id)
    let list = try PrintList(reading: folder.inputs, batch: id)
    let configuration = try FrozenPrintRoom(
      thawing: try DurableFile.read(folder.configuration, limit: 1 << 20), from: store, batch: id)
    let batch = try PrintBatch(
      id: id, list: list, configuration: configuration, workspace: order.workspace, store: store, recorder: recorder,
      workers: try configuration.press(
        workspace: order.workspace, store: store, executable: order.executable, jobs: order.request.jobs),
      secrets: YearSecrets(order.workspace, mayMake: [], isRehearsal: false, random: order.random),
      progress: order.progress,
      logger: order.logger)
    let isClosed = try recorder.state.batchTime(id) != nil && recorder.state.openBatch()?.id != id
    if isClosed { try batch.readBack() } else { try batch.run() }
    if let missing = try recorder.publish() { order.logger.notice("\(missing.unpublished)") }
    let summary = PrintSummary(
      batch: id, manifests: batch.manifests, ledgerSize: recorder.size, ledgerRoot: recorder.root,
      seconds: order.progress.elapsed)
    let report = PrintReport(
      summary: summary, manifests: batch.manifests, chamber: order.workspace.settings.name, time: list.time.description,
      template: configuration.template.file)
    try DurableFile.writeUnsynced(report.html, to: folder.report("html"))
    try DurableFile.writeUnsynced(report.csv, to: folder.report("csv"))
    try store.synchronise()
    try DurableFile.write(report.json, to: folder.report("json"))
    return (summary, list)
  }

  /// What a run would print, told without keeping anything.
  private func rehearse(_ wish: PrintSelection.Wish) throws -> PrintSummary? {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    return try State.open(order.workspace.statePath) { state in
      let recorder = try Recorder(order.workspace, store: order.workspace.store, state: state, rehearsal: true)
      defer { try? recorder.close() }
      let configuration = try FrozenPrintRoom(
        freezing: order.request.recipe, overrides: order.request.overrides,
        into: ByteStore(folder: folder.path + "/store"))
      let items = try PrintSelection(
        state: state, store: order.workspace.store, agreement: configuration.recipe.agreement
      ).items(
        wish, order: configuration.recipe.order)
      guard !items.isEmpty else { return nil }
      try requireStock(configuration.recipe, items, state)
      var summary = PrintSummary(
        batch: nil, manifests: [], ledgerSize: recorder.size, ledgerRoot: recorder.root, seconds: order.progress.elapsed
      )
      for item in items {
        summary.copies += item.copies.count
        summary.sheets += item.copies.count * (try state.certificate(item.number)?.sheets ?? 1)
      }
      return summary
    }
  }
}
