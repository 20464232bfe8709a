// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import Submissions
public import Workers

/// The process behind ``ConvertDesk``: it parses bytes from outside and has nothing to lose.
public struct ConvertWorker: ~Copyable, WorkerProgram {
  private let limits: SubmissionLimits
  private let dialect: CSVDialect

  public init(setUp: [UInt8]) throws {
    var packet = PacketReader(setUp)
    let bytes = try packet.integer()
    let dialect = try CSVDialect(from: &packet)
    limits = SubmissionLimits(bytes: bytes)
    self.dialect = dialect
  }

  /// The applications of a file, one packet each.
  public mutating func answer(to job: WorkerJob) throws -> [UInt8] {
    let kind = SubmissionKind(sniffing: job.payload)
    var packet = PacketWriter()
    let parts =
      kind == .csv ? Array(CSVApplications(job.payload, limits: limits, dialect: dialect)) : [job.payload]
    packet.write(parts.count)
    for part in parts {
      let examination = read(part, kind: kind, limits: limits, dialect: dialect, traced: true)
      packet.write(Conversion(examination, kind: kind).packet.canonicalBytes)
    }
    return packet.bytes
  }
}
