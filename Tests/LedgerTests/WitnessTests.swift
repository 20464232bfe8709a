// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Seeded
import Signing
import Testing

@testable import Ledger

@Suite struct WitnessTests {
  @Test("A witness at four entries answers the request of the vectors with the cosignature of the vectors")
  func vectors() throws {
    let fixture = try WitnessFixture()
    try fixture.watch(try VerifierKey(vkey: Vectors.text("log_vkey")))
    let signer = try NoteSigner(name: Vectors.origin, key: Vectors.key("log_seed"))
    let leaves = try Vectors.lines().map { TreeHash.leaf($0) }
    let four = try Checkpoint(origin: Vectors.origin, size: 4, root: TreeTests.plainRoot(leaves[..<4]))
    let first = CheckpointRequest(oldSize: 0, path: [], note: try four.signed(by: signer))
    guard case .cosigned = try fixture.answer(first) else { throw NoteError.notSigned(by: []) }

    let request = try CheckpointRequest(parsing: Vectors.bytes("add-checkpoint-4-to-7.txt"))
    guard case .cosigned(let cosignature) = try fixture.answer(request) else { throw NoteError.notSigned(by: []) }
    #expect(request.note.adding(cosignature).bytes == (try Vectors.bytes("checkpoint")))
    #expect(try request.note.cosignature(in: Array(cosignature.line.utf8), of: fixture.signer.verifier) == cosignature)
    let whole = try Vectors.bytes("checkpoint")
    #expect(try request.note.cosignature(in: whole, of: fixture.signer.verifier) == cosignature)
  }

  @Test("What was cosigned is remembered: the same again is cosigned again, anything older or forked is not")
  func memory() throws {
    let fixture = try WitnessFixture()
    let log = try WatchedHistory(size: 12)
    try fixture.watch(log.signer.verifier)
    #expect(try fixture.answer(log.request(from: 0, to: 5)).status == 200)
    #expect(try fixture.answer(log.request(from: 5, to: 9)).status == 200)
    // Another process, the same folder.
    #expect(try fixture.with { try $0.latest(of: WatchedHistory.origin) } == log.checkpoint(9))
    #expect(try fixture.answer(log.request(from: 9, to: 9), time: WitnessFixture.time + 1).status == 200)
    #expect(try fixture.answer(log.request(from: 0, to: 5)) == .elsewhere(size: 9))
    #expect(try fixture.answer(log.request(from: 5, to: 12)) == .elsewhere(size: 9))
    #expect(try fixture.answer(log.request(from: 5, to: 9)) == .elsewhere(size: 9))
    #expect(try fixture.answer(log.request(from: 9, to: 12)).status == 200)
  }

  @Test("Two trees of one size: refused, and both signed notes are on the disk")
  func fork() throws {
    let fixture = try WitnessFixture()
    let (honest, forked) = (try WatchedHistory(size: 9), try WatchedHistory(size: 9, fork: 4))
    try fixture.watch(honest.signer.verifier)
    #expect(try fixture.answer(honest.request(from: 0, to: 9)).status == 200)
    for old in [0, 3, 9] {
      let request = try forked.request(from: old, to: 9)
      guard case .forked(9, let evidence) = try fixture.answer(request) else {
        Issue.record("a second tree of 9 entries was not told as a fork")
        continue
      }
      let before = try SignedNote(parsing: DurableFile.read(evidence + "/cosigned-before"))
      let offered = try CheckpointRequest(parsing: DurableFile.read(evidence + "/offered")).note
      let key = honest.signer.verifier
      let (one, other) = (
        try Checkpoint(before, signedBy: key, origin: key.name),
        try Checkpoint(offered, signedBy: key, origin: key.name)
      )
      #expect(one.size == other.size && one.root != other.root, "anybody can see that the log has lied")
    }
    #expect(try fixture.answer(honest.request(from: 9, to: 9)).status == 200, "the honest history goes on")
  }

