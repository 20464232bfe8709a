// SPDX-License-Identifier: GPL-3.0-or-later
import Dispatch
import Foundation
import Glibc
import Ledger
import Synchronization
import Testing

/// The served witness, asked byte by byte over the loopback interface.
@Suite("A witness on the network", .serialized, .timeLimit(.minutes(5)))
struct WitnessServeTests {
  /// A witness of `log` that serves while `body` runs, its port and its key.
  static func serving(
    _ log: TinyLog, _ options: String..., body: (URL, Int, VerifierKey) throws -> Void
  ) throws {
    try CommandTests.inTemporaryFolder { folder in
      let made = try CommandTests.certmill("witness", "init", "w", "--name", "w.example/1", in: folder)
      let key = try VerifierKey(vkey: String(made.out.dropLast()))
      #expect(try CommandTests.certmill("witness", "watch", "w", log.signer.verifier.description, in: folder).code == 0)
      let port = try WitnessCommandTests.freePort()
      let server = try WitnessCommandTests.serve(in: folder, port: port, options)
      defer {
        kill(server.processIdentifier, SIGTERM)
        server.waitUntilExit()
      }
      try body(folder, port, key)
    }
  }

  @Test("add-checkpoint answers with the codes, types and bodies of tlog-witness")
  func codes() throws {
    let log = try TinyLog()
    try Self.serving(log) { folder, port, key in
      func post(_ request: CheckpointRequest) throws -> LoopbackClient.Answer {
        try LoopbackClient.post(request.bytes, port: port)
      }
      let first = try post(log.request(from: 0, to: 1))
      #expect(first.status == 200)
      let cosignature = try log.note(1).cosignature(in: Array(first.body.utf8), of: key)
      #expect(cosignature.line == first.body, "one line and nothing else")
      let age = time(nil) - (Cosignature(cosignature)?.time ?? 0)
      #expect((0..<300).contains(age))

      let conflict = try post(log.request(from: 0, to: 2))
      #expect(conflict.status == 409 && conflict.body == "1\n")
      #expect(conflict.head.contains("content-type: text/x.tlog.size\r\n"))
      #expect(try post(log.request(from: 1, to: 2)).status == 200)

      let fork = try post(log.request(from: 2, to: 2, isForked: true))
      #expect(fork.status == 409 && fork.body == "2\n")
      #expect(try post(CheckpointRequest(oldSize: 2, path: [], note: log.note(3))).status == 422)
      #expect(try post(CheckpointRequest(oldSize: 4, path: [], note: log.note(3))).status == 400)
      #expect(try post(TinyLog(origin: "stranger.example/ledger").request(from: 0, to: 1)).status == 404)
      #expect(try post(TinyLog(seed: 8).request(from: 0, to: 1)).status == 403)
      #expect(try LoopbackClient.post(Array("old 2\n".utf8), port: port).status == 400)
      #expect(try LoopbackClient.post([], port: port).status == 400)
      #expect(try LoopbackClient.post([], port: port, method: "GET").status == 404)

      let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
      let latest = try #require(paths.first { $0.hasSuffix("/latest") })
      let kept = try Data(contentsOf: folder.appending(path: latest))
      #expect(Array(kept) == (try log.note(2).bytes), "refusals change nothing")
      #expect(paths.count { $0.hasSuffix("/offered") } == 2)
    }
  }

  @Test("Of requests at the same moment for two histories only one history is cosigned")
  func race() throws {
    let log = try TinyLog()
    try Self.serving(log) { _, port, _ in
      let bodies = try (0..<12).map { number in try log.request(from: 0, to: 2, isForked: number % 2 == 1).bytes }
      let statuses = Mutex<[Int]>([])
      let group = DispatchGroup()
      for body in bodies {
        group.enter()
        Thread.detachNewThread {
          let status = (try? LoopbackClient.post(body, port: port).status) ?? 0
          statuses.withLock { $0.append(status) }
          group.leave()
        }
      }
      #expect(group.wait(timeout: .now() + 60) == .success)
      #expect(statuses.withLock { $0.sorted() } == [200] + [Int](repeating: 409, count: 11))
    }
  }

  @Test("A body over the limit, of lines of a megabyte, or one that trickles costs its sender the answer")
  func limits() throws {
    let log = try TinyLog()
    try Self.serving(log, "--patience", "1") { _, port, _ in
      let long = [UInt8](repeating: 65, count: 1_000_000)
      #expect(try LoopbackClient.post(Array("old ".utf8) + long, port: port).status == 400)
      #expect(try LoopbackClient.post(Array("old 0\n\n".utf8) + long + [10, 10] + long, port: port).status == 400)
      let answer = try LoopbackClient.trickle(
        "POST /add-checkpoint HTTP/1.1\r\nHost: w\r\nContent-Length: 300\r\n\r\nold 1", port: port, seconds: 30)
      #expect(answer.status == 408)
      // It is still there for others.
      #expect(try LoopbackClient.post(log.request(from: 0, to: 1).bytes, port: port).status == 200)
    }
  }
}
