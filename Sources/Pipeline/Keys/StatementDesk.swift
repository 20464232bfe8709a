// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
public import Reconciliation
import Web

/// A reader's side of key statements: what was fetched from a chamber's host is compared with the entry at hand.
public enum StatementDesk {
  /// Where a chamber's host serves its trust entry (RFC 8615), and where the published folder has it.
  static let wellKnown = ".well-known/certmill.json"

  static func isAddress(_ place: String) -> Bool { WebLedger.isAddress(place) }

  /// Reads a trust entry: a file of any name, or the address (http, https) of a chamber's host.
  public static func read(_ place: String) throws -> (entry: TrustEntry, bytes: [UInt8]) {
    guard isAddress(place) else {
      let bytes = try DurableFile.read(place, limit: TrustEntry.longestFile)
      return (try TrustEntry(parsing: bytes, file: place, isNamed: false), bytes)
    }
    let address = place + (place.hasSuffix(wellKnown) ? "" : (place.hasSuffix("/") ? "" : "/") + wellKnown)
    var client = try WebClient()
    guard let bytes = try client.get(address, limit: TrustEntry.longestFile) else {
      throw KeyDeskError.notServed(address)
    }
    return (try TrustEntry(parsing: bytes, file: address, isNamed: false), bytes)
  }

  /// Puts a newer entry in the place of the one in a trust folder, if the keys there vouch for it. Gives what is new.
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
