// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Foundation
import Signing
import Testing

@testable import Ledger

/// `ledger verify` of a published folder, and of what came since the last checkpoint seen.
@Suite struct PublishedVerificationTests {
  let sample: SampleLedger
  var site: String { sample.temporary / "site" }

  init() throws {
    sample = try SampleLedger()
  }

  /// Appends and publishes; gives the checkpoint that then stands there.
  @discardableResult
  func publish(_ entries: [LedgerEntry]) throws -> Checkpoint {
    var ledger = try sample.open()
    try ledger.append(entries)
    try ledger.publish(to: site)
    return ledger.checkpoint
  }

  func verify(seen: Checkpoint? = nil) throws -> LedgerReport {
    try LedgerVerification.verify(
      published: site, origin: SampleLedger.origin, key: sample.verifier, seen: seen)
  }

  @Test("A published ledger is checked as its file is: the same size, root, last time and open batch")
  func same() throws {
    let night = SampleLedger.batch("20261123-01", count: 120)
    try publish(Array(night.dropLast()))
    let (published, file) = (try verify(), try sample.verify())
    #expect(published.fault == nil)
    #expect(published.size == file.size && published.root == file.root && published.lastTime == file.lastTime)
    #expect(published.openBatch == "20261123-01" && published.openBatch == file.openBatch)
  }

  @Test("Entries that make no sense are found at their line in the published copy too", arguments: Nonsense.all)
  func meaning(nonsense: Nonsense) throws {
    try publish(nonsense.entries)
    #expect(try verify().fault?.line == nonsense.line)
  }

