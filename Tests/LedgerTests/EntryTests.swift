// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import Seeded
import Signing
import Testing

@testable import Ledger

@Suite struct EntryTests {
  static let certify = """
    {"batch":"20261123-01","digest":"db94926b4e22935466ff771f8db629f95ba736bcdaf425fed3548864cf568855",\
    "doc":"2d12a8bcfbdd467f","no":"SG-2026-0000001-H","seq":4,"stage":"certify","time":"2026-11-23T22:00:00Z","v":1}
    """
  static let spoil = """
    {"batch":"20261123-01","copy":2,"digest":"db94926b4e22935466ff771f8db629f95ba736bcdaf425fed3548864cf568855",\
    "no":"SG-2026-0000001-H","seq":12,"sheet":1,"stage":"spoil","stock":"SGC-0812345","successor":"SG-2026-0000002-F",\
    "time":"2026-11-23T22:00:00Z","v":1}
    """
  static let match = """
    {"batch":"20261123-02","digest":"db94926b4e22935466ff771f8db629f95ba736bcdaf425fed3548864cf568855",\
    "doc":"2d12a8bcfbdd467f","page":3,"seq":999999,"stage":"match","time":"2026-11-23T22:00:00Z","v":1}
    """

  @Test("An entry is written as it was read, and is canonical JSON", arguments: [certify, spoil, match])
  func roundTrip(text: String) throws {
    let line = Array(text.utf8)
    let (seq, entry) = try LedgerEntry.parse(line)
    #expect(entry.line(seq: seq) == line)
    #expect(try JSONValue(parsing: line).canonicalBytes == line)
  }

