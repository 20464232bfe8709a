// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import FoundationNetworking
import Ledger
import Logging
import Signing
import Synchronization
import Testing

@testable import WitnessService

/// Over the loopback interface, on a port that the system gives.
@Suite("A witness on the network", .serialized, .timeLimit(.minutes(1)))
struct WitnessServerTests {
  static let time = 1_790_000_000

  struct Answer {
    var status: Int
    var type: String?
    var body: String
  }

  /// A witness that serves while `body` runs.
  static func serving(
    watching logs: [VerifierKey], limits: WitnessServer.Limits = .init(), _ body: (URL, String) async throws -> Void
  ) async throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "certmill-witness-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let signer = try NoteSigner(
      name: "w.example/1", algorithm: .cosignature, key: SigningKey(seed: [UInt8](repeating: 5, count: 32)))
    try watch(logs, folder, signer)
    let server = try WitnessServer(
      folder: folder, signer: signer, holder: "test", address: .init(host: "127.0.0.1", port: 0), limits: limits,
      now: { time }, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    let (ports, port) = AsyncStream.makeStream(of: Int.self)
    let task = Task { try await server.run { port.yield($0) } }
    defer { task.cancel() }
    let number = try #require(await ports.first { _ in true })
    try await body(try #require(URL(string: "http://127.0.0.1:\(number)/add-checkpoint")), folder)
    task.cancel()
    _ = await task.result
  }

  private static func watch(_ logs: [VerifierKey], _ folder: String, _ signer: NoteSigner) throws {
    var witness = try Witness(opening: folder, signer: signer, holder: "test")
    for log in logs { _ = try witness.watch(log) }
  }

  static func post(_ bytes: [UInt8], to url: URL, method: String = "POST") async throws -> Answer {
    var request = URLRequest(url: url, timeoutInterval: 20)
    request.httpMethod = method
    if method == "POST" { request.httpBody = Data(bytes) }
    let (data, response) = try await URLSession.shared.data(for: request)
    let http = try #require(response as? HTTPURLResponse)
    return Answer(
      status: http.statusCode, type: http.value(forHTTPHeaderField: "Content-Type"),
      body: String(decoding: data, as: UTF8.self))
  }

  @Test("add-checkpoint answers with the codes, types and bodies of tlog-witness")
  func codes() async throws {
    let log = try TinyLog()
    try await Self.serving(watching: [log.signer.verifier]) { url, folder in
      let first = try await Self.post(log.request(from: 0, to: 1).bytes, to: url)
      #expect(first.status == 200)
      let line = Array(first.body.utf8)
      let verifier = try VerifierKey(vkey: "w.example/1" + Self.vkeyTail)
      let cosignature = try log.note(1).cosignature(in: line, of: verifier)
      #expect(cosignature.line == first.body, "one line and nothing else")
      #expect(Cosignature(cosignature)?.time == Self.time)

      let conflict = try await Self.post(log.request(from: 0, to: 2).bytes, to: url)
      #expect(conflict.status == 409 && conflict.type == "text/x.tlog.size" && conflict.body == "1\n")
      #expect(try await Self.post(log.request(from: 1, to: 2).bytes, to: url).status == 200)

      let fork = try await Self.post(log.request(from: 2, to: 2, isForked: true).bytes, to: url)
      #expect(fork.status == 409 && fork.type == "text/x.tlog.size" && fork.body == "2\n")
      let other = CheckpointRequest(oldSize: 2, path: [], note: try log.note(3))
      #expect(try await Self.post(other.bytes, to: url).status == 422)
      let beyond = CheckpointRequest(oldSize: 4, path: [], note: try log.note(3))
      #expect(try await Self.post(beyond.bytes, to: url).status == 400)
      let stranger = try TinyLog(origin: "stranger.example/ledger")
      #expect(try await Self.post(stranger.request(from: 0, to: 1).bytes, to: url).status == 404)
      let impostor = try TinyLog(seed: 8)
      #expect(try await Self.post(impostor.request(from: 0, to: 1).bytes, to: url).status == 403)
      #expect(try await Self.post(Array("old 2\n".utf8), to: url).status == 400)
      #expect(try await Self.post([], to: url).status == 400)
      #expect(try await Self.post([], to: url, method: "GET").status == 404)

      let latest = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix("latest") }
      let kept = try Data(contentsOf: URL(filePath: folder + "/" + latest[0]))
      #expect(Array(kept) == (try log.note(2).bytes), "refusals change nothing")
      let evidence = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix("/offered") }
      #expect(evidence.count == 2)
    }
  }

  private static var vkeyTail: String {
    get throws {
      let key = try VerifierKey(
        name: "w.example/1", algorithm: .cosignature,
        key: SigningKey(seed: [UInt8](repeating: 5, count: 32)).publicKey)
      return String(key.description.dropFirst("w.example/1".count))
    }
  }

  @Test("Of requests at the same moment for two histories only one history is cosigned")
  func race() async throws {
    let log = try TinyLog()
    try await Self.serving(watching: [log.signer.verifier]) { url, _ in
      let answers = try await withThrowingTaskGroup(of: (Bool, Int).self) { group in
        for number in 0..<12 {
          let isForked = number % 2 == 1
          let body = try log.request(from: 0, to: 2, isForked: isForked).bytes
          group.addTask { (isForked, try await Self.post(body, to: url).status) }
        }
        return try await group.reduce(into: [(Bool, Int)]()) { $0.append($1) }
      }
      let cosigned = answers.filter { $0.1 == 200 }
      #expect(cosigned.count == 1, "the second of the same history starts elsewhere")
      #expect(answers.allSatisfy { $0.1 == 200 || $0.1 == 409 })
    }
  }

  @Test("A body over the limit, of lines of a megabyte, or one that trickles costs its sender the answer")
  func limits() async throws {
    let log = try TinyLog()
    var limits = WitnessServer.Limits()
    limits.bodySeconds = 1
    try await Self.serving(watching: [log.signer.verifier], limits: limits) { url, _ in
      let long = [UInt8](repeating: 65, count: CheckpointRequest.maximumLength + 1)
      #expect(try await Self.post(long, to: url).status == 400)
      #expect(try await Self.post(Array("old ".utf8) + long.prefix(1_000_000), to: url).status == 400)
      let port = UInt16(try #require(url.port))
      let start = ContinuousClock.now
      let answer = try TrickleClient.ask(
        port: port, head: "POST /add-checkpoint HTTP/1.1\r\nHost: w\r\nContent-Length: 300\r\n\r\nold 1", seconds: 8)
      #expect(answer.hasPrefix("HTTP/1.1 408"))
      #expect(ContinuousClock.now - start < .seconds(6))
      // It is still there for others.
      #expect(try await Self.post(log.request(from: 0, to: 1).bytes, to: url).status == 200)
    }
  }
}
