// SPDX-License-Identifier: GPL-3.0-or-later

/// What one worker process, and one job in it, may use.
public struct WorkerLimits: Sendable {
  /// Address space of a worker, bytes.
  public var memoryBytes: Int
  /// CPU time of one job, seconds.
  public var cpuSeconds: Int
  /// Wall time of one job, seconds, measured by the coordinator.
  public var wallSeconds: Double

  public init(memoryBytes: Int = 2 << 30, cpuSeconds: Int = 60, wallSeconds: Double = 180) {
    self.memoryBytes = memoryBytes
    self.cpuSeconds = cpuSeconds
    self.wallSeconds = wallSeconds
  }
}