  @Test("A longer history that does not continue the older one is refused, and kept")
  func unproven() throws {
    let fixture = try WitnessFixture()
    let (honest, forked) = (try WatchedHistory(size: 20), try WatchedHistory(size: 20, fork: 4))
    try fixture.watch(honest.signer.verifier)
    #expect(try fixture.answer(honest.request(from: 0, to: 7)).status == 200)
    let request = try forked.request(from: 7, to: 20)
    guard case .unproven(let evidence) = try fixture.answer(request) else {
      Issue.record("another history was cosigned")
      return
    }
    #expect(try CheckpointRequest(parsing: DurableFile.read(evidence + "/offered")) == request)
    // A proof of its own, with one hash too many, too few or changed.
    let good = try honest.request(from: 7, to: 20)
    for path in [[], Array(good.path.dropLast()), good.path + good.path.prefix(1), Array(good.path.reversed())] {
      let changed = CheckpointRequest(oldSize: 7, path: path, note: good.note)
      #expect(try fixture.answer(changed).status == 422)
    }
    #expect(try fixture.answer(good).status == 200)
  }

  @Test("Strangers, bad signatures and impossible sizes get the codes of the specification and leave no trace")
  func refusals() throws {
    let fixture = try WitnessFixture()
    let log = try WatchedHistory(size: 9)
    let request = try log.request(from: 0, to: 9)
    #expect(try fixture.answer(request) == .unknownLog)
    try fixture.watch(log.signer.verifier)
    let stranger = try NoteSigner(name: WatchedHistory.origin, key: SigningKey(seed: [UInt8](repeating: 9, count: 32)))
    let strange = CheckpointRequest(oldSize: 0, path: [], note: try log.checkpoint(9).signed(by: stranger))
    #expect(try fixture.answer(strange) == .notSigned)
    let forged = NoteSignature(
      name: log.signer.verifier.name, keyID: log.signer.verifier.id, signature: [UInt8](repeating: 7, count: 64))
    let forgedNote = try SignedNote(text: request.note.text, signatures: [forged])
    #expect(try fixture.answer(CheckpointRequest(oldSize: 0, path: [], note: forgedNote)) == .notSigned)
    #expect(try fixture.answer(CheckpointRequest(oldSize: 10, path: [], note: request.note)).status == 400)
    let noCheckpoint = try SignedNote(text: "text\n", signatures: [log.signer.sign("text\n")])
    #expect(try fixture.answer(CheckpointRequest(oldSize: 0, path: [], note: noCheckpoint)).status == 400)
    #expect(try fixture.with { try $0.latest(of: WatchedHistory.origin) } == nil)
    // A proof beside an older size of zero must be empty.
    let spare = CheckpointRequest(oldSize: 0, path: [log.leaves[0]], note: request.note)
    #expect(try fixture.answer(spare).status == 422)
    #expect(try fixture.answer(request).status == 200)
  }

  @Test("The lines of 99 strangers beside the log's own are not kept")
  func manySignatures() throws {
    let fixture = try WitnessFixture()
    let log = try WatchedHistory(size: 3)
    try fixture.watch(log.signer.verifier)
    var note = try log.checkpoint(3).signed(by: log.signer)
    for number in 0..<99 {
      note = note.adding(NoteSignature(name: "stranger-\(number)", keyID: [0, 0, 0, 1], signature: [1]))
    }
    let request = CheckpointRequest(oldSize: 0, path: [], note: note)
    #expect(try CheckpointRequest(parsing: request.bytes) == request)
    #expect(try fixture.answer(request).status == 200)
    let folder = WatchedLog.folder(of: WatchedHistory.origin, in: fixture.temporary.path)
    #expect(try DurableFile.read(folder + "/latest") == log.request(from: 0, to: 3).note.bytes)
  }

  @Test("No cosignature leaves a witness that could not remember what it signs")
  func rememberedFirst() throws {
    let fixture = try WitnessFixture()
    let log = try WatchedHistory(size: 5)
    try fixture.watch(log.signer.verifier)
    let folder = WatchedLog.folder(of: WatchedHistory.origin, in: fixture.temporary.path)
    // Nothing can be written under the name that a new memory is written to first.
    try DurableFile.makeFolder(folder + "/latest.tmp")
    #expect(throws: WitnessError.self) { try fixture.answer(log.request(from: 0, to: 5)) }
    try DurableFile.removeFolder(folder + "/latest.tmp")
    #expect(try fixture.with { try $0.latest(of: WatchedHistory.origin) } == nil)
    #expect(try fixture.answer(log.request(from: 0, to: 5)).status == 200)
  }

