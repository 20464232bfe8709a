// SPDX-License-Identifier: GPL-3.0-or-later

/// One request to a worker: what to do, and the bytes to do it with.
public struct WorkerJob: Sendable {
  public var kind: UInt8
  public var payload: [UInt8]

  public init(kind: UInt8, payload: [UInt8]) {
    self.kind = kind
    self.payload = payload
  }
}

/// How one job ended.
public enum WorkerOutcome: Sendable {
  case done([UInt8])
  /// The worker could not do the step, in its own words.
  case failed(String)
  /// The worker process was lost on this job, twice.
  case lost(WorkerLoss)
}

/// Why a worker process was lost.
public enum WorkerLoss: Equatable, Sendable, CustomStringConvertible {
  case exited(code: Int)
  case killed(signal: Int)
  case timedOut(seconds: Double)
  case cpuLimit(seconds: Int)

  public var description: String {
    switch self {
    case .exited(let code): "its worker process ended with exit code \(code)"
    case .killed(let signal): "its worker process crashed (signal \(signal))"
    case .timedOut(let seconds): "its worker process was stopped after \(Int(seconds)) s without an answer"
    case .cpuLimit(let seconds): "its worker process was stopped after \(seconds) s of computing"
    }
  }
}
