// SPDX-License-Identifier: GPL-3.0-or-later

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
