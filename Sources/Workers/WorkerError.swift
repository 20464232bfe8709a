// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// Why workers as such could not be run; a lost job is an outcome, not an error.
public enum WorkerError: Error, CustomStringConvertible {
  case system(operation: String, errno: Int32)
  case notSetUp(String)
  case brokenAnswer
  /// It ended before it was set up.
  case ended

  public var description: String {
    switch self {
    case .system(let operation, let code):
      "worker process: cannot \(operation): \(String(cString: strerror(code)))"
    case .notSetUp(let reason): "worker process: cannot set up: \(reason)"
    case .ended: "worker process: ended before it was set up"
    case .brokenAnswer: "worker process: sent an answer that is not of the protocol"
    }
  }
}
