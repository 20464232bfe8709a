// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import Submissions
public import Workers

/// The process behind ``ConvertDesk``: it parses bytes from outside and has nothing to lose.
public struct ConvertWorker: ~Copyable, WorkerProgram {
  private let setUp: ReadingSetUp

  public init(setUp: [UInt8]) throws {
    self.setUp = try ReadingSetUp(parsing: setUp)
  }

  /// The applications of a file, one packet each.
  public mutating func answer(to job: WorkerJob) throws -> [UInt8] {
    let kind = SubmissionKind(sniffing: job.payload)
    let (limits, dialect) = (setUp.limits, setUp.dialect)
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
