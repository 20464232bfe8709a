// SPDX-License-Identifier: GPL-3.0-or-later
public import Ledger
public import Reconciliation

/// Why nothing could be sent to, or taken from, another chamber; nothing was entered.
public enum ExchangeError: Error, Equatable, CustomStringConvertible {
  case neither(path: String)
  case unreadable(path: String, reason: String)
  case own(path: String, issuer: String)
  case unknownIssuer(path: String, issuer: String, asset: String)
  case bundle(path: String, BundleFault, kept: String)
  case receipt(path: String, reason: String)
  case signature(path: String, reader: String, NoteError)
  case signer(path: String, reader: String, fault: String)
  case foreignReceipt(path: String, reader: String)
  case forkSeen(path: String, reader: String, size: Int)
  case destination(String)
  case notForThere(String, destination: String)
  case notInForce(String)
  case unknownSubject(String)
  case nothingToSend(String)
  case nothingPublished(String)
  case since(Int, size: Int)
  case tooMuch(bytes: Int, limit: Int)

  /// It is not what it poses as: exit code 2.
  public var isRefusal: Bool {
    switch self {
    case .bundle, .signature, .signer, .foreignReceipt, .forkSeen: true
    default: false
    }
  }

  /// It could not be read at all: exit code 3.
  public var isUnreadable: Bool {
    switch self {
    case .neither, .unreadable, .receipt: true
    default: false
    }
  }

  public var description: String {
    switch self {
    case .neither(let path): "\(path): expected a bundle (ZIP) or a receipt (signed note); found neither"
    case .unreadable(let path, let reason): "\(path): cannot read the bundle: \(reason)"
    case .own(let path, let issuer): "\(path): was made by this very workspace, \(issuer); send it to the partner"
    case .unknownIssuer(let path, let issuer, let asset):
      "\(path): is of \(issuer), of whom you have no trust entry; the one inside the \(asset) proves nothing: get "
        + "\(issuer).json from them another way, compare its key by telephone, and `certmill trust add \(issuer).json`"
    case .bundle(let path, let fault, let kept):
      "\(path): nothing is accepted: \(fault); it is kept as \(kept)"
    case .receipt(let path, let reason): "\(path): cannot read the receipt: \(reason)"
    case .signature(let path, let reader, let error):
      "\(path): is not signed with a ledger key that you trust for \(reader): \(error)"
    case .signer(let path, let reader, let fault):
      "\(path): is signed with a ledger key of \(reader) that does not count for it: \(fault)"
    case .foreignReceipt(let path, let reader):
      "\(path): \(reader) speaks of a bundle that this workspace did not make: it was changed on the way, or is another "
        + "chamber's; send yours again"
    case .forkSeen(let path, let reader, let size):
      "\(path): \(reader) has seen other entries under this ledger's key than the first \(size) of this ledger: it was "
        + "restored from a backup, or somebody else holds its key; keep the receipt and find out before you issue more"
    case .destination(let text):
      "--to \(text): expected a country (two capital letters) or the id of a chamber in the trust folder"
    case .notForThere(let number, let destination): "\(number): is not for \(destination); nothing was exported"
    case .notInForce(let number): "\(number): was voided, revoked or replaced; nothing was exported"
    case .unknownSubject(let text):
      "\(text): no certificate or batch of the published ledger; see `certmill status` and the batches' reports"
    case .nothingToSend(let destination):
      "nothing to export: no certificate for \(destination) is in force that was not confirmed already; "
        + "name numbers or batches to send them again"
    case .nothingPublished(let path): "\(path): no certificate is published yet; give `certmill run` first"
    case .since(let size, let all): "--since \(size): expected 1 to \(all), the entries of the published ledger"
    case .tooMuch(let bytes, let limit):
      "the bundle would have \(bytes) bytes, at most \(limit) are taken; export batch by batch"
    }
  }
}
