// SPDX-License-Identifier: GPL-3.0-or-later

/// A reconciliation that cannot be done as asked.
public enum ReconciliationError: Error, Equatable, CustomStringConvertible {
  case rehearsal
  case watchedInputs

  public var description: String {
    switch self {
    case .rehearsal:
      "--dry-run: a reconciliation remembers what it has seen; `certmill verify FILE… --trust DIR/trust` looks at files "
        + "and keeps nothing"
    case .watchedInputs:
      "receive.watchSeconds: a watched run takes what comes into the workspace's inbox; leave the named files out"
    }
  }
}
