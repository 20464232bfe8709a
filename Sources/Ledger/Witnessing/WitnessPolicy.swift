// SPDX-License-Identifier: GPL-3.0-or-later

/// Which witnesses must have cosigned a checkpoint: logs, witnesses, groups of them and a quorum
/// (https://c2sp.org/tlog-policy). Parsing is in `WitnessPolicy+Parsing`.
public struct WitnessPolicy: Equatable, Sendable {
  public struct Log: Equatable, Sendable {
    public let key: VerifierKey
    /// Opaque to the policy.
    public let url: String?
  }

  public struct Witness: Equatable, Sendable {
    /// What the policy calls it; means nothing outside of the file.
    public let name: String
    public let key: VerifierKey
    /// Prefix of its `add-checkpoint` (https://c2sp.org/tlog-witness); nil for one that is asked another way.
    public let url: String?
  }

  /// Who has to agree.
  public indirect enum Rule: Equatable, Sendable {
    /// Nobody: `quorum none`.
    case none
    case witness(Witness)
    /// So many of the members, 1 to all of them.
    case group(Int, [Rule])
  }

  public let logs: [Log]
  public let witnesses: [Witness]
  public let quorum: Rule

  /// These cosigners are enough.
  public func isMet(by cosigners: Set<VerifierKey>) -> Bool { Self.isMet(quorum, by: cosigners) }

  private static func isMet(_ rule: Rule, by cosigners: Set<VerifierKey>) -> Bool {
    switch rule {
    case .none: true
    case .witness(let witness): cosigners.contains(witness.key)
    case .group(let threshold, let members): members.count { isMet($0, by: cosigners) } >= threshold
    }
  }

  /// The quorum as a number of witnesses of a list, each with one voice, as a trust entry says it; nil for one that
  /// needs groups within a group.
  public var majority: (of: [Witness], count: Int)? {
    switch quorum {
    case .none: return (witnesses, 0)
    case .witness(let witness): return ([witness], 1)
    case .group(let threshold, let members):
      var single: [Witness] = []
      for member in members {
        guard case .witness(let witness) = member else { return nil }
        single.append(witness)
      }
      return (single, threshold)
    }
  }
}
