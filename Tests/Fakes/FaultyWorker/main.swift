// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Pipeline
import Workers

/// A document worker that crashes, hangs, eats memory or computes for ever on documents that say so.
struct FaultyDocumentWorker: ~Copyable, WorkerProgram {
  private var worker: DocumentWorker

  init(setUp: [UInt8]) throws {
    worker = try DocumentWorker(setUp: setUp)
  }

  mutating func answer(to job: WorkerJob) throws -> [UInt8] {
    let text = String(decoding: job.payload, as: UTF8.self)
    if text.contains("fake-crash") { abort() }
    if text.contains("fake-hang") { sleep(1000) }
    if text.contains("fake-loop") { while text.utf8.count > 0 {} }
    return try worker.answer(to: job)
  }
}

/// A scan worker that crashes on files whose names say so, or on one page of them: `crash-at-page-10.pdf`.
struct FaultyScanWorker: ~Copyable, WorkerProgram {
  private var worker: ScanWorker

  init(setUp: [UInt8]) throws {
    worker = try ScanWorker(setUp: setUp)
  }

  mutating func answer(to job: WorkerJob) throws -> [UInt8] {
    if String(decoding: job.payload, as: UTF8.self).contains("fake-crash") { abort() }
    // A scan job begins with the file's name, the first page and how many: each a number of eight bytes.
    func number(at offset: Int) -> Int { job.payload[offset..<(offset + 8)].reversed().reduce(0) { $0 << 8 | Int($1) } }
    let length = number(at: 0)
    let name = String(decoding: job.payload[8..<(8 + length)], as: UTF8.self)
    if let text = name.split(separator: "crash-at-page-").last?.prefix(while: \.isNumber),
      name.contains("crash-at-page-"), let page = Int(text)
    {
      let first = number(at: 8 + length)
      if (first..<(first + number(at: 16 + length))).contains(page - 1) { abort() }
    }
    return try worker.answer(to: job)
  }
}

/// An exchange worker that crashes on certificates that say so, not on the bundle that they come in.
struct FaultyExchangeWorker: ~Copyable, WorkerProgram {
  private var worker: ExchangeWorker

  init(setUp: [UInt8]) throws {
    worker = try ExchangeWorker(setUp: setUp)
  }

  mutating func answer(to job: WorkerJob) throws -> [UInt8] {
    if job.kind > 1, String(decoding: job.payload, as: UTF8.self).contains("fake-crash") { abort() }
    return try worker.answer(to: job)
  }
}

/// A template worker that crashes or hangs on templates that say so.
struct FaultyTemplateWorker: ~Copyable, WorkerProgram {
  private var worker: TemplateWorker

  init(setUp: [UInt8]) throws {
    worker = try TemplateWorker(setUp: setUp)
  }

  mutating func answer(to job: WorkerJob) throws -> [UInt8] {
    let text = String(decoding: job.payload, as: UTF8.self)
    if text.contains("fake-crash") { abort() }
    if text.contains("fake-loop") { while text.utf8.count > 0 {} }
    return try worker.answer(to: job)
  }
}

/// A plain worker for tests of the pool alone: the job's kind says what goes wrong.
struct EchoWorker: WorkerProgram {
  enum Trouble: Error { case asked }

  private let name: [UInt8]

  init(setUp: [UInt8]) throws {
    guard setUp != Array("bad set-up".utf8) else { throw Trouble.asked }
    name = setUp
  }

  mutating func answer(to job: WorkerJob) throws -> [UInt8] {
    switch job.kind {
    case 2: abort()
    case 3: sleep(1000)
    case 4: while getpid() > 0 {}
    case 5: throw Trouble.asked
    case 6:
      // What a worker that was taken over would try: each must be refused.
      let path = String(decoding: job.payload, as: UTF8.self)
      let network = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      let written = creat(path, 0o644)
      let read = open("/dev/null", O_RDONLY)
      return [network < 0 ? 1 : 0, written < 0 ? 1 : 0, kill(getppid(), 0) < 0 ? 1 : 0, read >= 0 ? 1 : 0]
    case 7: _exit(9)
    default: break
    }
    return name + job.payload
  }
}

switch CommandLine.arguments.dropFirst().joined(separator: " ") {
case "worker issuance": exit(FaultyDocumentWorker.serve())
case "worker exchange": exit(FaultyExchangeWorker.serve())
case "worker paper": exit(PaperWorker.serve())
case "worker print": exit(PrintWorker.serve())
case "worker split": exit(SplitWorker.serve())
case "worker verify": exit(FaultyScanWorker.serve())
case "worker template": exit(FaultyTemplateWorker.serve())
default: exit(EchoWorker.serve())
}
