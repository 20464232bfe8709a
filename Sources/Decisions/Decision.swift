// SPDX-License-Identifier: GPL-3.0-or-later
public import CanonicalJSON

/// What becomes of an application.
public enum Decision: Equatable, Sendable {
  /// It goes on to be certified.
  case grant
  /// An officer decides.
  case hold(reason: String)
  case refuse(reason: String)

  /// `grant`, `hold`, `refuse`.
  public var word: String {
    switch self {
    case .grant: "grant"
    case .hold: "hold"
    case .refuse: "refuse"
    }
  }

  public var reason: String? {
    switch self {
    case .grant: nil
    case .hold(let reason), .refuse(let reason): reason
    }
  }

  /// The decision as the ledger's decide entry digests it: `{"by":…,"decision":…,"reason"?}`.
  ///
  /// `by` is `policy`, or an officer's name.
  public func json(by: String = "policy") -> JSONValue {
    var object: JSONObject = ["by": .string(by), "decision": .string(word)]
    if let reason { object["reason"] = .string(reason) }
    return .object(object)
  }
}