  @Test("From the last checkpoint seen on, only what came since is read", arguments: [0, 3, 255, 256, 300, 609])
  func since(size: Int) throws {
    let entries = SampleLedger.batch("20261123-01", count: 101)
    #expect(entries.count == 608)
    let seen = try publish(Array(entries.prefix(size)))
    try publish(Array(entries.dropFirst(size)) + [SampleLedger.stock()])
    // What was read before is not read again, even if it is gone; of bundles that is.
    for bundle in 0..<(seen.size / 256) { try DurableFile.remove(site + "/tile/entries/00\(bundle)") }
    let report = try verify(seen: seen)
    #expect(report.fault == nil, "\(report.fault?.description ?? "")")
    #expect(report.size == 609 && report.firstRead == seen.size && report.seen == seen)
    if seen.size >= 256 { #expect(try !verify().isGood) }
  }

  @Test("A smaller checkpoint and another history are told, in a folder and in a file")
  func rollback() throws {
    let entries = SampleLedger.batch("20261123-01", count: 60)
    let first = try publish(Array(entries.prefix(100)))
    try FileManager.default.copyItem(atPath: sample.folder, toPath: sample.temporary / "backup")
    try FileManager.default.copyItem(atPath: site, toPath: sample.temporary / "old")
    let second = try publish(Array(entries.dropFirst(100)))
    #expect(try verify(seen: first).isGood && verify(seen: second).isGood)

    func faults(ledger: String, site: String, seen: Checkpoint) throws -> [String?] {
      let note = try DurableFile.read(ledger + "/checkpoint")
      return [
        try LedgerVerification.verify(
          file: ledger + "/ledger.jsonl", checkpoint: note, origin: SampleLedger.origin, key: sample.verifier,
          seen: seen),
        try LedgerVerification.verify(published: site, origin: SampleLedger.origin, key: sample.verifier, seen: seen),
      ].map { $0.fault?.reason }
    }
    for fault in try faults(ledger: sample.temporary / "backup", site: sample.temporary / "old", seen: second) {
      #expect(fault?.contains("of 100 entries, but one of \(second.size) was seen") == true)
    }
    // Another history of the same size, and of a larger one.
    var others = Array(entries.dropFirst(100))
    others[3].digest = SampleLedger.digest("another")
    for more in [[], [SampleLedger.stock()]] as [[LedgerEntry]] {
      var fork = try LedgerFile(opening: sample.temporary / "backup", origin: SampleLedger.origin, key: sample.key)
      try fork.append(more.isEmpty ? others : more)
      try fork.publish(to: sample.temporary / "old")
      for fault in try faults(ledger: fork.folder, site: sample.temporary / "old", seen: second) {
        #expect(fault?.contains("two histories") == true, "\(fault ?? "nothing found")")
      }
    }
  }

  /// A folder of six entries and its files.
  func smallSite() throws -> [String: [UInt8]] {
    try publish(Array(SampleLedger.batch("20261123-01", count: 1).prefix(6)))
    return Dictionary(
      uniqueKeysWithValues: try ["checkpoint", "tile/0/000.p/6", "tile/entries/000.p/6"].map {
        ($0, try DurableFile.read(site + "/" + $0))
      })
  }

  func expectFault(_ name: String, _ bytes: [UInt8]) throws {
    try DurableFile.writeUnsynced(bytes, to: site + "/" + name)
    #expect(try !verify().isGood, "\(name)")
  }

  @Test("Every byte of a published folder counts, and every truncation")
  func everyByte() throws {
    for (name, bytes) in try smallSite() {
      for place in bytes.indices {
        for change: UInt8 in [1, 0x20, 0x80] {
          var changed = bytes
          changed[place] ^= change
          try expectFault(name, changed)
        }
        try expectFault(name, Array(bytes[..<place]))
      }
      try DurableFile.writeUnsynced(bytes, to: site + "/" + name)
    }
    #expect(try verify().isGood)
  }

  @Test("Entries and hashes that were swapped, doubled or lost are found, CRLF and a blank behind too")
  func order() throws {
    let files = try smallSite()
    func pieces(_ name: String) throws -> [[UInt8]] {
      let bytes = try #require(files[name])
      guard name.contains("entries") else {
        return stride(from: 0, to: bytes.count, by: 32).map { Array(bytes[$0..<$0 + 32]) }
      }
      return try #require(EntryBundle.lines(of: bytes)).map { EntryBundle.bytes(of: [$0]) }
    }
    for name in files.keys where name != "checkpoint" {
      let parts = try pieces(name)
      for first in parts.indices {
        for second in parts.indices where first != second {
          var changed = parts
          changed.swapAt(first, second)
          try expectFault(name, Array(changed.joined()))
          changed = parts
          changed[second] = parts[first]
          try expectFault(name, Array(changed.joined()))
        }
        var changed = parts
        changed.insert(parts[first], at: first)
        try expectFault(name, Array(changed.joined()))
        changed = parts
        changed.remove(at: first)
        try expectFault(name, Array(changed.joined()))
      }
      try DurableFile.writeUnsynced(try #require(files[name]), to: site + "/" + name)
    }
    let note = try #require(files["checkpoint"])
    let lines = note.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
    try expectFault("checkpoint", Array(lines.joined(separator: [0x0D, 0x0A])))
    try expectFault("checkpoint", note + [0x20])
    try expectFault("checkpoint", note + note)
    for first in lines.indices {
      for second in lines.indices where lines[first] != lines[second] {
        var changed = lines
        changed.swapAt(first, second)
        try expectFault("checkpoint", Array(changed.joined(separator: [0x0A])))
      }
    }
    try DurableFile.writeUnsynced(note, to: site + "/checkpoint")
    #expect(try verify().isGood)
  }

  @Test("Full tiles and bundles that changed places are found")
  func swappedFiles() throws {
    try publish(SampleLedger.batch("20261123-01", count: 101))
    for kind in ["0", "entries"] {
      let paths = ["000", "001"].map { "\(site)/tile/\(kind)/\($0)" }
      let (one, other) = (try DurableFile.read(paths[0]), try DurableFile.read(paths[1]))
      for (first, second) in [(other, one), (one, one), (other, other)] {
        try DurableFile.writeUnsynced(first, to: paths[0])
        try DurableFile.writeUnsynced(second, to: paths[1])
        #expect(try !verify().isGood)
      }
      try DurableFile.writeUnsynced(one, to: paths[0])
      try DurableFile.writeUnsynced(other, to: paths[1])
    }
    #expect(try verify().isGood)
  }

  @Test("Checkpoints of another origin, another key or a smaller size, and hostile notes, are refused")
  func checkpoints() throws {
    let files = try smallSite()
    let note = try SignedNote(parsing: try #require(files["checkpoint"]))
    let good = try Checkpoint(parsing: note.text)
    func signed(_ origin: String, size: Int, key: SigningKey? = nil, name: String? = nil) throws -> [UInt8] {
      let signer = try NoteSigner(name: name ?? SampleLedger.origin, key: key ?? sample.key)
      return try Checkpoint(origin: origin, size: size, root: good.root).signed(by: signer).bytes
    }
    let stranger = try SigningKey(seed: Array(1..<33))
    for bytes in [
      try signed("co.example.be/ledger", size: 6), try signed(SampleLedger.origin, size: 6, key: stranger),
      try signed(SampleLedger.origin, size: 5), try signed(SampleLedger.origin, size: 7),
      try signed(SampleLedger.origin, size: 0), try signed(SampleLedger.origin, size: Int.max),
      try signed(SampleLedger.origin, size: 6, name: "co.example.be/ledger"),
    ] {
      try expectFault("checkpoint", bytes)
    }
    // A hundred signatures, the ledger's own last, are read; one more, or a line of 1 MB, is not.
    let strangers = try (0..<100).map { number in
      try NoteSigner(name: "stranger\(number)", key: stranger).sign(note.text)
    }
    let many = Array(strangers.prefix(99)) + note.signatures
    try DurableFile.writeUnsynced(SignedNote(text: note.text, signatures: many).bytes, to: site + "/checkpoint")
    #expect(try verify().isGood)
    let lines = strangers.map(\.line).joined()
    try expectFault("checkpoint", Array((note.text + "\n" + lines + note.signatures[0].line).utf8))
    let long = String(repeating: "A", count: 1_000_000)
    try expectFault("checkpoint", Array((note.text + long + "\n\n" + note.signatures[0].line).utf8))
    try expectFault("checkpoint", Array((note.text + "\n\u{2014} x \(long)\n" + note.signatures[0].line).utf8))
  }
}
