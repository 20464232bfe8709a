// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import DurableFiles
import Ledger
public import Logging
import Settings
import Signing
import Trade
import Workers

/// `certmill run` of an issuing recipe.
public struct IssuanceRun {
  public let workspace: Workspace
  public let request: RunRequest
  /// The program that serves workers when it is called with `worker`.
  public let executable: String
  /// Gives unpredictable bytes, for the year's secret.
  public let random: (Int) throws -> [UInt8]
  public let progress: Progress
  /// What an operator should know and no result tells; never traders' data.
  public let logger: Logger

  public init(
    _ workspace: Workspace, _ request: RunRequest, executable: String, random: @escaping (Int) throws -> [UInt8],
    progress: Progress, logger: Logger
  ) {
    self.workspace = workspace
    self.request = request
    self.executable = executable
    self.random = random
    self.progress = progress
    self.logger = logger
  }

  /// Finishes the batch that a kill left open, if there is one, and then does its own; nil if there is nothing to do.
  public func run() throws -> BatchSummary? {
    let lock = try FileLock.acquire(
      workspace.lockPath, holder: "\(FileLock.thisProcess) since \(request.now)")
    defer { _ = lock }
    return try request.isRehearsal ? rehearse() : execute()
  }

  private func execute() throws -> BatchSummary? {
    let store = workspace.store
    try store.removeLeftovers()
    return try State.open(workspace.statePath) { state in
      let recorder = try Recorder(workspace, store: store, state: state)
      defer { try? recorder.close() }
      var intake: (inputs: [BatchInput], fingerprint: Digest)?
      var finished: BatchSummary?
      if let open = try state.unfinishedBatch(of: workspace) {
        logger.notice("batch \(open): was interrupted; it is finished first")
        // What this run is given must not keep the open batch from being finished: a file may have gone since.
        let given = Result { try takeIn(store) }
        let configuration = try DurableFile.read(workspace.batch(open).configuration, limit: 1 << 20)
        switch try FrozenPrintRoom.kind(of: configuration, batch: open) {
        case .issuance:
          let (summary, list) = try finish(open, recorder, store)
          if list.fingerprint == (try given.get()).fingerprint { return summary }
          finished = summary
        case .printRoom:
          _ = try PrintRoomRun(
            workspace, request, executable: executable, random: random, progress: progress, logger: logger
          ).finish(open, recorder, store)
          _ = try given.get()
        }
        intake = try takeIn(store)
        progress.restart()
      }
      var inputs = try intake ?? takeIn(store)
      let configuration = try FrozenConfiguration(freezing: request.recipe, overrides: request.overrides, into: store)
      inputs.inputs = try heldInputs(state, configuration, store) + inputs.inputs
      guard !inputs.inputs.isEmpty else { return finished }
      let id = try openFolder(state, recorder, configuration, inputs, store)
      return try finish(id, recorder, store).summary
    }
  }

  // MARK: - Opening

  /// The inputs' bytes into the store, each told by its place in the list.
  private func takeIn(_ store: ByteStore) throws -> (inputs: [BatchInput], fingerprint: Digest) {
    let recipe = try IssuanceRecipe(
      yaml: try DurableFile.read(request.recipe, limit: 1 << 20), file: request.recipe,
      overrides: request.overrides)
    let fromInbox = request.inputs.isEmpty
    var files = try InputFiles(fromInbox ? [workspace.inbox] : request.inputs, inbox: workspace.inbox).files
    let unsettled = InputFiles.unsettled(files, seconds: recipe.settleSeconds)
    files.removeAll { unsettled.contains($0.path) }
    if !unsettled.isEmpty { logger.notice("\(unsettled.count) files are still being written; left for the next run") }
    var intake = Intake(store: store, maximumBytes: recipe.maximumBytes)
    progress.begin(.receiving, total: files.count)
    let splitter = CSVSplitter(executable: executable, maximumBytes: recipe.maximumBytes)
    try intake.take(files) { bytes in
      try splitter.split(bytes)
    } each: {
      progress.advance()
    }
    progress.end()
    return (intake.inputs, intake.fingerprint.finish())
  }

  /// Held forms of earlier nights that an officer has decided, or whose agreement has a rule book now.
  private func heldInputs(
    _ state: State, _ configuration: FrozenConfiguration, _ store: ByteStore
  ) throws -> [BatchInput] {
    let agreements = try configuration.rules.books.compactMap { book in
      try SettingsNode(parsing: try store.get(book.digest), file: book.file).optional("agreement")?.text()
    }
    let officers = try Officer.all(of: workspace)
    var lists: [String: InputList] = [:]
    return try state.held().compactMap { held in
      let list = try lists[held.batch] ?? InputList(reading: workspace.batch(held.batch).inputs, batch: held.batch)
      lists[held.batch] = list
      guard list.inputs.indices.contains(held.input) else {
        throw RunError.brokenConfiguration(batch: held.batch, key: "inputs.jsonl")
      }
      let input = list.inputs[held.input]
      let path = workspace.batch(held.batch).decision(on: held.doc)
      var note: Digest?
      if case .decided(_, let earlier) = input.origin {
        // Decided before, and held again because its worker died: the officer's word stands.
        note = earlier
      } else if DurableFile.exists(path) {
        let bytes = try DurableFile.read(path, limit: 1 << 20)
        // A note that no known officer signed, or about another form, decides nothing: the form stays held.
        guard OfficerNote.verify(bytes, document: held.doc, officers: officers) != nil else {
          logger.warning(
            "\(path): is signed by no officer of this workspace, or about another form; it decides nothing")
          return nil
        }
        note = try store.put(bytes)
      } else if held.missingBook.map({ agreements.contains($0) }) != true {
        return nil
      }
      let received = input.received(in: held.batch)
      return BatchInput(
        name: input.name, digest: input.digest, size: input.size,
        origin: note.map { .decided(batch: received, note: $0) } ?? .again(batch: received))
    }
  }

