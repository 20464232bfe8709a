// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Signing
import Testing

@testable import Ledger

@Suite struct LedgerVerificationTests {
  let sample: SampleLedger

  init() throws {
    sample = try SampleLedger()
  }

  func append(_ groups: [LedgerEntry]...) throws {
    var ledger = try sample.open()
    for group in groups { try ledger.append(group) }
  }

  @Test("A ledger of two chamber nights with events and a reconciliation is good")
  func good() throws {
    func scan(_ stage: EntryStage, page: Int?) -> LedgerEntry {
      LedgerEntry(
        batch: "20261124-02", digest: SampleLedger.digest("scan"), doc: "00000000000000ff", stage: stage,
        time: "2026-11-24T23:00:00Z", page: page)
    }
    var opening = SampleLedger.batch("20261124-02", count: 0, time: "2026-11-24T23:00:00Z")
    let closing = opening.removeLast()
    try append(
      SampleLedger.batch("20261123-01", count: 4),
      [
        SampleLedger.event(.print, 1, copy: 1, sheet: 1, stock: "SGC-0812345"),
        SampleLedger.event(.spoil, 1, copy: 1, sheet: 1, stock: "SGC-0812345"),
        SampleLedger.event(.reprint, 1, copy: 4), SampleLedger.event(.revoke, 1), SampleLedger.event(.void, 2),
        SampleLedger.event(.replace, 3, successor: 4), SampleLedger.event(.revoke, 3),
      ],
      [SampleLedger.stock(), SampleLedger.purge()] + SampleLedger.reprint(4, copy: 4) + [
        SampleLedger.event(.spoil, 4, batch: "20261124-00")
      ],
      SampleLedger.batch("20261124-01", first: 5, count: 2, time: "2026-11-24T22:00:00Z"),
      [SampleLedger.event(.duplicate, 5, batch: "20261124-01", successor: 6, time: "2026-11-24T22:00:00Z")],
      opening + [scan(.receive, page: nil), scan(.decode, page: 1), scan(.verify, page: 1), scan(.match, page: 1)],
      [closing])
    let report = try sample.verify()
    #expect(report.fault == nil)
    #expect(report.size == (try sample.open().size))
    #expect(report.root == (try sample.open().root))
    #expect(report.unsigned == 0)
    #expect(report.openBatch == nil)
    #expect(report.lastTime == "2026-11-24T23:00:00Z")
  }

  @Test("An interrupted batch is no fault; entries that are not signed yet are counted")
  func interrupted() throws {
    try append(Array(SampleLedger.batch("20261123-01", count: 2).prefix(6)))
    let path = sample.folder + "/ledger.jsonl"
    let entry = SampleLedger.batch("20261123-01", count: 2)[6]
    try DurableFile.write(DurableFile.read(path) + entry.line(seq: 6) + [0x0A], to: path)
    let report = try sample.verify()
    #expect(report.isGood)
    #expect(report.openBatch == "20261123-01")
    #expect(report.unsigned == 1)
    #expect(report.checkpoint?.size == 6)
  }

  @Test("An empty ledger is good")
  func empty() throws {
    let report = try sample.verify()
    #expect(report.isGood)
    #expect(report.root == TreeHash.empty)
  }

  @Test("Entries that make no sense are found at their line", arguments: Nonsense.all)
  func meaning(nonsense: Nonsense) throws {
    try append(nonsense.entries)
    let fault = try sample.verify().fault
    #expect(fault?.line == nonsense.line, "\(fault?.description ?? "nothing found")")
  }

  @Test("A time that goes back is found even where it was signed")
  func time() throws {
    var entries = SampleLedger.batch("20261123-01", count: 1)
    entries[2].time = "2026-11-23T21:59:59Z"
    let report = try verify(signed: entries.enumerated().map { $1.line(seq: $0) })
    #expect(report.fault?.line == 3)
  }

  /// Writes and signs lines as they are, as a chamber that cheats could.
  func verify(signed lines: [[UInt8]]) throws -> LedgerReport {
    var frontier = TreeFrontier()
    for line in lines { frontier.append(TreeHash.leaf(line)) }
    let signer = try NoteSigner(name: SampleLedger.origin, key: sample.key)
    let note = try Checkpoint(origin: SampleLedger.origin, size: frontier.size, root: frontier.root).signed(by: signer)
    try DurableFile.write(note.bytes, to: sample.folder + "/checkpoint")
    try DurableFile.write(Array(lines.map { $0 + [0x0A] }.joined()), to: sample.folder + "/ledger.jsonl")
    return try sample.verify()
  }

