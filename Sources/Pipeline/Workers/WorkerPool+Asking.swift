// SPDX-License-Identifier: GPL-3.0-or-later
import Printing
import Workers

/// Asks a worker one thing.
extension WorkerPool {
  mutating func ask(_ kind: JobKind, _ payload: [UInt8] = []) throws -> WorkerOutcome {
    try outcome(of: WorkerJob(kind: kind.rawValue, payload: payload))
  }

  /// The template's constant part, with the back of the sheets where a run has backs; a template that no worker can use
  /// stops the run.
  mutating func frame(hasBacks: Bool = false) throws -> RunFrame {
    switch try ask(.frame, hasBacks ? [1] : []) {
    case .done(let bytes): return try RunFrame(packet: bytes)
    case .failed(let reason): throw RunError.template(reason)
    case .lost(let loss): throw WorkerError.notSetUp("the template's constant part: \(loss)")
    }
  }

  /// Contents of a run's banner sheets.
  mutating func banner(_ banner: RunBanner) throws -> [[UInt8]] {
    switch try ask(.banner, banner.packet) {
    case .done(let bytes):
      var packet = PacketReader(bytes)
      return try (0..<packet.count()).map { _ in try packet.field() }
    case .failed(let reason): throw WorkerError.notSetUp("the banner of run \(banner.code): \(reason)")
    case .lost(let loss): throw WorkerError.notSetUp("the banner of run \(banner.code): \(loss)")
    }
  }
}
