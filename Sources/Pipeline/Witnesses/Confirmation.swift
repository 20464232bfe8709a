// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON

/// How far witnesses have confirmed the ledger's newest checkpoint.
public struct Confirmation: Equatable, Sendable {
  public struct Missing: Equatable, Sendable {
    /// As the policy calls the witness.
    public var name: String
    public var reason: String
  }

  /// Names of the policy, in its order.
  public var confirmed: [String]
  public var missing: [Missing]
  /// Those who have confirmed are the quorum.
  public var isMet: Bool

  /// One line for a person.
  public var words: String {
    var parts: [String] = []
    if !confirmed.isEmpty { parts.append("confirmed by " + confirmed.joined(separator: ", ")) }
    if !missing.isEmpty {
      parts.append("missing: " + missing.map { "\($0.name) (\($0.reason))" }.joined(separator: ", "))
    }
    return parts.isEmpty ? "no witnesses" : parts.joined(separator: "; ")
  }

  /// What to tell where the published copy had to stay behind.
  var unpublished: String {
    "entered; the published ledger stays as it was until witnesses have confirmed the new one: \(words)"
  }

  var json: JSONValue {
    [
      "confirmed": .array(confirmed.map { .string($0) }), "quorum": .bool(isMet),
      "missing": .array(missing.map { ["witness": .string($0.name), "reason": .string($0.reason)] }),
    ]
  }
}
