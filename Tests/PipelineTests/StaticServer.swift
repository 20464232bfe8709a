// SPDX-License-Identifier: GPL-3.0-or-later
import Dispatch
import Foundation
import Synchronization

/// A web server on 127.0.0.1 that gives out a folder, one request a connection; or answers as it is told to.
final class StaticServer: Sendable {
  enum Conduct: Sendable {
    case folder
    /// This status for everything.
    case status(Int)
    /// More bytes than any file of a ledger has.
    case flood
    /// Ends within the body.
    case tear
  }

  private let listener: Int32
  let port: Int
  private let asked = Mutex<[String]>([])
  private let ended = DispatchSemaphore(value: 0)
  /// Paths in the order in which they were asked for.
  var requests: [String] { asked.withLock { $0 } }

  init(_ folder: String, _ conduct: Conduct = .folder) throws {
    listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let listener = listener
    let isReady = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        bind(listener, pointer, length) == 0 && listen(listener, 16) == 0
          && getsockname(listener, pointer, &length) == 0
      }
    }
    guard isReady else { throw POSIXError(.EADDRNOTAVAIL) }
    port = Int(UInt16(bigEndian: address.sin_port))
    Thread.detachNewThread { [self] in
      while case let connection = accept(listener, nil, nil), connection >= 0 {
        answer(connection, folder, conduct)
        close(connection)
      }
      ended.signal()
    }
  }

  var address: String { "http://127.0.0.1:\(port)" }

  func stop() {
    shutdown(listener, Int32(SHUT_RDWR))
    // Only then may the descriptor's number go to another server: this one's thread would answer for it.
    ended.wait()
    close(listener)
  }

  private func answer(_ connection: Int32, _ folder: String, _ conduct: Conduct) {
    var request = [UInt8](repeating: 0, count: 4096)
    let count = recv(connection, &request, request.count, 0)
    let parts = String(decoding: request.prefix(max(0, count)), as: UTF8.self).split(separator: " ")
    guard parts.count > 1 else { return }
    let path = String(parts[1])
    asked.withLock { $0.append(path) }
    func send(_ status: Int, _ body: Data, length: Int? = nil) {
      let head = "HTTP/1.1 \(status) x\r\nContent-Length: \(length ?? body.count)\r\nConnection: close\r\n\r\n"
      let bytes = Array(head.utf8) + body
      var start = 0
      while start < bytes.count {
        let sent = bytes[start...].withUnsafeBytes {
          Glibc.send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        guard sent > 0 else { return }
        start += sent
      }
    }
    switch conduct {
    case .status(let status): send(status, Data())
    case .flood: send(200, Data(count: 40_000_000))
    case .tear: send(200, Data("co.".utf8), length: 100)
    case .folder:
      if let body = FileManager.default.contents(atPath: folder + path) { send(200, body) } else { send(404, Data()) }
    }
  }
}
