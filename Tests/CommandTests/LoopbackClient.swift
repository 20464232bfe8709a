// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// A client on 127.0.0.1 that sends bytes as a test wants them sent.
enum LoopbackClient {
  struct Failure: Error {}

  struct Answer: Sendable {
    var status: Int
    /// In lower case.
    var head: String
    var body: String
  }

  static func post(_ body: [UInt8], port: Int, method: String = "POST") throws -> Answer {
    let head =
      "\(method) /add-checkpoint HTTP/1.1\r\nHost: w\r\nConnection: close\r\nContent-Length: \(body.count)\r\n\r\n"
    return try talk(port: port) { descriptor in
      let bytes = Array(head.utf8) + body
      var sent = 0
      while sent < bytes.count {
        let count = bytes[sent...].withUnsafeBytes { send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        // A server need not read all of what is too long.
        guard count > 0 else { break }
        sent += count
      }
      return try read(descriptor, seconds: 30)
    }
  }

  /// Sends the beginning of a request, then a byte five times a second for `seconds` at most.
  static func trickle(_ head: String, port: Int, seconds: Int) throws -> Answer {
    try talk(port: port) { descriptor in
      send(descriptor, head, head.utf8.count, Int32(MSG_NOSIGNAL))
      for _ in 0..<(seconds * 5) {
        var wish = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        if poll(&wish, 1, 200) > 0 { return try read(descriptor, seconds: 5) }
        guard send(descriptor, "x", 1, Int32(MSG_NOSIGNAL)) == 1 else { break }
      }
      throw Failure()
    }
  }

  private static func talk(port: Int, _ body: (Int32) throws -> Answer) throws -> Answer {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard descriptor >= 0 else { throw Failure() }
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let isConnected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    guard isConnected else { throw Failure() }
    return try body(descriptor)
  }

  /// One answer with a Content-Length.
  private static func read(_ descriptor: Int32, seconds: Int) throws -> Answer {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    var wish = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    while poll(&wish, 1, Int32(seconds * 1000)) > 0 {
      let count = recv(descriptor, &buffer, buffer.count, 0)
      if count > 0 { bytes += buffer[..<count] }
      let text = String(decoding: bytes, as: UTF8.self)
      if let end = text.firstRange(of: "\r\n\r\n") {
        let head = text[..<end.lowerBound].lowercased()
        let length = head.firstMatch(of: /content-length: (\d+)/).flatMap { Int($0.1) } ?? 0
        let body = text[end.upperBound...]
        if body.utf8.count >= length, let status = text.firstMatch(of: /^HTTP\/1.1 (\d+)/).flatMap({ Int($0.1) }) {
          return Answer(status: status, head: head, body: String(body))
        }
      }
      if count <= 0 { break }
    }
    throw Failure()
  }
}
