// SPDX-License-Identifier: GPL-3.0-or-later
import Submissions

/// What a worker has to know that reads applications and does nothing else with them: `worker split`, `worker convert`.
struct ReadingSetUp {
  /// Larger applications are refused unread, bytes.
  var maximumBytes: Int
  var dialect: CSVDialect

  init(maximumBytes: Int, dialect: CSVDialect) {
    self.maximumBytes = maximumBytes
    self.dialect = dialect
  }

  var limits: SubmissionLimits { SubmissionLimits(bytes: maximumBytes) }

  var bytes: [UInt8] {
    var packet = PacketWriter()
    packet.write(maximumBytes)
    dialect.write(to: &packet)
    return packet.bytes
  }

  init(parsing bytes: [UInt8]) throws {
    var packet = PacketReader(bytes)
    maximumBytes = try packet.integer()
    dialect = try CSVDialect(from: &packet)
  }
}
