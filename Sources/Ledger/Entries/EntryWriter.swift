// SPDX-License-Identifier: GPL-3.0-or-later
import Signing

/// Writes the lines of a group and refuses entries that the grammar does not take.
///
/// The grammar has one definition, `EntryLine`. A night's entries differ mostly in digest, document and number only:
/// a line that shares everything else with one that was parsed needs just those looked at.
struct EntryWriter {
  /// The lines so far, each with its LF.
  private(set) var bytes: [UInt8] = []
  /// Where each line ends, behind its LF.
  private(set) var ends: [Int] = []
  private var time: String?
  private var patterns: [Pattern] = []

  /// What a line has before its digest and behind its seq.
  private struct Pattern {
    let stage: EntryStage
    let batch: String
    let time: String
    let head: [UInt8]
    let tail: [UInt8]
  }

  /// `after` is the time of the entry before the group.
  init(capacity: Int, after time: String?) {
    bytes.reserveCapacity(capacity * 224)
    ends.reserveCapacity(capacity)
    self.time = time
  }

  mutating func append(_ entry: LedgerEntry, seq: Int) throws(EntryFault) {
    // Times of this form stand in the order of their bytes.
    if let time, entry.time != time, entry.time < time {
      throw EntryFault(column: nil, reason: "earlier than the entry before")
    }
    let isPlain = entry.isPlain
    let known = patterns.firstIndex { $0.stage == entry.stage }
    if isPlain, let known, patterns[known].batch == entry.batch, patterns[known].time == entry.time {
      try append(entry, seq: seq, patterns[known])
    } else {
      let start = bytes.count
      entry.appendLine(seq: seq, to: &bytes)
      let line = try EntryLine(bytes, start..<bytes.count, isDigestKnown: true)
      if isPlain {
        if let known { patterns.remove(at: known) }
        let pattern = Pattern(
          stage: entry.stage, batch: entry.batch, time: entry.time, head: Array(bytes[start..<line.digestStart]),
          tail: Array(bytes[line.seqEnd...]) + [0x0A])
        patterns.append(pattern)
      }
      bytes.append(0x0A)
    }
    ends.append(bytes.count)
    time = entry.time
  }

  private mutating func append(_ entry: LedgerEntry, seq: Int, _ pattern: Pattern) throws(EntryFault) {
    bytes += pattern.head
    entry.digest.appendHex(to: &bytes)
    if let doc = entry.doc {
      bytes += Self.docKey
      let start = bytes.count
      LedgerEntry.append(doc, to: &bytes)
      guard bytes.count - start == 16, bytes[start...].allSatisfy(\.isLowerHexadecimal) else {
        throw EntryFault(column: nil, reason: "expected a doc of 16 lower-case hexadecimal digits")
      }
    }
    if let number = entry.number {
      bytes += Self.numberKey
      let start = bytes.count
      LedgerEntry.append(number, to: &bytes)
      guard bytes.count - start == EntryNumber.length, EntryNumber(bytes, at: start) != nil else {
        throw EntryFault(column: nil, reason: "expected a certificate number with its check character")
      }
    }
    bytes += Self.seqKey
    LedgerEntry.appendDecimal(seq, to: &bytes)
    bytes += pattern.tail
  }

  private static let docKey = Array("\",\"doc\":\"".utf8)
  private static let numberKey = Array("\",\"no\":\"".utf8)
  private static let seqKey = Array("\",\"seq\":".utf8)
}

extension LedgerEntry {
  /// Nothing but batch, digest, the keys that its stage must have, and time.
  fileprivate var isPlain: Bool {
    copy == nil && page == nil && sheet == nil && stock == nil && successor == nil
      && (doc != nil) == stage.hasDocument && (number != nil) == stage.hasNumber
  }
}

extension UInt8 {
  fileprivate var isLowerHexadecimal: Bool { self &- 48 < 10 || self &- 97 < 6 }
}
