// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Testing
import Workers

/// Whole processes: the program Tests/Fakes/FaultyWorker stands beside the tests.
@Suite("Worker processes that fail")
struct WorkerFaultTests {
  static let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
    .appending(path: "FaultyWorker").path

  static func pool(_ count: Int = 2, setUp: String = "w", wall: Double = 60) throws -> WorkerPool {
    try WorkerPool(
      count: count, executable: program, arguments: ["echo"], setUp: Array(setUp.utf8),
      limits: WorkerLimits(memoryBytes: 2 << 30, cpuSeconds: 1, wallSeconds: wall))
  }

  static func outcomes(_ pool: inout WorkerPool, _ jobs: [WorkerJob]) throws -> [String] {
    var next = 0
    var told: [String] = []
    try pool.run(
      next: {
        guard next < jobs.count else { return nil }
        defer { next += 1 }
        return jobs[next]
      },
      deliver: { index, outcome in
        #expect(index == told.count)
        switch outcome {
        case .done(let bytes): told.append(String(decoding: bytes, as: UTF8.self))
        case .failed(let reason): told.append("failed \(reason)")
        case .lost(let loss): told.append("lost \(loss)")
        }
        return .next
      })
    return told
  }

  @Test("A crash, an exit and a failure cost one job each; the others are done, in order")
  func faults() throws {
    var pool = try Self.pool()
    let jobs = [1, 2, 1, 5, 1, 7, 1].enumerated().map { index, kind in
      WorkerJob(kind: UInt8(kind), payload: Array("\(index)".utf8))
    }
    let told = try Self.outcomes(&pool, jobs)
    #expect(
      told == [
        "w0", "lost its worker process crashed (signal 6)", "w2", "failed asked", "w4",
        "lost its worker process ended with exit code 9", "w6",
      ])
  }

  @Test("A hang and an endless loop are ended by their limits", arguments: [(3, 2.0), (4, 120.0)])
  func limits(kind: Int, wall: Double) throws {
    var pool = try Self.pool(wall: wall)
    let told = try Self.outcomes(
      &pool, [WorkerJob(kind: UInt8(kind), payload: []), WorkerJob(kind: 1, payload: [UInt8(ascii: "b")])])
    #expect(
      told == [
        kind == 3
          ? "lost its worker process was stopped after 2 s without an answer"
          : "lost its worker process was stopped after 1 s of computing", "wb",
      ])
  }

  @Test("Outcomes come in the order of the jobs, for any number of workers", arguments: [1, 2, 5])
  func order(count: Int) throws {
    var pool = try Self.pool(count)
    let jobs = (0..<500).map { WorkerJob(kind: 1, payload: Array("\($0)".utf8)) }
    #expect(try Self.outcomes(&pool, jobs) == (0..<500).map { "w\($0)" })
  }

  @Test("An outcome may ask for another job in its place")
  func again() throws {
    var pool = try Self.pool()
    var next = 0
    var told: [String] = []
    try pool.run(
      next: {
        defer { next += 1 }
        return next < 3 ? WorkerJob(kind: 1, payload: [UInt8(ascii: "a")]) : nil
      },
      deliver: { _, outcome in
        guard case .done(let bytes) = outcome else { return .next }
        let text = String(decoding: bytes, as: UTF8.self)
        if told.count == 1, text == "wa" { return .again(WorkerJob(kind: 1, payload: [UInt8(ascii: "b")])) }
        told.append(text)
        return .next
      })
    #expect(told == ["wa", "wb", "wa"])
  }

  @Test("A worker reaches no network, writes no file and signals nobody, but reads")
  func shutIn() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "certmill-\(UUID().uuidString)").path
    var pool = try Self.pool(1)
    #expect(try Self.outcomes(&pool, [WorkerJob(kind: 6, payload: Array(path.utf8))]) == ["\u{1}\u{1}\u{1}\u{1}"])
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test("A worker that cannot be set up says why, at once")
  func badSetUp() {
    #expect(throws: WorkerError.self) { _ = try Self.pool(1, setUp: "bad set-up") }
  }

  @Test("Messages larger than the socket's buffers pass both ways")
  func large() throws {
    var pool = try Self.pool()
    let payload = [UInt8](repeating: UInt8(ascii: "x"), count: 5 << 20)
    let told = try Self.outcomes(&pool, (0..<4).map { _ in WorkerJob(kind: 1, payload: payload) })
    #expect(told.map(\.utf8.count) == [Int](repeating: payload.count + 1, count: 4))
  }
}
