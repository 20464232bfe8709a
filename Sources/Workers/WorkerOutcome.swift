// SPDX-License-Identifier: GPL-3.0-or-later

/// How one job ended.
public enum WorkerOutcome: Sendable {
  case done([UInt8])
  /// The worker could not do the step, in its own words.
  case failed(String)
  /// The worker process was lost on this job, twice.
  case lost(WorkerLoss)
}
