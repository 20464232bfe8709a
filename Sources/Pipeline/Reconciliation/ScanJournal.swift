// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import DurableFiles
import Seals

/// Reads the events of a batch of scans out of its journal, one after the other.
struct ScanJournal: ~Copyable {
  private var reader: LineReader
  private let batch: String
  private var lineNumber = 0

  init(of batch: String, in workspace: Workspace) throws {
    self.batch = batch
    reader = try LineReader(workspace.batch(batch).events)
  }

  /// The next event and the place of its file in the list of inputs; nil at the end. Other events are passed over.
  mutating func next() throws -> (input: Int, event: ScanEvent)? {
    while let bytes = try reader.next() {
      lineNumber += 1
      guard let line = JournalLine(parsing: bytes) else {
        throw RunError.brokenEvents(batch: batch, line: lineNumber, reason: "not a line of the journal")
      }
      guard let input = line.input else { continue }
      guard let event = (try? JSONValue(parsing: line.event)).flatMap({ ScanEvent($0) }) else {
        throw RunError.brokenEvents(batch: batch, line: lineNumber, reason: "not an event of a scan")
      }
      return (input, event)
    }
    return nil
  }

  /// The next row as `decode` left it; nil behind the last one.
  mutating func nextDecoded() throws -> (input: Int, row: DecodedRow)? {
    while let (input, event) = try next() {
      switch event {
      case .received: continue
      case .decoded(let row): return (input, row)
      case .verified, .matched: return nil
      }
    }
    return nil
  }

  /// The next row as it was judged, with what its code says.
  mutating func nextJudged() throws -> (input: Int, row: PageRow)? {
    var claims: SealClaims?
    while let (input, event) = try next() {
      switch event {
      case .received, .decoded: continue
      case .verified(let said): claims = said
      case .matched(var row):
        row.claims = claims
        return (input, row)
      }
    }
    return nil
  }
}

/// What of a batch of scans stands in the ledger already: a run after a kill goes on behind it.
struct RecordedScans {
  /// The place of the last file that was received, and of the last row of it.
  private(set) var lastInput: Int?
  private(set) var lastRow: DecodedRow?
  /// Rows of the last page.
  private(set) var rowsOfLastPage = 0
  private(set) var matched = 0
  /// The row behind the last one that was matched has its `verify`.
  private(set) var isNextVerified = false
  /// All files are decoded: rows are being judged.
  private(set) var isDecoded = false

  init(_ journal: consuming ScanJournal) throws {
    while let (input, event) = try journal.next() {
      switch event {
      case .received:
        (lastInput, lastRow, rowsOfLastPage) = (input, nil, 0)
      case .decoded(let row):
        rowsOfLastPage = row.page == lastRow?.page && lastRow != nil ? rowsOfLastPage + 1 : 1
        lastRow = row
      case .verified:
        (isDecoded, isNextVerified) = (true, true)
      case .matched:
        (isDecoded, isNextVerified) = (true, false)
        matched += 1
      }
    }
  }
}
