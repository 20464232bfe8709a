// SPDX-License-Identifier: GPL-3.0-or-later

/// Why a witness does not serve.
public enum WitnessServerError: Error, CustomStringConvertible {
  case cannotServe(WitnessServer.Address, reason: String)

  public var description: String {
    switch self {
    case .cannotServe(let address, let reason):
      "\(address.host):\(address.port): cannot serve: \(reason)"
    }
  }
}
