// SPDX-License-Identifier: GPL-3.0-or-later

/// Keys that cannot be used or changed as asked.
public enum KeyDeskError: Error, Equatable, CustomStringConvertible {
  case noKey(day: String)
  case noEntry(String)
  case notServed(String)
  case past(String, today: String)
  case future(String, today: String)
  case beforeLast(String, last: String)
  case notKnown(issuer: String, trust: String)
  case refused(path: String, reason: String)
  case passphrase(path: String)
  case notNew(String)

  public var description: String {
    switch self {
    case .noKey(let day):
      "issuer's key: none is good on \(day): all are given up, compromised, or of a later day; "
        + "`certmill keys show` lists them, `certmill keys rotate issuer` makes a new one"
    case .noEntry(let trust):
      "\(trust): the chamber's own trust entry is missing; restore it from a backup or from a reader's copy"
    case .notServed(let address):
      "\(address): the host serves no key statement there; ask the chamber for its <issuer id>.json"
    case .past(let day, let today):
      "--from \(day): is past; expected \(today) or later: a key vouches for nothing dated before it was made"
    case .future(let day, let today):
      "--since \(day): is to come; expected \(today) or earlier"
    case .beforeLast(let day, let last):
      "--from \(day): a newer key is good from \(last) on already; expected that day or a later one"
    case .notKnown(let issuer, let trust):
      "\(trust): has no entry of \(issuer) to compare with; take the first one only after comparing its fingerprint"
    case .refused(let path, let reason):
      "\(path): is not taken: \(reason); nothing was changed. Ask the chamber by telephone and compare the fingerprints "
        + "of `certmill keys show`"
    case .passphrase(let path):
      "\(path): cannot use the pass phrase or PIN: expected 1 to 1,024 bytes on the first line"
    case .notNew(let uri):
      "\(uri): is a key of this chamber already; make a new pair of keys on the token"
    }
  }
}
