// SPDX-License-Identifier: GPL-3.0-or-later
import Ledger

/// `certmill revoke`: an officer takes a certificate out of force, for good; its codes are told as revoked from then on.
public struct Revoking {
  private let desk: Desk

  public init(_ desk: Desk) {
    self.desk = desk
  }

  /// What was done.
  public struct Revoked: Equatable, Sendable {
    public var number: String
    public var officer: String
    /// Copies that were printed, and should be called back.
    public var printed: Int
  }

  /// `officer` is the path of an officer's key, or its PKCS#11 URI.
  public func revoke(_ number: String, reason: OrderReason, text: String?, officer keyPath: String) throws -> Revoked {
    try desk.open { entries in
      guard let certificate = try entries.state.certificate(number) else { throw DeskError.unknownNumber(number) }
      // What was replaced may still have to be revoked: its goods never left, its exporter lied.
      guard ["proofed", "replaced"].contains(certificate.status) else {
        throw DeskError.notInForce(number, status: certificate.status)
      }
      let (officer, key) = try Officer.holding(keyAt: keyPath, of: desk.workspace, for: .revoke, at: desk.time)
      let order = try OfficerOrder(
        .revoke, of: number, reason: reason, text: text, by: officer, with: key, at: desk.time)
      try entries.record(
        .revoke, of: certificate, event: order.event, change: .revoked(number: number, reason: reason.rawValue))
      return Revoked(
        number: number, officer: officer.name, printed: try entries.state.printedCopies(of: number).count)
    }
  }
}
