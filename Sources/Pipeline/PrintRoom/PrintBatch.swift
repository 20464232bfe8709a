// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import DurableFiles
import Ledger
import Logging
import Signing
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
  private let workspace: Workspace
  private let store: ByteStore
  private let recorder: Recorder
  private let progress: Progress
  private let logger: Logger
  private var composer: RunComposer
  private var keys: CertificateKeys
  private var stock: StockSupply?
  private(set) var manifests: [RunManifest] = []

  init(
    id: String, list: PrintList, configuration: FrozenPrintRoom, workspace: Workspace, store: ByteStore,
    recorder: Recorder, workers: consuming WorkerPool, secrets: YearSecrets, progress: Progress, logger: Logger
  ) throws {
    self.id = id
    self.list = list
    self.configuration = configuration
    self.workspace = workspace
    self.store = store
    self.recorder = recorder
    self.progress = progress
    self.logger = logger
    composer = try RunComposer(
      store: store, workspace: workspace, state: recorder.state, hasBacks: configuration.recipe.sides == .duplex,
      workers: workers)
    keys = CertificateKeys(workspace, secrets)
    stock = try configuration.recipe.stock.map { kind in
      try StockSupply(kind: kind, from: configuration.recipe.firstSerial, of: recorder.state, besides: id)
    }
  }

  private var folder: BatchFolder { workspace.batch(id) }

  func run() throws {
    try recorder.enter(batch: id, time: list.time.description)
    try recorder.open(configuration: configuration.bytes)
    try DurableFile.makeFolder(folder.printRuns)
    progress.begin(.printing, total: list.items.count)
    var refusal: String?
    for (index, group) in try groups().enumerated() {
      if let refusal {
        // A queue that refused one run is not asked again and again; nothing of the others is entered.
        try leave(group, run: index + 1, reason: refusal)
      } else {
        refusal = try make(group, run: index + 1)
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

  // MARK: - One run

  private func manifestPath(_ run: Int) -> String { folder.printRuns + "/" + RunFile.name(run) + ".json" }

  /// Makes, enters and releases a run; gives the queue's refusal, if it refused.
  private func make(_ group: [PrintItem], run: Int) throws -> String? {
    if let done = try manifest(of: run), try isEntered(done) {
      manifests.append(done)
      for _ in group { progress.advance() }
      if !done.sheets.isEmpty { _ = stock?.take(done.sheets.count) }
      return nil
    }
    let name = folder.printRuns + "/" + RunFile.name(run)
    let before = stock
    var manifest = try composer.compose(
      group, code: "\(id)/\(run)", created: list.time, to: name + ".pdf", banner: name + "-banner.pdf", stock: &stock
    ) { progress.advance() }
    guard !manifest.sheets.isEmpty else {
      try removeParts(name)
      return try keep(manifest, run: run)
    }
    manifest.file = RunFile.name(run) + ".pdf"
    if stock != nil { manifest.banner = RunFile.name(run) + "-banner.pdf" }
    let entered = try recorder.state.prints(ofBatch: id).filter { print in
      group.contains { $0.number == print.number && $0.copies.contains(print.copy) }
    }
    do throws(SpoolError) {
      (manifest.printer, manifest.jobs) = try held(manifest, name: name, isEntered: !entered.isEmpty)
    } catch {
      // Nothing of the run is entered: its paper and its copies are as before.
      stock = before
      try removeParts(name)
      let reason = "\(error)"
      try leave(group, run: run, reason: reason)
      return reason
    }
    try enter(manifest, run: run, known: entered)
    try RunFile.release(name + ".pdf")
    if manifest.banner != nil { try RunFile.release(name + "-banner.pdf") }
    releaseJobs(manifest)
    return try keep(manifest, run: run)
  }

  /// A run of which nothing was printed.
  private func leave(_ group: [PrintItem], run: Int, reason: String) throws {
    var manifest = RunManifest(code: "\(id)/\(run)")
    manifest.failures = group.map { .init(item: $0, reason: reason) }
    _ = try keep(manifest, run: run)
  }

  private func keep(_ manifest: RunManifest, run: Int) throws -> String? {
    manifests.append(manifest)
    // With it the run is complete.
    try DurableFile.write(manifest.json.canonicalBytes + [10], to: manifestPath(run))
    try DurableFile.remove(folder.spool(run))
    return nil
  }

  /// Reads what a batch did whose closing entry stands; its report is written again.
  func readBack() throws {
    manifests = try (1...max(1, groups().count)).compactMap { try manifest(of: $0) }
  }

  /// Whether the ledger has all of a run; a list beside an older ledger proves nothing.
  private func isEntered(_ manifest: RunManifest) throws -> Bool {
    let entered = Set(try recorder.state.prints(ofBatch: id).map { "\($0.number)/\($0.copy)/\($0.sheet)" })
    return manifest.sheets.allSatisfy { sheet in
      entered.contains("\(sheet.number)/\(sheet.copy)/\(sheet.stock == nil ? 0 : sheet.sheet)")
    }
  }

  private func manifest(of run: Int) throws -> RunManifest? {
    let path = manifestPath(run)
    guard DurableFile.exists(path) else { return nil }
    let bytes = try DurableFile.read(path, limit: 1 << 28)
    guard let manifest = (try? JSONValue(parsing: bytes, limits: JSONLimits(bytes: 1 << 28))).flatMap(RunManifest.init)
    else { throw RunError.brokenConfiguration(batch: id, key: "print-runs/" + RunFile.name(run) + ".json") }
    return manifest
  }

  private func removeParts(_ name: String) throws {
    for ending in [".pdf.part", "-banner.pdf.part"] { try DurableFile.remove(name + ending) }
  }

  // MARK: - Ledger

  /// Enters a run's sheets, those aside that a kill left entered: one entry a copy, on security paper one a sheet.
  private func enter(_ manifest: RunManifest, run: Int, known: [PrintedSheet]) throws {
    let isOnStock = stock != nil
    for sheet in manifest.sheets where isOnStock || sheet.sheet == 1 {
      let number = isOnStock ? sheet.sheet : nil
      if let earlier = known.first(where: {
        $0.number == sheet.number && $0.copy == sheet.copy && $0.sheet == number ?? 0
      }) {
        guard earlier.stock == sheet.stock else { throw PrintRoomError.runDiffers(run: manifest.code) }
        continue
      }
      guard let certificate = try recorder.state.certificate(sheet.number) else { continue }
      var event: JSONObject = [
        "copy": .number(JSONNumber(sheet.copy)), "run": .string(manifest.code),
        "sha256": .string(manifest.digest.hex),
      ]
      if let number { event["sheet"] = .number(JSONNumber(number)) }
      event["stock"] = sheet.stock.map { .string($0) }
      event["printer"] = manifest.printer.map { .string($0) }
      let bytes = JSONValue.object(event).canonicalBytes
      let keys = try keys.keys(of: certificate)
      try recorder.record(
        .print, digest: keys.keyedDigest(stage: EntryStage.print.rawValue, of: bytes), number: sheet.number,
        copy: sheet.copy, sheet: number, stock: sheet.stock,
        line: JournalLine(seq: recorder.nextSeq, event: bytes),
        change: .printed(number: sheet.number, copy: sheet.copy, sheet: number, stock: sheet.stock))
    }
    try recorder.commit()
  }

  // MARK: - The queue

  /// Hands a run to the queue, held; of one that was entered before a kill, the jobs that it was handed over as.
  private func held(
    _ manifest: RunManifest, name: String, isEntered: Bool
  ) throws(SpoolError) -> (printer: String?, jobs: [String]) {
    guard let printer = configuration.recipe.printer else { return (nil, []) }
    let spooler = Spooler(printer)
    let run = Int(manifest.code.split(separator: "/").last ?? "") ?? 0
    let earlier = spooledJobs(run)
    if isEntered { return (printer.name, earlier) }
    // Of a kill before the entry: they were never released.
    for job in earlier { spooler.cancel(job) }
    var jobs: [String] = []
    do throws(SpoolError) {
      if manifest.banner != nil, printer.bannerTray != nil {
        jobs.append(
          try spooler.hold(
            name + "-banner.pdf.part", title: "certmill \(manifest.code) banner", sides: .simplex, paper: .banner))
      }
      jobs.append(
        try spooler.hold(
          name + ".pdf.part", title: "certmill \(manifest.code)", sides: configuration.recipe.sides, paper: .sheets))
    } catch {
      for job in jobs { spooler.cancel(job) }
      throw error
    }
    let note = JSONValue.array(jobs.map { .string($0) }).canonicalBytes
    do { try DurableFile.write(note, to: folder.spool(run)) } catch {
      for job in jobs { spooler.cancel(job) }
      throw .notNoted(printer: printer.name, reason: "\(error)")
    }
    return (printer.name, jobs)
  }

  private func spooledJobs(_ run: Int) -> [String] {
    guard let bytes = try? DurableFile.read(folder.spool(run), limit: 1 << 16) else { return [] }
    return (try? JSONValue(parsing: bytes))?.array?.compactMap(\.string) ?? []
  }

  /// The sheets are entered: what the queue says now changes nothing of that, it is told.
  private func releaseJobs(_ manifest: RunManifest) {
    guard let printer = configuration.recipe.printer else { return }
    for job in manifest.jobs {
      do throws(SpoolError) { try Spooler(printer).release(job) } catch {
        logger.warning(
          "run \(manifest.code): job \(job) could not be released: \(error); look at it with `lpstat -W all`, and release it with `lp -i \(job) -H resume`"
        )
      }
    }
  }
}
