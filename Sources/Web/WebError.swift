// SPDX-License-Identifier: GPL-3.0-or-later

/// Why something could not be fetched.
public struct WebError: Error, Equatable, CustomStringConvertible {
  public enum Cause: Equatable, Sendable {
    /// A broken connection, a certificate that does not fit; libcurl's own words.
    case failed(reason: String)
    /// Nobody is at that address, or no name server knows the host.
    case unreachable
    /// It took longer than it may.
    case timedOut
    /// The server answered with neither the file (200) nor that there is none (404, 410).
    case status(Int)
    /// More bytes than the caller allows.
    case tooLarge(limit: Int)
  }

  public let address: String
  public let cause: Cause

  /// Without the address.
  public var reason: String {
    switch cause {
    case .failed(let reason): reason
    case .unreachable: "cannot be reached"
    case .timedOut: "no answer in time"
    case .status(let status): "status 200 expected, \(status) found"
    case .tooLarge(let limit): "larger than \(limit) bytes"
    }
  }

  public var description: String { "\(address): cannot fetch: \(reason)" }
}