  @Test("Every change of one byte, and every truncation, is found; a changed entry is named")
  func everyByte() throws {
    try append(SampleLedger.batch("20261123-01", count: 1))
    let path = sample.folder + "/ledger.jsonl"
    let note = try DurableFile.read(sample.folder + "/checkpoint")
    let bytes = try DurableFile.read(path)
    var line = 1
    for place in bytes.indices {
      for change: UInt8 in [1, 2, 0x20, 0x80, 0xFF] {
        var changed = bytes
        changed[place] ^= change
        try DurableFile.writeUnsynced(changed, to: path)
        let report = try sample.verify()
        #expect(report.fault?.line == line)
        // From the file alone the line may be unknown, or the first that contradicts the changed one.
        let alone = try LedgerVerification.verify(
          file: path, checkpoint: note, origin: SampleLedger.origin, key: sample.verifier)
        #expect(!alone.isGood)
        #expect((alone.fault?.line ?? line) >= line)
      }
      try DurableFile.writeUnsynced(Array(bytes[..<place]), to: path)
      #expect(try sample.verify().fault?.line == line)
      if bytes[place] == 0x0A { line += 1 }
    }
    for place in note.indices {
      for change: UInt8 in [1, 0x20, 0x80] {
        var changed = note
        changed[place] ^= change
        let report = try LedgerVerification.verify(
          file: path, checkpoint: changed, origin: SampleLedger.origin, key: sample.verifier)
        #expect(!report.isGood)
      }
    }
  }

  @Test("Of a small ledger every value of every byte counts")
  func everyValue() throws {
    try append([SampleLedger.batch("20261123-01", count: 0)[0]])
    let path = sample.folder + "/ledger.jsonl"
    let (bytes, note) = (try DurableFile.read(path), try DurableFile.read(sample.folder + "/checkpoint"))
    for place in bytes.indices {
      for value in UInt8.min...UInt8.max where value != bytes[place] {
        var changed = bytes
        changed[place] = value
        try DurableFile.writeUnsynced(changed, to: path)
        let report = try LedgerVerification.verify(
          file: path, checkpoint: note, origin: SampleLedger.origin, key: sample.verifier)
        #expect(!report.isGood)
      }
    }
  }

  @Test("Every swap, doubling and loss of lines is found, and CRLF too")
  func everyLine() throws {
    try append(SampleLedger.batch("20261123-01", count: 3))
    let path = sample.folder + "/ledger.jsonl"
    let lines = try DurableFile.read(path).split(separator: 0x0A).map { Array($0) + [0x0A] }
    func expectFault(_ changed: [[UInt8]], line: Int) throws {
      try DurableFile.writeUnsynced(Array(changed.joined()), to: path)
      #expect(try sample.verify().fault?.line == line)
    }
    for first in lines.indices {
      for second in lines.indices.dropFirst(first + 1) {
        var changed = lines
        changed.swapAt(first, second)
        try expectFault(changed, line: first + 1)
      }
      var changed = lines
      changed.insert(lines[first], at: first)
      try expectFault(changed, line: first + 2)
      changed = lines
      changed.append(lines[first])
      try expectFault(changed, line: lines.count + 1)
      changed = lines
      changed.remove(at: first)
      try expectFault(changed, line: first + 1)
      changed = lines
      changed[first].insert(0x0D, at: lines[first].count - 1)
      try expectFault(changed, line: first + 1)
      changed = lines
      changed.insert([0x0A], at: first)
      try expectFault(changed, line: first + 1)
    }
    try expectFault(lines + [[UInt8](repeating: 0x41, count: 1_000_000)], line: lines.count + 1)
    try expectFault(lines + [Array("{".utf8)], line: lines.count + 1)
    try DurableFile.writeUnsynced(Array(lines.joined()), to: path)
    #expect(try sample.verify().isGood)
  }

  @Test("A checkpoint of another key or log, or none, is a fault or an error")
  func checkpoint() throws {
    let other = try VerifierKey(name: SampleLedger.origin, key: SigningKey(seed: Array(1..<33)).publicKey)
    #expect(
      try !LedgerVerification.verify(folder: sample.folder, origin: SampleLedger.origin, key: other).isGood)
    #expect(try !LedgerVerification.verify(folder: sample.folder, origin: "x", key: sample.verifier).isGood)
    try DurableFile.remove(sample.folder + "/checkpoint")
    #expect(throws: LedgerError.self) { try sample.verify() }
  }
}
