// SPDX-License-Identifier: GPL-3.0-or-later

/// A lock that could not be taken.
public enum LockError: Error, Equatable, CustomStringConvertible {
  /// Somebody else has it: what that process wrote about itself (process, host, since).
  case held(path: String, by: String)
  /// The lock file itself could not be used.
  case file(FileError)

  public var description: String {
    switch self {
    case .held(let path, let holder):
      "\(path): cannot lock: held by \(holder.isEmpty ? "another process" : holder); wait for it to end"
    case .file(let error): error.description
    }
  }
}