  @Test(
    "A witness whose memory is gone or damaged cosigns no more of that log",
    arguments: [nil, "", "x\n", "co.example.sg/ledger\n0\n"])
  func forgotten(content: String?) throws {
    let fixture = try WitnessFixture()
    let log = try WatchedHistory(size: 5)
    try fixture.watch(log.signer.verifier)
    #expect(try fixture.answer(log.request(from: 0, to: 3)).status == 200)
    let path = WatchedLog.folder(of: WatchedHistory.origin, in: fixture.temporary.path) + "/latest"
    if let content, !content.isEmpty { try DurableFile.write(Array(content.utf8), to: path) }
    if content == nil { try DurableFile.remove(path) }
    if content == "" { try DurableFile.write(Array(DurableFile.read(path).dropLast()), to: path) }
    #expect(throws: WitnessError.self) { try fixture.answer(log.request(from: 3, to: 5)) }
  }

  @Test("A log may have several keys, logs do not mix, and a folder has one owner")
  func keys() throws {
    let fixture = try WitnessFixture()
    let (old, new) = (try WatchedHistory(size: 6), try WatchedHistory(size: 6, seed: 2))
    let other = try WatchedHistory(size: 6, fork: 0, origin: "co.example.be/ledger", seed: 3)
    try fixture.watch(old.signer.verifier)
    try fixture.watch(new.signer.verifier)
    try fixture.watch(other.signer.verifier)
    #expect(try fixture.with { try $0.watch(new.signer.verifier) } == false)
    #expect(try fixture.with { try $0.keys(of: WatchedHistory.origin).count } == 2)
    #expect(throws: WitnessError.notALog(name: Vectors.witness)) { try fixture.watch(fixture.signer.verifier) }
    #expect(try fixture.answer(old.request(from: 0, to: 3)).status == 200)
    #expect(try fixture.answer(new.request(from: 3, to: 6)).status == 200, "rotated, the same history")
    #expect(try fixture.answer(other.request(from: 0, to: 6)).status == 200)
    // A key of one log signs nothing of another.
    let crossed = try CheckpointRequest(
      oldSize: 6, path: [], note: other.checkpoint(6).signed(by: old.signer))
    #expect(try fixture.answer(crossed) == .notSigned)
    _ = try fixture.with { _ in
      #expect(throws: WitnessError.self) {
        _ = try Witness(opening: fixture.temporary.path, signer: fixture.signer, holder: "another")
      }
    }
  }

  @Test("Whatever a forking log asks in whatever order, all that is cosigned is one history")
  func oneHistory() throws {
    var generator = SeededNumbers(seed: 7)
    for _ in 0..<12 {
      let fixture = try WitnessFixture()
      let branches = [
        try WatchedHistory(size: 24), try WatchedHistory(size: 24, fork: 3), try WatchedHistory(size: 24, fork: 11),
      ]
      try fixture.watch(branches[0].signer.verifier)
      var cosigned: [Checkpoint] = []
      for _ in 0..<40 {
        let branch = branches[Int.random(in: 0..<3, using: &generator)]
        let size = Int.random(in: 0...24, using: &generator)
        // Most requests start where the witness stands, as an adversary would have it.
        let stand = cosigned.last?.size ?? 0
        let old = Bool.random(using: &generator) ? min(stand, size) : Int.random(in: 0...size, using: &generator)
        if case .cosigned = try fixture.answer(branch.request(from: old, to: size)) {
          cosigned.append(try branch.checkpoint(size))
        }
      }
      #expect(!cosigned.isEmpty)
      #expect(cosigned.map(\.size) == cosigned.map(\.size).sorted())
      let isOne = try branches.contains { branch in try cosigned.allSatisfy { try branch.checkpoint($0.size) == $0 } }
      #expect(isOne, "\(cosigned.map(\.size))")
    }
  }

  @Test("Names of logs are safe as names of folders, and no two are one")
  func folders() {
    let origins = [
      "a/b", "a_b", "../../etc", String(repeating: "x", count: 400), String(repeating: "x", count: 401), "é",
    ]
    let folders = origins.map { WatchedLog.folder(of: $0, in: "w") }
    #expect(Set(folders).count == origins.count)
    for folder in folders {
      let name = folder.dropFirst("w/logs/".count)
      #expect(name.utf8.count <= 77 && !name.contains("/") && !name.hasPrefix("..-"))
    }
  }
}
