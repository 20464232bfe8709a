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
  private var composer: RunComposer
  private var keys: CertificateKeys
  private var stock: StockSupply?
  private let queue: RunQueue?
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
    queue = configuration.recipe.printer.map { printer in
      RunQueue(printer, sides: configuration.recipe.sides, folder: workspace.batch(id), logger: logger)
    }
    composer = try RunComposer(
      store: store, workspace: workspace, state: recorder.state, agreement: configuration.recipe.agreement,
      hasBacks: configuration.recipe.sides == .duplex, workers: workers)
    keys = CertificateKeys(workspace, secrets, year: workspace.clock.day(at: list.time).components.year)
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
    if let done = try manifest(of: run), try isEntered(done, group) {
      try take(done, of: group, run: run)
      for _ in group { progress.advance() }
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
    nameFiles(of: &manifest, run: run)
    let known = try entered(group)
    do throws(SpoolError) {
      if let queue {
        (manifest.printer, manifest.jobs) = try queue.hold(manifest, run, name, isEntered: !known.isEmpty)
      }
    } catch {
      // Nothing of the run is entered: its paper and its copies are as before.
      stock = before
      try removeParts(name)
      let reason = "\(error)"
      try leave(group, run: run, reason: reason)
      return reason
    }
    try enter(manifest, known: known)
    try release(manifest, name)
    queue?.release(manifest)
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

  // MARK: - What is lost of a run

  /// Reads what a batch did whose closing entry stands, to write its report again; what is lost of its runs is made
  /// again.
  func readBack() throws {
    for (index, group) in try groups().enumerated() {
      try take(try manifest(of: index + 1), of: group, run: index + 1)
    }
  }

  /// Takes a run over that was entered and released; a file that is gone is made again, as it was.
  private func take(_ done: RunManifest?, of group: [PrintItem], run: Int) throws {
    if let done, isWhole(done) {
      manifests.append(done)
      if !done.sheets.isEmpty { _ = stock?.take(done.sheets.count) }
      return
    }
    let known = try entered(group)
    let copies = Set(known.keys.map { "\($0.number)/\($0.copy)" })
    func isPrinted(_ item: PrintItem) -> Bool { copies.contains("\(item.number)/\(item.copies.lowerBound)") }
    let items = group.filter(isPrinted)
    let lost = "it was not printed; why stood in the run's list, which is lost"
    guard !items.isEmpty else { return try leave(group, run: run, reason: lost) }
    let name = folder.printRuns + "/" + RunFile.name(run)
    try DurableFile.makeFolder(folder.printRuns)
    var manifest = try composer.compose(
      items, code: "\(id)/\(run)", created: list.time, to: name + ".pdf", banner: name + "-banner.pdf", stock: &stock
    ) {}
    let places = Set(manifest.sheets.map { Place($0) })
    guard places == Set(known.keys), manifest.sheets.allSatisfy({ known[Place($0)]?.stock == $0.stock }),
      done.map({ $0.digest == manifest.digest }) ?? true
    else { throw PrintRoomError.runDiffers(run: manifest.code) }
    nameFiles(of: &manifest, run: run)
    manifest.failures = done?.failures ?? group.filter { !isPrinted($0) }.map { .init(item: $0, reason: lost) }
    manifest.printer = done?.printer ?? configuration.recipe.printer?.name
    manifest.jobs = done?.jobs ?? []
    try release(manifest, name)
    _ = try keep(manifest, run: run)
  }

  /// Whether a run's files are there.
  private func isWhole(_ manifest: RunManifest) -> Bool {
    [manifest.file, manifest.banner].compactMap(\.self).allSatisfy { DurableFile.exists(folder.printRuns + "/" + $0) }
  }

  private func nameFiles(of manifest: inout RunManifest, run: Int) {
    manifest.file = RunFile.name(run) + ".pdf"
    if stock != nil { manifest.banner = RunFile.name(run) + "-banner.pdf" }
  }

  private func release(_ manifest: RunManifest, _ name: String) throws {
    try RunFile.release(name + ".pdf")
    if manifest.banner != nil { try RunFile.release(name + "-banner.pdf") }
  }

  /// A run's list as it was kept; nil for one that is not there or cannot be read: it is made again.
  private func manifest(of run: Int) throws -> RunManifest? {
    let path = manifestPath(run)
    guard DurableFile.exists(path) else { return nil }
    let bytes = try DurableFile.read(path, limit: 1 << 28)
    return (try? JSONValue(parsing: bytes, limits: JSONLimits(bytes: 1 << 28))).flatMap(RunManifest.init)
  }

  private func removeParts(_ name: String) throws {
    for ending in [".pdf.part", "-banner.pdf.part"] { try DurableFile.remove(name + ending) }
  }

  // MARK: - Ledger

  /// What one `print` entry is of: a copy (sheet 0), on security paper a sheet of it.
  private struct Place: Hashable {
    var number: String
    var copy: Int
    var sheet: Int

    init(_ sheet: RunManifest.Sheet) {
      number = sheet.number
      copy = sheet.copy
      self.sheet = sheet.stock == nil ? 0 : sheet.sheet
    }

    init(_ print: PrintedSheet) {
      number = print.number
      copy = print.copy
      sheet = print.sheet
    }
  }

  private typealias Entered = [Place: PrintedSheet]

  /// What the ledger has of a run.
  private func entered(_ group: [PrintItem]) throws -> Entered {
    var entered: Entered = [:]
    for item in group {
      for print in try recorder.state.prints(of: item.number, in: id) where item.copies.contains(print.copy) {
        entered[Place(print)] = print
      }
    }
    return entered
  }

  /// Whether the ledger has all of a run; a list beside an older ledger proves nothing.
  private func isEntered(_ manifest: RunManifest, _ group: [PrintItem]) throws -> Bool {
    let known = try entered(group)
    return manifest.sheets.allSatisfy { known[Place($0)] != nil }
  }

  /// Enters a run's sheets, those aside that a kill left entered: one entry a copy, on security paper one a sheet.
  private func enter(_ manifest: RunManifest, known: Entered) throws {
    let isOnStock = stock != nil
    for sheet in manifest.sheets where isOnStock || sheet.sheet == 1 {
      let number = isOnStock ? sheet.sheet : nil
      if let earlier = known[Place(sheet)] {
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
}
