// SPDX-License-Identifier: GPL-3.0-or-later
public import Trade

/// What `certmill run` was asked for.
public struct RunRequest: Sendable {
  public var recipe: String
  public var overrides: [Override]
  /// Issuance: files and folders, none for the workspace's inbox. Print room: certificate numbers and batches, none for all
  /// that was not printed yet.
  public var inputs: [String]
  /// Time of the batch; nil for now.
  public var batchTime: Timestamp?
  public var now: Timestamp
  /// Worker processes.
  public var jobs: Int
  public var isRehearsal: Bool
  /// What an officer has ordered of an issued certificate: this run's one input carries it out.
  var order: OfficerOrder?

  public init(
    recipe: String, overrides: [Override] = [], inputs: [String] = [], batchTime: Timestamp? = nil, now: Timestamp,
    jobs: Int, isRehearsal: Bool = false
  ) {
    self.recipe = recipe
    self.overrides = overrides
    self.inputs = inputs
    self.batchTime = batchTime
    self.now = now
    self.jobs = jobs
    self.isRehearsal = isRehearsal
  }
}
