// SPDX-License-Identifier: GPL-3.0-or-later
public import Ledger
public import Signing
public import Trade

/// What a reader trusts of one chamber: `trust/<issuer id>.json`.
public struct TrustEntry: Equatable, Sendable {
  /// A key that signs seals, and the days on which it was good.
  public struct SealKey: Equatable, Sendable {
    public let key: VerifyingKey
    /// First day, UTC.
    public let from: CalendarDate
    /// Last day, UTC; nil while it is in use.
    public let until: CalendarDate?
    /// Day from which a thief may have had it; nil if none.
    public let compromised: CalendarDate?
    /// The ledger's last checkpoint that witnesses confirmed before that day: what it covers is no thief's.
    public let confirmed: SignedNote?

    public init(
      key: VerifyingKey, from: CalendarDate, until: CalendarDate? = nil, compromised: CalendarDate? = nil,
      confirmed: SignedNote? = nil
    ) {
      self.key = key
      self.from = from
      self.until = until
      self.compromised = compromised
      self.confirmed = confirmed
    }
  }

  /// The chamber's ledger, and who must have confirmed a checkpoint of it.
  public struct LedgerKeys: Equatable, Sendable {
    /// A key that signed checkpoints before.
    public struct Earlier: Equatable, Sendable {
      public let key: VerifierKey
      /// Last day, UTC, of entries that it vouches for; nil only while it is in use.
      public let until: CalendarDate?
      /// Day from which a thief may have had it; nil if none.
      public let compromised: CalendarDate?

      public init(key: VerifierKey, until: CalendarDate? = nil, compromised: CalendarDate? = nil) {
        self.key = key
        self.until = until
        self.compromised = compromised
      }
    }

    public let origin: String
    /// The newest key.
    public let key: VerifierKey
    /// Oldest first.
    public let earlier: [Earlier]
    public let witnesses: [VerifierKey]
    /// Witnesses of the list who must have cosigned, 0 to all of them.
    public let quorum: Int

    public init(
      origin: String, key: VerifierKey, earlier: [Earlier] = [], witnesses: [VerifierKey] = [], quorum: Int = 0
    ) {
      self.origin = origin
      self.key = key
      self.earlier = earlier
      self.witnesses = witnesses
      self.quorum = quorum
    }
  }

  /// Issuer id, 1-8 of A-Z, 0-9 and hyphen.
  public let issuer: String
  public let name: String
  /// ISO 3166-1 alpha-2: what the issuer's numbers begin with.
  public let country: String
  /// Hosts that the issuer's codes send phones to, upper case.
  public let hosts: [String]
  public let keys: [SealKey]
  public let ledger: LedgerKeys
  /// Old keys' words for the ones that followed them.
  public let statements: [KeyStatement]

  public init(
    issuer: String, name: String, country: String, hosts: [String], keys: [SealKey], ledger: LedgerKeys,
    statements: [KeyStatement] = []
  ) {
    self.issuer = issuer
    self.name = name
    self.country = country
    self.hosts = hosts
    self.keys = keys
    self.ledger = ledger
    self.statements = statements
  }

  /// Keys of ledger and witnesses; none of them ever verifies a seal.
  var noteKeys: [VerifyingKey] {
    [ledger.key.key] + ledger.earlier.map(\.key.key) + ledger.witnesses.map(\.key)
  }
}
