// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import Decisions
import DurableFiles
import Ledger
import Logging
import Settings
import Signing
import Trade
import Workers

/// `certmill run` of an issuing recipe.
public struct IssuanceRun {
  private let order: PipelineRun

  public init(_ order: PipelineRun) {
    self.order = order
  }

  var workspace: Workspace { order.workspace }

  /// Finishes the batch that a kill left open, if there is one, and then does its own; nil if there is nothing to do.
  public func run() throws -> BatchSummary? {
    _ = try order.workspace.issuer
    let lock = try FileLock.acquire(
      order.workspace.lockPath, holder: "\(FileLock.thisProcess) since \(order.request.now)")
    defer { _ = lock }
    return try order.request.isRehearsal ? rehearse() : execute()
  }

  private func execute() throws -> BatchSummary? {
    let store = order.workspace.store
    try store.removeLeftovers()
    return try State.open(order.workspace.statePath) { state in
      let recorder = try Recorder(order.workspace, store: store, state: state)
      defer { try? recorder.close() }
      var intake: (inputs: [BatchInput], fingerprint: Digest)?
      var finished: BatchSummary?
      if let open = try state.unfinishedBatch(of: order.workspace) {
        order.logger.notice("batch \(open): was interrupted; it is finished first")
        // What this run is given must not keep the open batch from being finished: a file may have gone since.
        let given = Result { try takeIn(store, state) }
        switch try order.kind(of: open) {
        case .issuance:
          let (summary, list) = try finish(open, recorder, store)
          if list.fingerprint == (try given.get()).fingerprint { return summary }
          finished = summary
        case let other:
          try order.finish(open, of: other, recorder, store)
          _ = try given.get()
        }
        intake = try takeIn(store, state)
        order.progress.restart()
      }
      if let ordered = order.request.order { try requireInForce(ordered, state) }
      var inputs = try intake ?? takeIn(store, state)
      let configuration = try FrozenConfiguration(
        freezing: order.request.recipe, overrides: order.request.overrides, ownLists: order.workspace.codeLists,
        into: store)
      // An officer's order has a batch of its own.
      if order.request.order == nil { inputs.inputs = try heldInputs(state, configuration, store) + inputs.inputs }
      guard !inputs.inputs.isEmpty else { return finished }
      let id = try openFolder(state, recorder, configuration, inputs, store)
      return try finish(id, recorder, store).summary
    }
  }

  // MARK: - Opening

  /// The inputs' bytes into the store, each told by its place in the list.
  private func takeIn(_ store: ByteStore, _ state: State) throws -> (inputs: [BatchInput], fingerprint: Digest) {
    let recipe = try IssuanceRecipe(
      yaml: try DurableFile.read(order.request.recipe, limit: 1 << 20), file: order.request.recipe,
      overrides: order.request.overrides)
    let splitter = CSVSplitter(executable: order.executable, maximumBytes: recipe.maximumBytes, dialect: recipe.csv)
    if let ordered = order.request.order {
      return try takeIn(
        ordered, of: order.request, into: store, state, split: splitter, maximumBytes: recipe.maximumBytes)
    }
    let fromInbox = order.request.inputs.isEmpty
    var files = try InputFiles(
      fromInbox ? [order.workspace.inbox] : order.request.inputs, inbox: order.workspace.inbox, takesPackages: true
    ).files
    let unsettled = InputFiles.unsettled(files, seconds: recipe.settleSeconds)
    files.removeAll { unsettled.contains($0.path) }
    if !unsettled.isEmpty {
      order.logger.notice("\(unsettled.count) files are still being written; left for the next run")
    }
    var intake = Intake(store: store, maximumBytes: recipe.maximumBytes)
    order.progress.begin(.receiving, total: files.count)
    try intake.take(files) { bytes in
      try splitter.split(bytes)
    } each: {
      order.progress.advance()
    }
    order.progress.end()
    return (intake.inputs, intake.fingerprint.finish())
  }

