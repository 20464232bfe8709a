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

  /// Makes the folder of a new batch with its frozen configuration; its list of inputs comes next.
  ///
  /// What a kill before `batch.open` left under its id is overwritten: nothing of it was entered.
  func newBatch(_ recorder: Recorder, configuration: [UInt8]) throws -> (id: String, time: Timestamp) {
    let time = request.batchTime ?? request.now
    if let last = recorder.lastTime.flatMap(Timestamp.init(rfc3339:)), time < last {
      throw RunError.batchTimeTooEarly(asked: time.description, last: last.description)
    }
    let id = try recorder.state.nextBatch(at: time, workspace.clock)
    let folder = workspace.batch(id)
    try DurableFile.makeFolder(folder.path)
    try DurableFile.write(configuration, to: folder.configuration)
    return (id, time)
  }
}
