// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// A client on 127.0.0.1 that sends the beginning of a request, then a byte now and then.
enum TrickleClient {
  struct Failure: Error {}

  /// What the server says within `seconds`.
  static func ask(port: UInt16, head: String, seconds: Int) throws -> String {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { throw Failure() }
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let isConnected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    guard isConnected else { throw Failure() }
    var pause = timeval(tv_sec: 0, tv_usec: 200_000)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &pause, socklen_t(MemoryLayout<timeval>.size))
    send(descriptor, head, head.utf8.count, Int32(MSG_NOSIGNAL))
    var buffer = [UInt8](repeating: 0, count: 4096)
    for _ in 0..<(seconds * 5) {
      let count = recv(descriptor, &buffer, buffer.count, 0)
      if count > 0 { return String(decoding: buffer[..<count], as: UTF8.self) }
      guard count < 0, send(descriptor, "x", 1, Int32(MSG_NOSIGNAL)) == 1 else { break }
    }
    return ""
  }
}