  /// Held forms of earlier nights that an officer has decided, or that this recipe has rule book and certificate for.
  private func heldInputs(
    _ state: State, _ configuration: FrozenConfiguration, _ store: ByteStore
  ) throws -> [BatchInput] {
    let scope = try RecipeScope(configuration, from: store)
    let officers = try Officer.all(of: order.workspace)
    var lists: [String: InputList] = [:]
    return try state.held().compactMap { held in
      let list =
        try lists[held.batch] ?? InputList(reading: order.workspace.batch(held.batch).inputs, batch: held.batch)
      lists[held.batch] = list
      guard list.items.indices.contains(held.input) else {
        throw RunError.brokenConfiguration(batch: held.batch, key: "inputs.jsonl")
      }
      let input = list.items[held.input]
      var note = try standingNote(of: input, held)
      if note == nil {
        let notes = try HeldNotes(
          on: held, in: order.workspace, officers: officers,
          now: max(order.request.batchTime ?? order.request.now, order.request.now))
        // What decides nothing leaves the form held.
        for fault in notes.faults { order.logger.warning("\(fault.path): \(fault.words); it decides nothing") }
        if notes.isFinal { note = try store.put(notes.bytes) } else if !notes.faults.isEmpty { return nil }
      }
      if note == nil, held.missingBook.map(scope.has) != true {
        return nil
      }
      let received = input.received(in: held.batch)
      return BatchInput(
        name: input.name, digest: input.digest, size: input.size,
        origin: note.map { .decided(batch: received, note: $0) } ?? .again(batch: received), order: input.order)
    }
  }

  /// The note of a form that was decided before, and held again because its worker died: the officer's word stands, for
  /// what the officer saw.
  private func standingNote(of input: BatchInput, _ held: HeldDocument) throws -> Digest? {
    guard case .decided(_, let earlier) = input.origin else { return nil }
    let notes = String(decoding: try order.workspace.store.get(earlier), as: UTF8.self)
    let isSame = OfficerNote.decisions(in: notes).allSatisfy { $0.saw == nil || $0.saw == held.validation?.hex }
    return isSame ? earlier : nil
  }

  private func openFolder(
    _ state: State, _ recorder: Recorder, _ configuration: FrozenConfiguration,
    _ intake: (inputs: [BatchInput], fingerprint: Digest), _ store: ByteStore
  ) throws -> String {
    let (id, time) = try order.newBatch(recorder, configuration: configuration.bytes)
    try InputList(time: time, items: intake.inputs, fingerprint: intake.fingerprint).write(
      to: order.workspace.batch(id).inputs)
    try store.synchronise()
    return id
  }

  // MARK: - Finishing

  /// Does, or goes on with, a batch whose folder stands.
  func finish(
    _ id: String, _ recorder: Recorder, _ store: ByteStore
  ) throws -> (summary: BatchSummary, list: InputList) {
    let list = try InputList(reading: order.workspace.batch(id).inputs, batch: id)
    let configuration = try FrozenConfiguration(
      thawing: try DurableFile.read(order.workspace.batch(id).configuration, limit: 1 << 20), from: store, batch: id)
    if let warning = try Keyring(order.workspace).warning(at: list.time) { order.logger.warning("\(warning)") }
    let batch = try IssuanceBatch(
      id: id, list: list, configuration: configuration, workspace: order.workspace, store: store, recorder: recorder,
      workers: try pool(configuration, list, store),
      secrets: YearSecrets(
        order.workspace,
        mayMake: try newYears(order.workspace.clock.day(at: list.time).components.year, id, recorder.state),
        random: order.random),
      progress: order.progress)
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
    return try State.open(order.workspace.statePath) { state in
      let recorder = try Recorder(order.workspace, store: store, state: state, rehearsal: true)
      defer { try? recorder.close() }
      let configuration = try FrozenConfiguration(
        freezing: order.request.recipe, overrides: order.request.overrides, ownLists: order.workspace.codeLists,
        into: store)
      let intake = try takeIn(store, state)
      let held = try heldInputs(state, configuration, store)
      // Their bytes are in the workspace's store; the rehearsal reads its own.
      for input in held {
        try store.put(try order.workspace.store.get(input.digest))
        if case .decided(_, let note) = input.origin, !store.contains(note) {
          try store.put(try order.workspace.store.get(note))
        }
      }
      let inputs = held + intake.inputs
      guard !inputs.isEmpty else { return nil }
      let list = InputList(
        time: order.request.batchTime ?? order.request.now, items: inputs, fingerprint: intake.fingerprint)
      let batch = try IssuanceBatch(
        id: "rehearsal", list: list, configuration: configuration, workspace: order.workspace, store: store,
        recorder: recorder, workers: try pool(configuration, list, store),
        secrets: YearSecrets(order.workspace, mayMake: [], isRehearsal: true, random: order.random),
        progress: order.progress)
      let counts = try batch.rehearse()
      return BatchSummary(batch: nil, counts: counts, ledgerSize: recorder.size, ledgerRoot: recorder.root, seconds: 0)
    }
  }

  private func pool(
    _ configuration: FrozenConfiguration, _ list: InputList, _ store: ByteStore
  ) throws -> WorkerPool {
    let setUp = try WorkerSetUp(
      configuration, workspace: order.workspace, store: store, day: order.workspace.clock.day(at: list.time))
    return try WorkerPool(
      count: order.request.jobs, executable: order.executable, arguments: ["worker", "issuance"], setUp: setUp.bytes)
  }
}