  @Test("The certify entry has the digest, document and number of its certificate")
  func fields() throws {
    let (seq, entry) = try LedgerEntry.parse(Array(Self.certify.utf8))
    #expect(seq == 4)
    #expect(
      entry
        == LedgerEntry(
          batch: "20261123-01",
          digest: try #require(Digest(hex: "db94926b4e22935466ff771f8db629f95ba736bcdaf425fed3548864cf568855")),
          doc: "2d12a8bcfbdd467f", number: "SG-2026-0000001-H", stage: .certify, time: "2026-11-23T22:00:00Z"))
  }

  @Test(
    "A line of another form is refused",
    arguments: [
      ("{", " {"), ("{", "{ "), ("}", "} "), ("\"seq\":4", "\"seq\": 4"), ("\"seq\":4", "\"seq\":04"),
      ("\"seq\":4", "\"seq\":-4"), ("\"seq\":4", "\"seq\":4.0"), ("\"seq\":4", "\"seq\":4e0"), ("\"seq\":4,", ""),
      ("\"seq\":4", "\"seq\":4,\"seq\":4"), ("\"seq\":4", "\"seq\":99999999999999999999"), ("\"v\":1", "\"v\":2"),
      ("certify", "certified"), ("certify", "Certify"), ("certify", "batch.open"), ("certify", "revoke"),
      ("certify", "print"), ("\"stage\"", "\"sheet\":1,\"stage\""), ("\"seq\"", "\"page\":1,\"seq\""),
      ("\"digest\"", "\"copy\":1,\"digest\""), ("\"time\"", "\"successor\":\"SG-2026-0000002-F\",\"time\""),
      ("\"doc\":\"2d12a8bcfbdd467f\",", ""), ("\"no\":\"SG-2026-0000001-H\",", ""), ("0000001-H", "0000001-I"),
      ("0000001-H", "0000000-K"), ("SG-", "Sg-"), ("2026-0000001", "2027-0000001"), ("2d12a8", "2D12A8"),
      ("db94", "DB94"), ("db94", "db9"), ("db94", "db944"), ("20261123-01", "20261123-1"),
      ("20261123-01", "20261123-001"),
      ("20261123-01", "2026112301"), ("20261123-01", "20261123-"), ("22:00:00Z", "22:00:00+00:00"),
      ("22:00:00Z", "22:00:60Z"), ("22:00:00Z", "24:00:00Z"), ("22:00:00Z", "22:60:00Z"), ("22:00:00Z", "22:00:00.0Z"),
      ("22:00:00Z", "22:00:00z"), ("11-23T", "11-31T"), ("11-23T", "02-29T"), ("11-23T", "13-01T"),
      ("11-23T", "11-00T"),
      ("\"v\":1}", "\"v\":1}\r"), ("\"v\":1}", "\"v\":1"), ("certify", "certif\\u0079"),
      ("\"batch\"", "\"by\":1,\"batch\""),
    ])
  func malformed(from: String, to: String) throws {
    let changed = Self.certify.replacing(from, with: to)
    #expect(changed != Self.certify)
    #expect(throws: EntryFault.self) { try LedgerEntry(parsingLine: Array(changed.utf8)) }
  }

  @Test(
    "A stock serial is plain ASCII of 1 to 64 characters",
    arguments: [
      "", "a\"b", "a\\b", "a\u{1}b", "é", String(repeating: "a", count: 65),
    ])
  func stock(serial: String) {
    var entry = SampleLedger.event(.print, 1)
    entry.stock = serial
    #expect(throws: EntryFault.self) { try LedgerEntry(parsingLine: entry.line(seq: 0)) }
  }

  @Test("Whatever bytes come, a line that parses is the one that its entry writes")
  func fuzz() throws {
    var generator = SeededNumbers(seed: 7)
    var accepted = 0
    for text in [Self.certify, Self.spoil, Self.match] {
      let line = Array(text.utf8)
      for _ in 0..<30_000 {
        var changed = line
        for _ in 0...Int.random(in: 0...2, using: &generator) {
          let place = Int.random(in: changed.indices, using: &generator)
          switch Int.random(in: 0...3, using: &generator) {
          case 0: changed[place] = UInt8.random(in: 0...255, using: &generator)
          case 1: changed[place] = changed.randomElement(using: &generator) ?? 0
          case 2: changed.remove(at: place)
          default: changed.insert(changed.randomElement(using: &generator) ?? 0, at: place)
          }
        }
        guard let (seq, entry) = try? LedgerEntry.parse(changed) else { continue }
        accepted += 1
        #expect(entry.line(seq: seq) == changed)
      }
      for length in line.indices {
        #expect(throws: EntryFault.self) { try LedgerEntry(parsingLine: Array(line[..<length])) }
      }
    }
    #expect(accepted > 100)
  }

  @Test("A group is written as its entries are one by one, and takes exactly what the parser takes")
  func groups() {
    var generator = SeededNumbers(seed: 11)
    func some<Value>(_ values: Value...) -> Value { values[Int.random(in: values.indices, using: &generator)] }
    var accepted = 0
    for _ in 0..<300 {
      var writer = EntryWriter(capacity: 8, after: nil)
      var expected: [UInt8] = []
      for seq in 0..<40 {
        let stage = EntryStage.allCases.randomElement(using: &generator) ?? .certify
        let isRight = Int.random(in: 0..<12, using: &generator) > 0
        func right<Value>(_ value: Value?, _ belongs: Bool) -> Value? { belongs == isRight ? value : nil }
        let entry = LedgerEntry(
          batch: some("20261123-01", "20261123-01", "20261123-01", "20261123-02", "2026\",\"x"),
          digest: SampleLedger.digest("\(seq)"),
          doc: right(
            some("2d12a8bcfbdd467f", "2d12a8bcfbdd4670", "2d12a8bcfbdd467f", "2D12a8bcfbdd467f", "é2a8bcfbdd467f"),
            stage.hasDocument),
          number: right(
            some("SG-2026-0000001-H", "SG-2026-0000002-F", "SG-2026-0000002-F", "SG-2026-0000002-H", ""),
            stage.hasNumber),
          stage: stage, time: "2026-11-23T22:00:00Z", copy: some(nil, nil, nil, nil, 1, -1),
          page: stage.isReconciling ? 1 : nil)
        var group = writer
        let isTaken = (try? group.append(entry, seq: seq)) != nil
        let line = entry.line(seq: seq)
        if (try? LedgerEntry(parsingLine: line)) != nil {
          accepted += 1
          expected += line + [0x0A]
          #expect(isTaken)
          writer = group
          #expect(writer.bytes == expected)
        } else {
          #expect(!isTaken)
        }
      }
      #expect(writer.ends.last ?? 0 == expected.count)
    }
    #expect(accepted > 1000)
  }
}
