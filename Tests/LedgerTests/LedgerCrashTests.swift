// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Signing
import Testing

@testable import Ledger

/// What a kill or a power loss can leave, at every byte.
@Suite struct LedgerCrashTests {
  let sample: SampleLedger
  let entries = SampleLedger.batch("20261123-01", count: 1)
  /// The files after the first group, and after all.
  let before: [String: [UInt8]]
  let after: [String: [UInt8]]
  let finalRoot: Digest
  static let firstGroup = 5

  init() throws {
    sample = try SampleLedger()
    var ledger = try sample.open()
    try ledger.append(Array(entries[..<Self.firstGroup]))
    before = try Self.files(of: sample)
    try ledger.append(Array(entries[Self.firstGroup...]))
    after = try Self.files(of: sample)
    finalRoot = ledger.root
  }

  static let names = ["ledger.jsonl", "checkpoint", "hashes", "offsets"]

  static func files(of sample: SampleLedger) throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for name in names { files[name] = try DurableFile.read("\(sample.folder)/\(name)") }
    return files
  }

  func restore(_ files: [String: [UInt8]]) throws {
    for (name, bytes) in files { try DurableFile.writeUnsynced(bytes, to: "\(sample.folder)/\(name)") }
  }

  /// Opens, appends what is missing, and expects the ledger that an undisturbed run would have made.
  func expectRecovery(kept: Int) throws {
    var ledger = try sample.open()
    #expect(ledger.size == kept)
    try ledger.append(Array(entries[ledger.size...]))
    #expect(ledger.root == finalRoot)
    #expect(ledger.checkpoint.size == entries.count)
    for name in Self.names { #expect(try DurableFile.read("\(sample.folder)/\(name)") == after[name]) }
  }

  @Test("A second group that was cut off at any byte keeps its whole lines and is completed to the same bytes")
  func cutLines() throws {
    let lines = try #require(after["ledger.jsonl"])
    let signed = try #require(before["ledger.jsonl"]?.count)
    for length in signed...lines.count {
      try restore(before)
      let cut = Array(lines[..<length])
      try DurableFile.writeUnsynced(cut, to: sample.folder + "/ledger.jsonl")
      try expectRecovery(kept: cut.count { $0 == 0x0A })
    }
  }

  @Test("Caches that were cut off at any byte, or are gone, are made again", arguments: ["hashes", "offsets"])
  func cutCaches(name: String) throws {
    let bytes = try #require(after[name])
    for length in bytes.indices {
      try restore(after)
      try DurableFile.writeUnsynced(Array(bytes[..<length]), to: "\(sample.folder)/\(name)")
      try expectRecovery(kept: entries.count)
    }
    try restore(after)
    try DurableFile.remove("\(sample.folder)/\(name)")
    try expectRecovery(kept: entries.count)
  }

  @Test("Caches of a later state than the checkpoint and the lines do no harm")
  func cachesAhead() throws {
    try restore(after)
    for name in ["ledger.jsonl", "checkpoint"] {
      try DurableFile.writeUnsynced(try #require(before[name]), to: "\(sample.folder)/\(name)")
    }
    try expectRecovery(kept: Self.firstGroup)
  }

  @Test("A changed byte of a cache either does no harm or is found when it matters", arguments: ["hashes", "offsets"])
  func changedCaches(name: String) throws {
    let bytes = try #require(after[name])
    for place in bytes.indices {
      try restore(after)
      var changed = bytes
      changed[place] ^= 1
      try DurableFile.writeUnsynced(changed, to: "\(sample.folder)/\(name)")
      let ledger = try sample.open()
      #expect(ledger.root == finalRoot)
      for index in entries.indices {
        let leaf = TreeHash.leaf(entries[index].line(seq: index))
        if let proof = try? ledger.inclusionProof(of: index) { #expect(proof.proves(leaf, under: finalRoot)) }
        if let entry = try? ledger.entry(at: index) { #expect(entry == entries[index]) }
      }
    }
  }

  @Test("A checkpoint that was being written is taken as before; the file beside it is overwritten")
  func checkpointBeside() throws {
    let note = try #require(after["checkpoint"])
    for length in 0...note.count {
      try restore(after)
      try DurableFile.writeUnsynced(try #require(before["checkpoint"]), to: sample.folder + "/checkpoint")
      try DurableFile.writeUnsynced(Array(note[..<length]), to: sample.folder + "/checkpoint.tmp")
      var ledger = try sample.open()
      #expect(ledger.size == entries.count)
      #expect(ledger.checkpoint.size == Self.firstGroup)
      try ledger.settle()
      #expect(try DurableFile.read(sample.folder + "/checkpoint") == note)
      #expect(!DurableFile.exists(sample.folder + "/checkpoint.tmp"))
    }
  }

  @Test("Beyond the checkpoint only whole entries in order are taken; anything else is broken")
  func foreignTail() throws {
    let signed = try #require(before["ledger.jsonl"])
    let next = entries[Self.firstGroup].line(seq: Self.firstGroup)
    var early = entries[Self.firstGroup]
    early.time = "2026-11-22T00:00:00Z"
    let bad: [[UInt8]] = [
      [0x0A], Array("{}\n".utf8), entries[Self.firstGroup].line(seq: Self.firstGroup + 1) + [0x0A],
      early.line(seq: Self.firstGroup) + [0x0A], next + [0x0D, 0x0A], next + [0x0A, 0x0A],
      [UInt8](repeating: 0x20, count: 70_000) + [0x0A], [UInt8](repeating: 0, count: 200_000),
    ]
    for tail in bad {
      try restore(before)
      try DurableFile.writeUnsynced(signed + tail, to: sample.folder + "/ledger.jsonl")
      let error = #expect(throws: LedgerError.self) { _ = try sample.open() }
      #expect(error?.isBroken == true)
      // Nothing was cut off a broken ledger.
      #expect(try DurableFile.read(sample.folder + "/ledger.jsonl") == signed + tail)
    }
  }
}
