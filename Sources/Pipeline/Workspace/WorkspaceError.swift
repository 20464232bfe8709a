// SPDX-License-Identifier: GPL-3.0-or-later

/// A workspace that cannot be made or opened as asked.
public enum WorkspaceError: Error, Equatable, CustomStringConvertible {
  case missing(path: String)
  case newer(path: String, found: Int, supported: Int)
  case settings(path: String, fault: String)
  /// Another chamber's workspace stands there already.
  case other(path: String, key: String, found: String, asked: String)
  case keyExposed(path: String, mode: String)
  case keyBroken(path: String, reason: String)
  /// What was asked for needs an issuer.
  case readsOnly(path: String)

  public var description: String {
    switch self {
    case .missing(let path):
      "\(path): not a certmill workspace: certmill.yaml is missing; make one with `certmill init`"
    case .newer(let path, let found, let supported):
      "\(path): the workspace has format \(found), this certmill reads up to \(supported); install a newer certmill"
    case .settings(let path, let fault):
      "\(path): \(fault)"
    case .other(let path, let key, let found, let asked):
      "\(path): is already a workspace with \(key) \"\(found)\", asked for \"\(asked)\"; nothing was changed"
    case .keyExposed(let path, let mode):
      "\(path): others can read this key (mode \(mode), 0600 expected); "
        + "run `chmod 600 \(path)`, and make a new key if somebody may have read it"
    case .keyBroken(let path, let reason):
      "\(path): cannot read the key: \(reason)"
    case .readsOnly(let path):
      "\(path): is a workspace that only reads (`init --reader`): it has no issuer's keys, so that it issues, prints, "
        + "publishes and exchanges nothing; do this in the chamber's own workspace"
    }
  }
}
