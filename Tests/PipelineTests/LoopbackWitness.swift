// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Foundation
import Glibc
import Ledger
import Signing
import Synchronization

/// A witness of the tests on 127.0.0.1, on a port that the system gives: honest, or as bad as a test wants.
final class LoopbackWitness: Sendable {
  /// What it does with a request.
  enum Manner: Sendable {
    case honest
    /// Honest for so many requests, then silent.
    case tiring(after: Int)
    /// Takes the request and never says a word.
    case silent
    /// Closes the connection at once.
    case rude
    /// Streams bytes as long as anybody reads.
    case endless
    /// The same answer to everything.
    case says(status: Int, type: String, body: String)
    /// Sends its client to another address.
    case redirects(to: String)
  }

  /// What its clock says, Unix seconds.
  let time: Mutex<Int>
  let folder: String
  let verifier: VerifierKey
  private let signer: NoteSigner
  private let manner: Mutex<Manner>
  private let listener: Int32
  private let port: UInt16
  private let isOpen = Atomic(true)
  private let count = Atomic(0)

  var requests: Int { count.load(ordering: .sequentiallyConsistent) }
  var url: String { "http://127.0.0.1:\(port)/w" }

  struct Failure: Error {}

  init(
    _ name: String, seed: UInt8, watching log: VerifierKey, _ manner: Manner = .honest, time: Int = 1_790_000_000
  ) throws {
    self.time = Mutex(time)
    folder = FileManager.default.temporaryDirectory.appending(path: "certmill-loopback-\(UUID().uuidString)").path
    try DurableFile.makeFolder(folder)
    signer = try NoteSigner(
      name: name, algorithm: .cosignature, key: SigningKey(seed: [UInt8](repeating: seed, count: 32)))
    verifier = signer.verifier
    self.manner = Mutex(manner)
    (listener, port) = try Self.listen()
    var witness = try Self.open(folder, signer)
    _ = try witness.watch(log)
    Thread.detachNewThread { [listener, weak self] in
      while case let connection = accept(listener, nil, nil), connection >= 0 {
        Thread.detachNewThread { [weak self] in
          defer { close(connection) }
          self?.serve(connection)
        }
      }
    }
  }

  func become(_ manner: Manner) { self.manner.withLock { $0 = manner } }

  /// Stops listening: who asks is refused.
  func stop() {
    guard isOpen.exchange(false, ordering: .sequentiallyConsistent) else { return }
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
  }

  deinit {
    stop()
    try? FileManager.default.removeItem(atPath: folder)
  }

  private static func listen() throws -> (Int32, UInt16) {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, length) == 0 && Glibc.listen(descriptor, 16) == 0
          && getsockname(descriptor, $0, &length) == 0
      }
    }
    guard descriptor >= 0, isBound else { throw Failure() }
    return (descriptor, UInt16(bigEndian: address.sin_port))
  }

  // MARK: - One request

  private func serve(_ connection: Int32) {
    guard let (path, body) = Self.request(connection) else { return }
    let number = count.add(1, ordering: .sequentiallyConsistent).newValue
    var manner = manner.withLock { $0 }
    if case .tiring(let limit) = manner { manner = number > limit ? .silent : .honest }
    switch manner {
    case .tiring: return
    case .rude: return
    case .silent:
      // Until the client hangs up, 60 s at most.
      var byte: UInt8 = 0
      var limit = timeval(tv_sec: 60, tv_usec: 0)
      setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
      _ = recv(connection, &byte, 1, 0)
    case .endless:
      var left = 1 << 16
      Self.send("HTTP/1.1 200 OK\r\n\r\n", to: connection)
      while left > 0, Self.send(String(repeating: "A", count: 4096), to: connection) { left -= 1 }
    case .redirects(let address):
      Self.send("HTTP/1.1 307 Moved\r\nLocation: \(address)\r\nContent-Length: 0\r\n\r\n", to: connection)
    case .says(let status, let type, let text): Self.answer(status, type, text, to: connection)
    case .honest: honest(path, body, to: connection)
    }
  }

  private func honest(_ path: String, _ body: [UInt8], to connection: Int32) {
    guard path == "/w/add-checkpoint", let request = try? CheckpointRequest(parsing: body),
      let answer = try? judge(request)
    else { return Self.answer(500, "text/plain", "", to: connection) }
    switch answer {
    case .cosigned(let cosignature): Self.answer(200, "text/plain", cosignature.line, to: connection)
    case .elsewhere(let size), .forked(let size, _):
      Self.answer(answer.status, "text/x.tlog.size", "\(size)\n", to: connection)
    default: Self.answer(answer.status, "text/plain", "", to: connection)
    }
  }

  private func judge(_ request: CheckpointRequest) throws -> WitnessAnswer {
    var witness = try Self.open(folder, signer)
    return try witness.answer(request, time: time.withLock { $0 })
  }

  /// Another test may start a process just now, which has all descriptors, locks among them, until its exec.
  private static func open(_ folder: String, _ signer: NoteSigner) throws -> Witness {
    for _ in 0..<200 {
      if let witness = try? Witness(opening: folder, signer: signer, holder: "test") { return witness }
      usleep(10_000)
    }
    return try Witness(opening: folder, signer: signer, holder: "test")
  }

  private static func answer(_ status: Int, _ type: String, _ text: String, to connection: Int32) {
    send(
      "HTTP/1.1 \(status) x\r\nContent-Type: \(type)\r\nContent-Length: \(text.utf8.count)\r\n"
        + "Connection: close\r\n\r\n\(text)", to: connection)
  }

  @discardableResult
  private static func send(_ text: String, to connection: Int32) -> Bool {
    Glibc.send(connection, text, text.utf8.count, Int32(MSG_NOSIGNAL)) == text.utf8.count
  }

  /// Path and body of a request with a Content-Length.
  private static func request(_ connection: Int32) -> (String, [UInt8])? {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = recv(connection, &buffer, buffer.count, 0), count > 0 {
      bytes += buffer[..<count]
      let text = String(decoding: bytes, as: UTF8.self)
      guard let end = text.range(of: "\r\n\r\n"),
        let match = text.firstMatch(of: /(?i)content-length: (\d+)/), let length = Int(match.1)
      else { continue }
      let head = text[..<end.upperBound].utf8.count
      guard bytes.count >= head + length else { continue }
      return (text.split(separator: " ").dropFirst().first.map(String.init) ?? "", Array(bytes[head...]))
    }
    return nil
  }
}
