// SPDX-License-Identifier: GPL-3.0-or-later

/// Why a signed note, a checkpoint, a key or a proof is not to be trusted. Names no bytes of it.
public enum NoteError: Error, Equatable, CustomStringConvertible {
  /// Not of the form; `reason` says where.
  case malformed(thing: String, reason: String)
  /// More than 1 MB or more than 100 signatures.
  case tooLarge(thing: String, limit: Int, found: Int)
  /// None of the keys that the reader trusts has signed it.
  case notSigned(by: [String])
  /// A signature under the name and id of a trusted key is not that key's.
  case badSignature(name: String)
  /// Signed well, but for another log.
  case otherOrigin(expected: String, found: String)
  /// The path does not lead from the entry to the checkpoint's root.
  case notIncluded(index: Int, size: Int)
  /// The key could not sign.
  case cannotSign(reason: String)

  public var description: String {
    switch self {
    case .malformed(let thing, let reason): "cannot read the \(thing): \(reason)"
    case .tooLarge(let thing, let limit, let found):
      "cannot read the \(thing): at most \(limit) allowed, \(found) found"
    case .notSigned(let names): "not signed by \(names.joined(separator: " or "))"
    case .badSignature(let name): "the signature of \(name) does not fit the text"
    case .otherOrigin(let expected, let found): "the log of \(expected) expected, that of \(found) found"
    case .notIncluded(let index, let size):
      "the proof does not lead from this entry at index \(index) to the root of the tree of \(size) entries"
    case .cannotSign(let reason): "cannot sign: \(reason)"
    }
  }
}
