// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
public import Logging
import Trade

/// One `certmill run`: what was asked for, and what it may use.
public struct PipelineRun {
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

  /// Which pipeline a batch belongs to.
  func kind(of batch: String) throws -> PipelineKind {
    try FrozenPrintRoom.kind(
      of: try DurableFile.read(workspace.batch(batch).configuration, limit: 1 << 20), batch: batch)
  }

  /// Finishes an interrupted batch of whichever pipeline.
  func finish(_ batch: String, of kind: PipelineKind, _ recorder: Recorder, _ store: ByteStore) throws {
    switch kind {
    case .issuance: _ = try IssuanceRun(self).finish(batch, recorder, store)
    case .printRoom: _ = try PrintRoomRun(self).finish(batch, recorder, store)
    case .reconciliation: _ = try ReconciliationRun(self).finish(batch, recorder, store)
    }
  }

  /// Makes the folder of a new batch with its frozen configuration; its list of inputs comes next.
  ///
  /// What a kill before `batch.open` left under its id is overwritten: nothing of it was entered.
  func newBatch(_ recorder: Recorder, configuration: [UInt8]) throws -> (id: String, time: Timestamp) {
    let time = request.batchTime ?? request.now
    let last = recorder.lastTime.flatMap(Timestamp.init(rfc3339:))
    if let last, time < last {
      throw RunError.batchTimeTooEarly(asked: time.description, last: last.description)
    }
    if let limit = TimeAhead.limit(now: request.now, last: last), time > limit {
      throw RunError.batchTimeTooLate(asked: time.description, limit: limit.description)
    }
    let id = try recorder.state.nextBatch(at: time, workspace.clock)
    let folder = workspace.batch(id)
    try DurableFile.makeFolder(folder.path)
    try DurableFile.write(configuration, to: folder.configuration)
    return (id, time)
  }
}
