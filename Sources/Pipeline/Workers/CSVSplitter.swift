// SPDX-License-Identifier: GPL-3.0-or-later
import Submissions
public import Workers

/// Cuts a CSV file into its applications, in a process of its own that is started when the first one comes.
final class CSVSplitter {
  private let executable: String
  private let setUp: ReadingSetUp
  private var pool: WorkerPool?

  init(executable: String, maximumBytes: Int, dialect: CSVDialect) {
    self.executable = executable
    setUp = ReadingSetUp(maximumBytes: maximumBytes, dialect: dialect)
  }

  /// The applications; nil where that could not be done, so that the file is judged as one.
  func split(_ bytes: [UInt8]) throws -> [[UInt8]]? {
    if pool == nil {
      pool = try WorkerPool(count: 1, executable: executable, arguments: ["worker", "split"], setUp: setUp.bytes)
    }
    guard case .done(let answer)? = try pool?.outcome(of: WorkerJob(kind: 1, payload: bytes)) else { return nil }
    var packet = PacketReader(answer)
    return try? (0..<packet.count()).map { _ in try packet.field() }
  }
}

/// The process behind ``CSVSplitter``.
public struct SplitWorker: ~Copyable, WorkerProgram {
  private let setUp: ReadingSetUp

  public init(setUp: [UInt8]) throws {
    self.setUp = try ReadingSetUp(parsing: setUp)
  }

  public mutating func answer(to job: WorkerJob) throws -> [UInt8] {
    var packet = PacketWriter()
    let parts = CSVApplications(job.payload, limits: setUp.limits, dialect: setUp.dialect)
    packet.write(parts.count)
    for part in parts { packet.write(part) }
    return packet.bytes
  }
}
