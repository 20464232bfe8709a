// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
public import Reconciliation

/// A reader's side of key statements: what was fetched from a chamber's host is compared with the entry at hand.
public enum StatementDesk {
  /// Reads a trust entry under any file name.
  public static func read(_ path: String) throws -> (entry: TrustEntry, bytes: [UInt8]) {
    let bytes = try DurableFile.read(path, limit: TrustEntry.longestFile)
    return (try TrustEntry(parsing: bytes, file: path, isNamed: false), bytes)
  }

  /// Puts a fetched entry in the place of the one in a trust folder, if the keys there vouch for it. Gives what is new.
  public static func accept(_ path: String, into trust: String) throws -> (issuer: String, news: [String]) {
    let (next, bytes) = try read(path)
    let place = "\(trust)/\(next.issuer).json"
    guard DurableFile.exists(place) else { throw KeyDeskError.notKnown(issuer: next.issuer, trust: trust) }
    let held = try TrustEntry(
      parsing: try DurableFile.read(place, limit: TrustEntry.longestFile), file: place)
    switch held.succession(to: next) {
    case .unchanged: return (next.issuer, [])
    case .refused(let reason): throw KeyDeskError.refused(path: path, reason: reason)
    case .accepted(let news):
      try DurableFile.write(bytes, to: place)
      return (next.issuer, news)
    }
  }
}
