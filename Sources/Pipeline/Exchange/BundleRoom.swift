// SPDX-License-Identifier: GPL-3.0-or-later
import Reconciliation
import Signing
import Workers

/// Has a bundle read by worker processes, piece by piece, so that one bad certificate does not stop the others.
struct BundleRoom {
  /// Pages of the longest PDF that is looked at.
  private static let mostPages = 1_000

  let executable: String
  let jobs: Int

  /// The bundle's files; `path` stands in messages.
  func unpack(_ bytes: [UInt8], path: String) throws -> BundleReading {
    var result: BundleReading?
    try run(1) { _ in
      WorkerJob(kind: ExchangeWorker.Kind.unpack.rawValue, payload: bytes)
    } deliver: { outcome in
      switch outcome {
      case .done(let answer): result = try? BundleReading(parsing: answer)
      case .failed(let reason): throw ExchangeError.unreadable(path: path, reason: reason)
      case .lost(let loss): throw ExchangeError.unreadable(path: path, reason: "\(loss), twice")
      }
    }
    guard let result, result.fault.isEmpty else {
      throw ExchangeError.unreadable(path: path, reason: result?.fault ?? "its worker process sent nonsense")
    }
    return result
  }

  /// A certificate of the bundle, or why it cannot be judged.
  enum Reading {
    case read(BundledCertificate)
    case unreadable(file: String, reason: String)
  }

  /// The bundle's certificates in their order, each by its number.
  func certificates(of bundle: BundleReading) throws -> [(number: String, reading: Reading)] {
    let files = bundle.files
    let numbers = Set((Array(files.keys) + bundle.refused.map(\.name)).compactMap(BundleNames.number(in:))).sorted()
    let whole = numbers.filter { number in BundleNames.files(of: number).allSatisfy { files[$0] != nil } }
    let places = Dictionary(uniqueKeysWithValues: whole.enumerated().map { ($1, $0) })
    func bytes(_ name: String) -> [UInt8] { files[name] ?? [] }
    var answers: [Result<[UInt8], Trouble>] = []
    // Two jobs a certificate, made as they are sent: a bundle is large.
    try run(2 * whole.count) { index in
      let number = whole[index / 2]
      guard index % 2 == 1 else {
        return WorkerJob(
          kind: ExchangeWorker.Kind.certificate.rawValue, payload: bytes(BundleNames.certificate(number)))
      }
      let (name, file) = (BundleNames.pdf(number), bytes(BundleNames.pdf(number)))
      let scan = ScanJob(name: name, source: .bytes(file), firstPage: 0, pages: Self.mostPages)
      return WorkerJob(kind: ExchangeWorker.Kind.scan.rawValue, payload: scan.bytes)
    } deliver: { outcome in
      switch outcome {
      case .done(let answer): answers.append(.success(answer))
      case .failed(let reason): answers.append(.failure(Trouble(reason: reason)))
      case .lost(let loss): answers.append(.failure(Trouble(reason: "\(loss), twice")))
      }
    }
    return numbers.map { number in
      guard let place = places[number] else {
        let missing = BundleNames.files(of: number).first { files[$0] == nil } ?? ""
        let reason = bundle.refused.first { $0.name == missing }?.reason ?? "it is missing"
        return (number, .unreadable(file: missing, reason: reason))
      }
      var file = BundleNames.certificate(number)
      do {
        let facts = try BundledCertificate.Facts(parsing: answers[2 * place].get())
        file = BundleNames.pdf(number)
        let scan = try FileScan(parsing: answers[2 * place + 1].get())
        if let fault = ([scan.fault] + scan.pages.map(\.fault)).first(where: { !$0.isEmpty }) {
          return (number, .unreadable(file: file, reason: fault))
        }
        return (
          number,
          .read(
            BundledCertificate(
              number: number, facts: facts, pdf: Digest(sha256: bytes(file)),
              codes: scan.pages.map { page in page.codes.map(\.text) },
              certify: bytes(BundleNames.proof(number, of: "certify")),
              stamp: bytes(BundleNames.proof(number, of: "stamp"))))
        )
      } catch {
        return (number, .unreadable(file: file, reason: "\(error)"))
      }
    }
  }

  /// What a worker said of a piece that it could not read.
  private struct Trouble: Error, CustomStringConvertible {
    var reason: String
    var description: String { reason }
  }

  /// Runs `count` jobs; `deliver` gets their outcomes in order.
  private func run(
    _ count: Int, job: (Int) -> WorkerJob, deliver: (WorkerOutcome) throws -> Void
  ) throws {
    guard count > 0 else { return }
    // A long PDF has up to a thousand pages.
    var pool = try WorkerPool(
      count: min(jobs, count), executable: executable, arguments: ["worker", "exchange"], setUp: [],
      limits: WorkerLimits(cpuSeconds: 300, wallSeconds: 900))
    var next = 0
    try pool.run(window: 2 * jobs) {
      guard next < count else { return nil }
      defer { next += 1 }
      return job(next)
    } deliver: { _, outcome in
      try deliver(outcome)
      return .next
    }
  }
}
