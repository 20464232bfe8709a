// SPDX-License-Identifier: GPL-3.0-or-later
import Submissions
public import Workers

/// Cuts a CSV file into its applications, in a process of its own that is started when the first one comes.
final class CSVSplitter {
  private let executable: String
  private var pool: WorkerPool?

  private let maximumBytes: Int
  private let dialect: CSVDialect

  init(executable: String, maximumBytes: Int, dialect: CSVDialect) {
    self.dialect = dialect
    self.executable = executable
    self.maximumBytes = maximumBytes
  }

  /// The applications; nil where that could not be done, so that the file is judged as one.
  func split(_ bytes: [UInt8]) throws -> [[UInt8]]? {
    if pool == nil {
      var setUp = PacketWriter()
      setUp.write(maximumBytes)
      dialect.write(to: &setUp)
      pool = try WorkerPool(count: 1, executable: executable, arguments: ["worker", "split"], setUp: setUp.bytes)
    }
    var parts: [[UInt8]]?
    var asked = false
    try pool?.run(
      next: {
        defer { asked = true }
        return asked ? nil : WorkerJob(kind: 1, payload: bytes)
      },
      deliver: { _, outcome in
        if case .done(let answer) = outcome {
          var packet = PacketReader(answer)
          parts = try? (0..<packet.count()).map { _ in try packet.field() }
        }
        return .next
      })
    return parts
  }
}

/// The process behind ``CSVSplitter``.
public struct SplitWorker: ~Copyable, WorkerProgram {
  private let limits: SubmissionLimits
  private let dialect: CSVDialect

  public init(setUp: [UInt8]) throws {
    var packet = PacketReader(setUp)
    let bytes = try packet.integer()
    let dialect = try CSVDialect(from: &packet)
    limits = SubmissionLimits(bytes: bytes)
    self.dialect = dialect
  }

  public mutating func answer(to job: WorkerJob) throws -> [UInt8] {
    var packet = PacketWriter()
    let parts = CSVApplications(job.payload, limits: limits, dialect: dialect)
    packet.write(parts.count)
    for part in parts { packet.write(part) }
    return packet.bytes
  }
}
