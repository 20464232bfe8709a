// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Foundation
import Seeded
import Signing
import Testing

@testable import Ledger

@Suite struct PublishingTests {
  let sample: SampleLedger
  var site: String { sample.temporary / "site" }

  init() throws {
    sample = try SampleLedger()
  }

  func open() throws -> PublishedLedger {
    try PublishedLedger(folder: site, origin: SampleLedger.origin, key: sample.verifier)
  }

  /// Paths below the folder, sorted.
  func files() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: site).filter {
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: site + "/" + $0, isDirectory: &isFolder) && !isFolder.boolValue
    }.sorted()
  }

  @Test("Tiles and bundle of the seven lines are those of the vectors")
  func vectors() throws {
    let lines = try Vectors.lines()
    let tile = Tile(level: 0, index: 0, width: 7)
    #expect(try Vectors.bytes(tile.path) == lines.flatMap { TreeHash.leaf($0).bytes })
    let bundle = Tile(level: nil, index: 0, width: 7)
    #expect(try Vectors.bytes(bundle.path) == EntryBundle.bytes(of: lines.map { $0[...] }))
    #expect(EntryBundle.lines(of: try Vectors.bytes(bundle.path))?.map(Array.init) == lines)
    // The vectors' own folder is a published ledger, of lines that are no entries.
    var published = try PublishedLedger(
      folder: Vectors.folder, origin: Vectors.origin, key: VerifierKey(vkey: Vectors.text("log_vkey")))
    for index in lines.indices { #expect(try published.line(at: index) == lines[index]) }
    #expect(try Array(published.logProof(of: 4).text.utf8) == Vectors.bytes("co-0000001-issued.tlog-proof"))
    #expect(throws: LedgerError.self) { try published.entry(at: 0) }
  }

  @Test("Whatever the steps, the published folder gives every entry and proof, and full tiles are written once")
  func incremental() throws {
    let entries = SampleLedger.batch("20261123-01", count: 150)
    var ledger = try sample.open()
    var done = 0
    for size in [0, 1, 2, 255, 256, 257, 511, 512, 600, entries.count] {
      if size > done { try ledger.append(Array(entries[done..<size])) }
      done = size
      let full = site + "/tile/0/000"
      let before = try? FileManager.default.attributesOfItem(atPath: full)[.systemFileNumber] as? Int
      try ledger.publish(to: site)
      if let before {
        #expect(try FileManager.default.attributesOfItem(atPath: full)[.systemFileNumber] as? Int == before)
      }
      #expect(try ledger.publish(to: site) == 0)
      var published = try open()
      #expect(published.size == size)
      var walked: [LedgerEntry] = []
      try published.walk { index, entry throws(LedgerError) in
        #expect(index == walked.count)
        walked.append(entry)
      }
      #expect(walked == Array(entries[..<size]))
      for index in stride(from: 0, to: size, by: 37) {
        #expect(try published.inclusionProof(of: index) == ledger.inclusionProof(of: index))
        #expect(try published.consistencyProof(from: index) == ledger.consistencyProof(from: index))
        #expect(try published.entry(at: index) == entries[index])
      }
    }
    // Partial tiles of sizes before the full one are gone.
    #expect(
      try files() == [
        "checkpoint", "tile/0/000", "tile/0/001", "tile/0/002", "tile/0/003.p/134", "tile/1/000.p/1",
        "tile/1/000.p/2", "tile/1/000.p/3", "tile/entries/000", "tile/entries/001", "tile/entries/002",
        "tile/entries/003.p/134",
      ])
    // In one step the same, but for the partial tiles between.
    let other = sample.temporary / "other"
    try ledger.publish(to: other)
    for path in ["checkpoint", "tile/0/001", "tile/1/000.p/3", "tile/entries/003.p/134"] {
      #expect(try DurableFile.read(other + "/" + path) == DurableFile.read(site + "/" + path))
    }
  }

  @Test("Entries that are not signed yet are not published")
  func unsigned() throws {
    let entries = SampleLedger.batch("20261123-01", count: 1)
    var ledger = try sample.open()
    try ledger.append(Array(entries[..<3]))
    let path = sample.folder + "/ledger.jsonl"
    try DurableFile.write(DurableFile.read(path) + entries[3].line(seq: 3) + [0x0A], to: path)
    ledger = try sample.open()
    #expect(ledger.size == 4)
    try ledger.publish(to: site)
    #expect(try open().size == 3)
  }

  @Test("A ledger that was restored from a backup is caught by its published copy, before it forks")
  func fork() throws {
    let entries = SampleLedger.batch("20261123-01", count: 2)
    var ledger = try sample.open()
    try ledger.append(Array(entries[..<5]))
    try FileManager.default.copyItem(atPath: sample.folder, toPath: sample.temporary / "backup")
    try ledger.append(Array(entries[5...]))
    try ledger.publish(to: site)
    let before = try files()
    var restored = try LedgerFile(
      opening: sample.temporary / "backup", origin: SampleLedger.origin, key: sample.key)
    let copy = try #require(try restored.publishedCheckpoint(in: site))
    let error = #expect(throws: LedgerError.self) { try restored.requireContinuation(of: copy, at: site) }
    #expect(error?.isBroken == true)
    #expect(throws: LedgerError.self) { try restored.publish(to: site) }
    var others = entries
    others[6].digest = SampleLedger.digest("another history")
    try restored.append(Array(others[5...]))
    #expect(throws: LedgerError.self) { try restored.publish(to: site) }
    #expect(try files() == before)
    try ledger.requireContinuation(of: copy, at: site)
  }

  @Test("Every change of one byte and every truncation of a published folder is found")
  func everyByte() throws {
    var ledger = try sample.open()
    try ledger.append(SampleLedger.batch("20261123-01", count: 1))
    try ledger.publish(to: site)
    func isGood() -> Bool {
      guard var published = try? open(), published.size == 8 else { return false }
      return (try? published.walk { (_, _) throws(LedgerError) in }) != nil
    }
    #expect(isGood())
    for name in try files() {
      let bytes = try DurableFile.read(site + "/" + name)
      for place in bytes.indices {
        var changed = bytes
        changed[place] ^= 1
        for content in [changed, Array(bytes[..<place])] {
          try DurableFile.writeUnsynced(content, to: site + "/" + name)
          #expect(!isGood())
        }
      }
      for more in [[0], bytes] as [[UInt8]] {
        try DurableFile.writeUnsynced(bytes + more, to: site + "/" + name)
        #expect(!isGood())
      }
      try DurableFile.writeUnsynced(bytes, to: site + "/" + name)
    }
    #expect(isGood())
  }

  @Test("A changed byte of a full tile or bundle is found when it is used")
  func fullTiles() throws {
    let entries = SampleLedger.batch("20261123-01", count: 100)
    var ledger = try sample.open()
    try ledger.append(entries)
    try ledger.publish(to: site)
    var generator = SeededNumbers(seed: 3)
    for name in try files() where !name.hasPrefix("checkpoint") {
      let bytes = try DurableFile.read(site + "/" + name)
      for _ in 0..<20 {
        var changed = bytes
        changed[Int.random(in: bytes.indices, using: &generator)] ^= 1
        try DurableFile.writeUnsynced(changed, to: site + "/" + name)
        let walked = Result { () throws -> Void in
          var published = try open()
          try published.walk { (_, _) throws(LedgerError) in }
        }
        #expect(throws: LedgerError.self) { try walked.get() }
      }
      try DurableFile.remove(site + "/" + name)
      #expect(throws: LedgerError.self) {
        var published = try open()
        try published.walk { (_, _) throws(LedgerError) in }
      }
      try DurableFile.writeUnsynced(bytes, to: site + "/" + name)
    }
  }

  @Test("Who holds a checkpoint whose partial tiles are gone reads the full ones")
  func fallback() throws {
    let entries = SampleLedger.batch("20261123-01", count: 60)
    var ledger = try sample.open()
    try ledger.append(Array(entries[..<100]))
    try ledger.publish(to: site)
    let old = try DurableFile.read(site + "/checkpoint")
    try ledger.append(Array(entries[100...]))
    try ledger.publish(to: site)
    #expect(try files().contains("tile/0/000"))
    #expect(try !files().contains("tile/0/000.p/100"))
    try DurableFile.write(old, to: site + "/checkpoint")
    var published = try open()
    #expect(published.size == 100)
    #expect(try published.entry(at: 99) == entries[99])
    #expect(throws: LedgerError.noEntry(index: 100, size: 100)) { try published.entry(at: 100) }
  }
}
