// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Ledger
public import Reconciliation

/// What came of an import.
public enum ImportReport: Sendable {
  case bundle(Bundle)
  case receipt(Receipt)

  public struct Bundle: Sendable {
    public var receipt: BundleReceipt
    /// Of the chamber that sent it.
    public var name: String
    public var receiptPath: String
    /// Where the accepted certificates are.
    public var folder: String
    /// The same bundle came before; nothing was entered again.
    public var isKnown: Bool
    /// The issuer's key statement in the bundle is not the trust entry at hand.
    public var hasOtherStatement: Bool
  }

  public struct Receipt: Sendable {
    public var receipt: BundleReceipt
    /// Of the chamber that gave it.
    public var name: String
    /// Certificates that were sent, of which the receipt says nothing.
    public var unmentioned: [String]
    public var isKnown: Bool
  }

  /// Writes the receipt for a bundle to a place outside the workspace; a receipt is answered with nothing.
  public func copyReceipt(to path: String) throws {
    guard case .bundle(let bundle) = self else { return }
    try DurableFile.write(try DurableFile.read(bundle.receiptPath, limit: SignedNote.maximumLength), to: path)
  }

  /// Everything was accepted.
  public var isGood: Bool {
    switch self {
    case .bundle(let bundle): bundle.receipt.refused.isEmpty
    case .receipt(let receipt): receipt.receipt.refused.isEmpty && receipt.unmentioned.isEmpty
    }
  }
}
