// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import Certificates
import DurableFiles
import Signing

/// How the one input of a replacement or a duplicate gets into its batch.
extension IssuanceRun {
  /// The same command after a kill gives the same input: signatures of Ed25519 do not vary.
  func takeIn(
    _ order: OfficerOrder, of request: RunRequest, into store: ByteStore, _ state: State, split: CSVSplitter,
    maximumBytes: Int
  ) throws -> (inputs: [BatchInput], fingerprint: Digest) {
    guard let old = try state.certificate(order.number) else { throw DeskError.unknownNumber(order.number) }
    guard !old.isPurged else { throw DeskError.purged(order.number) }
    var input: BatchInput
    if order.kind == .duplicate {
      let list = try InputList(reading: workspace.batch(old.batch).inputs, batch: old.batch)
      guard list.items.indices.contains(old.input) else {
        throw RunError.brokenConfiguration(batch: old.batch, key: "inputs.jsonl")
      }
      let first = list.items[old.input]
      input = BatchInput(name: first.name, digest: first.digest, size: first.size, origin: .received(remove: nil))
    } else {
      let files = try InputFiles(request.inputs, inbox: workspace.inbox).files
      var intake = Intake(store: store, maximumBytes: maximumBytes)
      try intake.take(files, split: { try split.split($0) }, each: {})
      let path = request.inputs.first ?? ""
      guard intake.inputs.count == 1 else {
        throw AfterIssueError.severalApplications(path: path, count: intake.inputs.count)
      }
      input = intake.inputs[0]
      if case .unreadable(let reason) = input.origin { throw RunError.noInput(path: path, reason: reason) }
      // A file that was named is left alone, be it in the inbox.
      input.origin = .received(remove: nil)
    }
    input.order = try store.put(order.note)
    return ([input], Digest(sha256: input.json.canonicalBytes + [10]))
  }

  /// Nothing takes the place of a certificate that is not in force.
  func requireInForce(_ order: OfficerOrder, _ state: State) throws {
    guard let old = try state.certificate(order.number) else { throw DeskError.unknownNumber(order.number) }
    guard old.status == "proofed" else { throw DeskError.notInForce(order.number, status: old.status) }
  }
}

extension IssuanceBatch {
  /// The officer's order that an input carries.
  func order(of input: BatchInput) throws -> OfficerOrder? {
    guard let digest = input.order else { return nil }
    guard let order = OfficerOrder(note: try workspace.store.get(digest)) else {
      throw AfterIssueError.brokenOrder(batch: id)
    }
    return order
  }

  /// What the worker has to know of an order: what the new certificate says of the old one.
  func predecessors(of order: OfficerOrder) throws -> Predecessors {
    let original = try original(of: order)
    return try recorder.state.predecessors(
      replaces: order.kind == .replace ? order.number : original?.replaces,
      duplicateOf: order.kind == .duplicate ? original?.duplicateOf ?? order.number : nil, workspace.clock)
  }

  /// Of a duplicate, the certificate that it stands for.
  func original(of order: OfficerOrder) throws -> Certificate? {
    guard order.kind == .duplicate, let row = try recorder.state.certificate(order.number) else { return nil }
    return try Certificate(parsing: workspace.store.get(row.digest))
  }

  /// Ends the certificates whose place was taken, now that those which take it are proofed and durable.
  func endPredecessors() throws {
    for row in try recorder.state.certificates(batch: id) where row.status == "proofed" {
      guard let order = try order(of: list.items[row.input]),
        let old = try recorder.state.certificate(order.number), old.status == "proofed"
      else { continue }
      let keys = try lifeKeys(of: old)
      try recorder.record(
        order.kind.stage, digest: keys.keyedDigest(stage: order.kind.rawValue, of: order.event), number: old.number,
        successor: row.number, line: JournalLine(seq: recorder.nextSeq, input: row.input, event: order.event),
        change: .replaced(number: old.number, successor: row.number))
    }
    try recorder.commit()
  }
}