  private func openFolder(
    _ state: State, _ recorder: Recorder, _ configuration: FrozenConfiguration,
    _ intake: (inputs: [BatchInput], fingerprint: Digest), _ store: ByteStore
  ) throws -> String {
    let time = request.batchTime ?? request.now
    if let last = recorder.lastTime.flatMap(Timestamp.init(rfc3339:)), time < last {
      throw RunError.batchTimeTooEarly(asked: time.description, last: last.description)
    }
    let id = try state.nextBatch(at: time, workspace.clock)
    let folder = workspace.batch(id)
    try DurableFile.makeFolder(folder.path)
    // What a kill before `batch.open` left of a list is overwritten: nothing of it was entered.
    try DurableFile.write(configuration.bytes, to: folder.configuration)
    try InputList(time: time, inputs: intake.inputs, fingerprint: intake.fingerprint).write(to: folder.inputs)
    try store.synchronise()
    return id
  }

  // MARK: - Finishing

  /// Does, or goes on with, a batch whose folder stands.
  func finish(
    _ id: String, _ recorder: Recorder, _ store: ByteStore
  ) throws -> (summary: BatchSummary, list: InputList) {
    let list = try InputList(reading: workspace.batch(id).inputs, batch: id)
    let configuration = try FrozenConfiguration(
      thawing: try DurableFile.read(workspace.batch(id).configuration, limit: 1 << 20), from: store, batch: id)
    if let warning = try Keyring(workspace).warning(at: list.time) { logger.warning("\(warning)") }
    let batch = try IssuanceBatch(
      id: id, list: list, configuration: configuration, workspace: workspace, store: store, recorder: recorder,
      workers: try pool(configuration, list, store),
      secrets: YearSecrets(
        workspace, mayMake: try newYears(workspace.clock.day(at: list.time).components.year, id, recorder.state),
        random: random),
      progress: progress)
    if try recorder.state.openBatch()?.id == id || recorder.state.lastBatch()?.id != id { try batch.run() }
    return (try Release(batch).run(), list)
  }

  /// The year whose secret may be made: the batch's own, if no earlier batch of that year has used one.
  private func newYears(_ year: Int, _ id: String, _ state: State) throws -> Set<Int> {
    let earlier = try state.batches(ofYear: year).filter { $0 != id }
    return earlier.isEmpty ? [year] : []
  }

  private func rehearse() throws -> BatchSummary? {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let store = ByteStore(folder: folder.path + "/store")
    return try State.open(workspace.statePath) { state in
      let recorder = try Recorder(workspace, store: store, state: state, rehearsal: true)
      defer { try? recorder.close() }
      let configuration = try FrozenConfiguration(freezing: request.recipe, overrides: request.overrides, into: store)
      let intake = try takeIn(store)
      let held = try heldInputs(state, configuration, store)
      // Their bytes are in the workspace's store; the rehearsal reads its own.
      for input in held {
        try store.put(try workspace.store.get(input.digest))
        if case .decided(_, let note) = input.origin, !store.contains(note) {
          try store.put(try workspace.store.get(note))
        }
      }
      let inputs = held + intake.inputs
      guard !inputs.isEmpty else { return nil }
      let list = InputList(time: request.batchTime ?? request.now, inputs: inputs, fingerprint: intake.fingerprint)
      let batch = try IssuanceBatch(
        id: "rehearsal", list: list, configuration: configuration, workspace: workspace, store: store,
        recorder: recorder, workers: try pool(configuration, list, store),
        secrets: YearSecrets(workspace, mayMake: [], isRehearsal: true, random: random), progress: progress)
      let counts = try batch.rehearse()
      return BatchSummary(batch: nil, counts: counts, ledgerSize: recorder.size, ledgerRoot: recorder.root, seconds: 0)
    }
  }

  private func pool(
    _ configuration: FrozenConfiguration, _ list: InputList, _ store: ByteStore
  ) throws -> WorkerPool {
    let setUp = WorkerSetUp(
      configuration, workspace: workspace, store: store, day: workspace.clock.day(at: list.time))
    return try WorkerPool(
      count: request.jobs, executable: executable, arguments: ["worker", "issuance"], setUp: setUp.bytes)
  }
}
