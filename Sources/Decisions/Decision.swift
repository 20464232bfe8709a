// SPDX-License-Identifier: GPL-3.0-or-later
public import CanonicalJSON

/// What becomes of an application.
public enum Decision: Equatable, Sendable {
  /// It goes on to be certified.
  case grant
  /// An officer decides; where `officers` is 2, a grant needs two of them.
  case hold(reason: String, officers: Int = 1)
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
    case .hold(let reason, _), .refuse(let reason): reason
    }
  }

  /// The decision as the ledger's decide entry digests it: `{"by":…,"decision":…,"officers"?,"reason"?}`.
  ///
  /// `by` is `policy`, or an officer's name; `officers` stands there where a grant needs two of them.
  public func json(by: String = "policy") -> JSONValue {
    var object: JSONObject = ["by": .string(by), "decision": .string(word)]
    if case .hold(_, let officers) = self, officers > 1 { object["officers"] = .number(JSONNumber(officers)) }
    if let reason { object["reason"] = .string(reason) }
    return .object(object)
  }
}
