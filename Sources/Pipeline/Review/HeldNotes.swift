// SPDX-License-Identifier: GPL-3.0-or-later
import Decisions
import DurableFiles
import Trade

/// The officers' notes that lie beside a held form: one, or two where a grant needs two officers.
struct HeldNotes {
  /// Notes that count, in the order in which they were made.
  private(set) var good: [(decision: OfficerDecision, bytes: [UInt8])] = []
  /// Notes that decide nothing, and why.
  private(set) var faults: [(path: String, words: String)] = []
  /// Where the next note goes.
  let free: String
  private let needed: Int

  init(on held: HeldDocument, in workspace: Workspace, officers: [Officer], now: Timestamp) throws {
    needed = held.officers
    let folder = workspace.batch(held.batch)
    var free: String?
    for path in [folder.decision(on: held.doc), folder.secondDecision(on: held.doc)] {
      guard DurableFile.exists(path) else {
        free = free ?? path
        continue
      }
      let bytes = try DurableFile.read(path, limit: 1 << 20)
      switch OfficerNote.verify(bytes, on: held, officers: officers, clock: workspace.clock, now: now) {
      case .success(let decision):
        if good.contains(where: { $0.decision.officer == decision.officer }) {
          faults.append((path, "is by the same officer as the first"))
          free = free ?? path
        } else {
          good.append((decision, bytes))
        }
      case .failure(let error):
        faults.append((path, error.fault.words))
        free = free ?? path
      }
    }
    self.free = free ?? folder.secondDecision(on: held.doc)
  }

  /// One refusal refuses; a grant needs as many officers as the policy wants.
  var isFinal: Bool {
    good.contains { $0.decision.word == .refuse } || good.count >= needed
  }

  /// The notes, one after the other, as the ledger's entry hashes them.
  var bytes: [UInt8] { good.flatMap(\.bytes) }

  /// The officers who have granted, by name.
  var granted: [String] {
    good.filter { $0.decision.word == .grant }.map { String($0.decision.officer.dropFirst("officer:".count)) }
  }
}
