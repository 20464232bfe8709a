// SPDX-License-Identifier: GPL-3.0-or-later
import Ledger
import Synchronization
import Web

/// A published ledger on a web server, by the address of the folder.
final class WebLedger: LedgerSource {
  let name: String
  private let client: Mutex<WebClient>

  init(address: String) throws(WebError) {
    name = String(address.reversed().drop { $0 == "/" }.reversed())
    client = Mutex(try WebClient())
  }

  static func isAddress(_ text: String) -> Bool { text.hasPrefix("http://") || text.hasPrefix("https://") }

  func read(_ path: String, limit: Int) throws(LedgerError) -> [UInt8]? {
    let address = "\(name)/\(path)"
    let answer = client.withLock { client in
      Result { () throws(WebError) in try client.get(address, limit: limit) }
    }
    do throws(WebError) { return try answer.get() } catch {
      throw .unreachable(address: address, reason: error.reason)
    }
  }
}
