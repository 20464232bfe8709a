// SPDX-License-Identifier: GPL-3.0-or-later
import Printing
import Validation
public import Workers

/// The part of the print room that draws pages and reads them back, in a process of its own.
public struct PrintWorker: ~Copyable, WorkerProgram {
  private var press: Press

  public init(setUp bytes: [UInt8]) throws {
    var packet = PacketReader(bytes)
    let setUp = try PressSetUp(from: &packet)
    press = try Press(setUp, codeLists: CodeLists(paths: packet.pairs()))
  }

  public mutating func answer(to job: WorkerJob) throws -> [UInt8] {
    switch JobKind(rawValue: job.kind) {
    case .frame: return try press.frame(hasBacks: job.payload == [1]).packet
    case .stamp: return try press.stamp(StampJob(parsing: job.payload)).bytes
    case .banner: return try press.banner(RunBanner(packet: job.payload))
    case .examine, .examineOrdered, .picture, .letter, nil: throw PacketReader.Fault.broken
    }
  }
}
