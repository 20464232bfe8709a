// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Ledger
import Logging
import Trade
import Workers

/// One batch of the print room: from the frozen list to the closing entry, run by run.
///
/// A run is made under a temporary name, handed to the queue held, entered in the ledger, and only then given its name
/// and released: what the queue refuses is not entered, what is entered is on its way. A kill between any two steps
/// is made good by the next run.
final class PrintBatch {
  let id: String
  let list: PrintList
  let configuration: FrozenPrintRoom
  private let folder: BatchFolder
  private let recorder: Recorder
  private let progress: Progress
  private var composer: RunComposer
  private var stock: StockSupply?
  private let queue: RunQueue?
  private(set) var entries: PrintEntries
  private(set) var manifests: [RunManifest] = []

  init(
    id: String, list: PrintList, configuration: FrozenPrintRoom, workspace: Workspace, store: ByteStore,
    recorder: Recorder, workers: consuming WorkerPool, secrets: YearSecrets, progress: Progress, logger: Logger
  ) throws {
    self.id = id
    self.list = list
    self.configuration = configuration
    self.recorder = recorder
    self.progress = progress
    let folder = workspace.batch(id)
    self.folder = folder
    queue = configuration.recipe.printer.map { printer in
      RunQueue(printer, sides: configuration.recipe.sides, folder: folder, logger: logger)
    }
    composer = try RunComposer(
      store: store, workspace: workspace, state: recorder.state, agreement: configuration.recipe.agreement,
      hasBacks: configuration.recipe.sides == .duplex, workers: workers)
    entries = PrintEntries(
      of: id, in: recorder,
      keys: CertificateKeys(workspace, secrets, year: workspace.clock.day(at: list.time).components.year))
    stock = try configuration.recipe.stock.map { kind in
      try StockSupply(kind: kind, from: configuration.recipe.firstSerial, of: recorder.state, besides: id)
    }
  }

  func run() throws {
    try recorder.enter(batch: id, time: list.time.description)
    try recorder.open(configuration: configuration.bytes)
    try makeFolder()
    progress.begin(.printing, total: list.items.count)
    var refusal: String?
    for (index, group) in try groups().enumerated() {
      let files = files(of: index + 1)
      if let refusal {
        // A queue that refused one run is not asked again and again; nothing of the others is entered.
        try leave(group, files, reason: refusal)
      } else if let done = try files.manifest(), try entries.hasAll(of: done, group) {
        try takeOver(done, of: group, files)
        for _ in group { progress.advance() }
      } else {
        refusal = try make(group, files)
      }
    }
    progress.end()
    try recorder.close(counts)
  }

  /// Items by run: so many sheets that a run is not longer than the recipe says, and never less than one certificate.
  func groups() throws -> [[PrintItem]] {
    var groups: [[PrintItem]] = []
    var sheets = 0
    for item in list.items {
      let needed = item.copies.count * (try recorder.state.certificate(item.number)?.sheets ?? 1)
      if groups.isEmpty || sheets + needed > configuration.recipe.runSheets {
        groups.append([])
        sheets = 0
      }
      groups[groups.count - 1].append(item)
      sheets += needed
    }
    return groups
  }

  var counts: BatchCounts {
    var counts = BatchCounts()
    counts.sheets = manifests.reduce(0) { $0 + $1.sheets.count }
    counts.failed = manifests.reduce(0) { $0 + $1.failures.count }
    return counts
  }

  func makeFolder() throws { try DurableFile.makeFolder(folder.printRuns) }

  func files(of run: Int) -> RunFiles { RunFiles(of: run, in: folder) }

  private func code(_ files: RunFiles) -> String { "\(id)/\(files.run)" }

  // MARK: - One run

  /// Makes, enters and releases a run; gives the queue's refusal, if it refused.
  private func make(_ group: [PrintItem], _ files: RunFiles) throws -> String? {
    let before = stock
    var manifest = try compose(group, files) { progress.advance() }
    guard !manifest.sheets.isEmpty else {
      try files.removeParts()
      try complete(manifest, files)
      return nil
    }
    let known = try entries.entered(group)
    do throws(SpoolError) {
      if let queue {
        (manifest.printer, manifest.jobs) = try queue.hold(manifest, files, isEntered: !known.isEmpty)
      }
    } catch {
      // Nothing of the run is entered: its paper and its copies are as before.
      stock = before
      try files.removeParts()
      let reason = "\(error)"
      try leave(group, files, reason: reason)
      return reason
    }
    try entries.enter(manifest, known: known)
    try files.release(manifest)
    queue?.release(manifest)
    try complete(manifest, files)
    return nil
  }

  /// Writes a run's files under their temporary names; gives its list, without sheets where nothing could be printed.
  func compose(_ items: [PrintItem], _ files: RunFiles, each: () -> Void) throws -> RunManifest {
    var manifest = try composer.compose(
      items, code: code(files), created: list.time, to: files.sheets, banner: files.banner, stock: &stock, each: each)
    if !manifest.sheets.isEmpty { files.name(in: &manifest, hasBanner: stock != nil) }
    return manifest
  }

  /// Counts a run that stands as it was made; its paper is used.
  func takeAsItIs(_ done: RunManifest) {
    manifests.append(done)
    if !done.sheets.isEmpty { _ = stock?.take(done.sheets.count) }
  }

  /// A run of which nothing was printed.
  func leave(_ group: [PrintItem], _ files: RunFiles, reason: String) throws {
    var manifest = RunManifest(code: code(files))
    manifest.failures = group.map { .init(item: $0, reason: reason) }
    try complete(manifest, files)
  }

  func complete(_ manifest: RunManifest, _ files: RunFiles) throws {
    manifests.append(manifest)
    try files.complete(manifest)
  }
}
