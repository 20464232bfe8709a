// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Signing
import Testing

@testable import Ledger

@Suite struct LedgerFileTests {
  let sample: SampleLedger

  init() throws {
    sample = try SampleLedger()
  }

  @Test("A new ledger is empty, signed, and cannot be made twice")
  func create() throws {
    let ledger = try sample.open()
    #expect(ledger.size == 0)
    #expect(ledger.root == TreeHash.empty)
    #expect(ledger.lastTime == nil)
    #expect(throws: LedgerError.alreadyExists(path: sample.folder)) {
      try LedgerFile.create(folder: sample.folder, origin: SampleLedger.origin, key: sample.key)
    }
    try DurableFile.remove(sample.folder + "/checkpoint")
    try LedgerFile.create(folder: sample.folder, origin: SampleLedger.origin, key: sample.key)
    #expect(try sample.verify().isGood)
  }

  @Test("The batch of the worked example gives its root and checkpoint, byte for byte")
  func workedExample() throws {
    let folder = Vectors.folder + "/../batch1"
    let lines = try DurableFile.read(folder + "/ledger.jsonl").split(separator: 0x0A)
    var ledger = try sample.open()
    try ledger.append(lines.map { try LedgerEntry(parsingLine: Array($0)) })
    #expect(try DurableFile.read(sample.folder + "/ledger.jsonl") == DurableFile.read(folder + "/ledger.jsonl"))
    #expect(try DurableFile.read(sample.folder + "/checkpoint") == DurableFile.read(folder + "/checkpoint"))
    #expect(Array((ledger.verifier.description + "\n").utf8) == (try DurableFile.read(folder + "/ledger.vkey")))
    #expect(ledger.lastTime == "2026-11-23T22:00:00Z")
    #expect(try sample.verify().isGood)
  }

  @Test("Groups of any size give the same ledger, and every proof of it holds")
  func groups() throws {
    let entries = SampleLedger.batch("20261123-01", count: 60)
    var roots: Set<Digest> = []
    for size in [1, 7, 100, 1000] {
      let sample = try SampleLedger()
      var ledger = try sample.open()
      for start in stride(from: 0, to: entries.count, by: size) {
        try ledger.append(Array(entries[start..<min(start + size, entries.count)]))
      }
      roots.insert(ledger.root)
      let again = try sample.open()
      #expect(again.size == entries.count)
      #expect(again.root == ledger.root)
      #expect(again.lastTime == "2026-11-23T22:00:00Z")
      for index in entries.indices {
        #expect(try again.entry(at: index) == entries[index])
        let proof = try again.logProof(of: index)
        let leaf = TreeHash.leaf(entries[index].line(seq: index))
        #expect(try proof.verified(leaf: leaf, origin: SampleLedger.origin, key: sample.verifier) == again.checkpoint)
        #expect(
          try again.consistencyProof(from: index).proves(again.root(ofFirst: index), continuesAs: again.root))
      }
      #expect(throws: LedgerError.noEntry(index: entries.count, size: entries.count)) {
        try again.inclusionProof(of: entries.count)
      }
    }
    #expect(roots.count == 1)
  }

  @Test("Entries are read from any index on")
  func reading() throws {
    let entries = SampleLedger.batch("20261123-01", count: 5)
    var ledger = try sample.open()
    try ledger.append(entries)
    for start in 0...entries.count {
      var reader = try ledger.entries(from: start)
      var read: [LedgerEntry] = []
      while let (seq, entry) = try reader.next() {
        #expect(seq == start + read.count)
        read.append(entry)
      }
      #expect(read == Array(entries[start...]))
    }
    var all = try EntryReader(folder: sample.folder)
    var count = 0
    while try all.next() != nil { count += 1 }
    #expect(count == entries.count)
  }

  @Test("A malformed or backdated entry refuses its whole group")
  func refused() throws {
    var ledger = try sample.open()
    let good = SampleLedger.batch("20261123-01", count: 1)
    try ledger.append(good)
    let before = try DurableFile.read(sample.folder + "/ledger.jsonl")
    var bad = SampleLedger.event(.revoke, 1)
    bad.number = "SG-2026-0000001-X"
    var early = SampleLedger.event(.revoke, 1)
    early.time = "2026-11-23T21:59:59Z"
    var hostile = SampleLedger.event(.revoke, 1)
    hostile.batch = "20261123-01\",\"x\":\""
    var newline = SampleLedger.event(.print, 1)
    newline.stock = "a\n{}"
    for entry in [bad, early, hostile, newline] {
      #expect(throws: LedgerError.self) { try ledger.append([SampleLedger.event(.print, 1), entry]) }
    }
    #expect(try DurableFile.read(sample.folder + "/ledger.jsonl") == before)
    try ledger.append([SampleLedger.event(.revoke, 1)])
    #expect(try sample.verify().isGood)
  }

  @Test("Another key, another origin or a changed checkpoint does not open the ledger")
  func foreign() throws {
    let other = try SigningKey(seed: Array(1..<33))
    #expect(throws: LedgerError.self) {
      _ = try LedgerFile(opening: sample.folder, origin: SampleLedger.origin, key: other)
    }
    #expect(throws: LedgerError.self) {
      _ = try LedgerFile(opening: sample.folder, origin: "other.example/ledger", key: sample.key)
    }
    var checkpoint = try DurableFile.read(sample.folder + "/checkpoint")
    checkpoint[30] ^= 1
    try DurableFile.write(checkpoint, to: sample.folder + "/checkpoint")
    let error = #expect(throws: LedgerError.self) { _ = try sample.open() }
    #expect(error?.isBroken == true)
  }

  @Test("A ledger that is shorter or other than its checkpoint says is broken, whatever the caches say")
  func contradicted() throws {
    var ledger = try sample.open()
    try ledger.append(SampleLedger.batch("20261123-01", count: 3))
    let path = sample.folder + "/ledger.jsonl"
    let bytes = try DurableFile.read(path)
    let lines = bytes.split(separator: 0x0A).map { Array($0) + [0x0A] }
    // The last line changed, left out, or torn; and without caches, the first one changed.
    var changed = bytes
    changed[bytes.count - 60] ^= 1
    for content in [changed, Array(lines.dropLast().joined()), Array(bytes.dropLast())] {
      try DurableFile.write(content, to: path)
      let error = #expect(throws: LedgerError.self) { _ = try sample.open() }
      #expect(error?.isBroken == true)
    }
    changed = bytes
    changed[40] = changed[40] == 0x30 ? 0x31 : 0x30
    try DurableFile.write(changed, to: path)
    for cache in ["hashes", "offsets"] { try DurableFile.remove("\(sample.folder)/\(cache)") }
    #expect(throws: LedgerError.self) { _ = try sample.open() }
    try DurableFile.remove(path)
    #expect(throws: LedgerError.self) { _ = try sample.open() }
    try DurableFile.write(bytes, to: path)
    #expect(try sample.open().size == lines.count)
  }

  @Test("Cosignatures are kept with the checkpoint until the next one")
  func cosignatures() throws {
    var ledger = try sample.open()
    try ledger.append(SampleLedger.batch("20261123-01", count: 1))
    let witness = try NoteSigner(name: "witness", algorithm: .cosignature, key: SigningKey(seed: Array(1..<33)))
    let cosignature = try witness.cosign(ledger.checkpoint, time: 1_790_000_000)
    try ledger.add([cosignature], of: [witness.verifier])
    let report = try LedgerVerification.verify(
      folder: sample.folder, origin: SampleLedger.origin, key: sample.verifier, witnesses: [witness.verifier])
    #expect(report.isGood)
    #expect(report.witnesses == ["witness"])
    #expect(try sample.open().note.signatures.count == 2)
    try ledger.append([SampleLedger.event(.revoke, 1)])
    #expect(throws: LedgerError.self) { try ledger.add([cosignature], of: [witness.verifier]) }
    #expect(try sample.open().note.signatures.count == 1)
  }
}
