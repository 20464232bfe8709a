// SPDX-License-Identifier: GPL-3.0-or-later
import Signing

/// A ledger line as the strict parser sees it: numbers and places in the buffer, no allocation.
///
/// The grammar takes exactly the lines that `LedgerEntry.line(seq:)` writes (RFC 8785: keys in order, no spaces, no
/// escapes are ever needed), so that a line that parses is canonical.
struct EntryLine {
  /// The batch `YYYYMMDD-nn` as one number: date · 10^6 + counter.
  var batch = 0
  var batchRange = 0..<0
  var stage = EntryStage.batchOpen
  var seq = 0
  var seqEnd = 0
  /// Seconds are the last two decimal digits, then minutes, hours, day, month, year: ordered as the times are.
  var time = 0
  var timeRange = 0..<0
  var digestStart = 0
  /// `doc` as a number.
  var document: UInt64?
  var documentRange: Range<Int>?
  var number: EntryNumber?
  var numberRange: Range<Int>?
  var copy: Int?
  var page: Int?
  var sheet: Int?
  var stock: Range<Int>?
  var successor: EntryNumber?
  var successorRange: Range<Int>?

  /// Parses `bytes[range]`, a line without its LF; the error says what was expected and at which column.
  /// `isDigestKnown` spares looking at digits that a `Digest` has written.
  init(_ bytes: [UInt8], _ range: Range<Int>, isDigestKnown: Bool = false) throws(EntryFault) {
    var cursor = LineCursor(bytes: bytes, range: range)
    try cursor.expect("{\"batch\":\"")
    var start = cursor.position
    batch = try cursor.batch()
    batchRange = start..<cursor.position
    try cursor.expect("\",")
    if cursor.skip("\"copy\":") { copy = try cursor.count(then: ",") }
    try cursor.expect("\"digest\":\"")
    digestStart = cursor.position
    if isDigestKnown { cursor.advance(64) } else { try cursor.hexadecimal(64) }
    try cursor.expect("\",")
    if cursor.skip("\"doc\":\"") {
      start = cursor.position
      document = try cursor.hexadecimal(16)
      documentRange = start..<cursor.position
      try cursor.expect("\",")
    }
    if cursor.skip("\"no\":\"") {
      start = cursor.position
      number = try cursor.number()
      numberRange = start..<cursor.position
      try cursor.expect("\",")
    }
    if cursor.skip("\"page\":") { page = try cursor.count(then: ",") }
    try cursor.expect("\"seq\":")
    seq = try cursor.decimal()
    seqEnd = cursor.position
    try cursor.expect(",")
    if cursor.skip("\"sheet\":") { sheet = try cursor.count(then: ",") }
    try cursor.expect("\"stage\":\"")
    stage = try cursor.stage()
    try cursor.expect("\",")
    if cursor.skip("\"stock\":\"") {
      stock = try cursor.stock()
      try cursor.expect("\",")
    }
    if cursor.skip("\"successor\":\"") {
      start = cursor.position
      successor = try cursor.number()
      successorRange = start..<cursor.position
      try cursor.expect("\",")
    }
    try cursor.expect("\"time\":\"")
    start = cursor.position
    time = try cursor.time()
    timeRange = start..<cursor.position
    try cursor.expect("\",\"v\":1}")
    try cursor.expectEnd()
    if let reason = shapeFault { throw EntryFault(column: nil, reason: reason) }
  }

  /// What was done by hand between batches, `YYYYMMDD-00`.
  var isOfDesk: Bool { batch % 1_000_000 == 0 }

  /// RFC 3339 of a `time`.
  static func text(ofTime time: Int) -> String {
    func two(_ value: Int) -> String { (value < 10 ? "0" : "") + String(value) }
    let year = String(time / 10_000_000_000)
    let date = String(repeating: "0", count: 4 - year.utf8.count) + year
    let rest = [100_000_000, 1_000_000, 10_000, 100, 1].map { two(time / $0 % 100) }
    return "\(date)-\(rest[0])-\(rest[1])T\(rest[2]):\(rest[3]):\(rest[4])Z"
  }

  /// Which keys a stage must and may have (formats.md, "Entries"); nil when they are right.
  private var shapeFault: String? {
    if stage.hasDocument != (document != nil) {
      return stage.hasDocument ? "\(stage.rawValue) without a doc" : "\(stage.rawValue) with a doc"
    }
    if stage.hasNumber != (number != nil) {
      return stage.hasNumber ? "\(stage.rawValue) without a no" : "\(stage.rawValue) with a no"
    }
    if copy != nil, !(stage.isEvent || stage == .stamp || stage == .proof) { return "\(stage.rawValue) with a copy" }
    if page != nil, !(stage.isReconciling || stage == .receive) { return "\(stage.rawValue) with a page" }
    if page == nil, stage.isReconciling { return "\(stage.rawValue) without a page" }
    if sheet != nil, !stage.isEvent { return "\(stage.rawValue) with a sheet" }
    if stock != nil, !stage.isEvent { return "\(stage.rawValue) with a stock" }
    if successor != nil, stage != .replace && stage != .duplicate && stage != .spoil && stage != .reprint {
      return "\(stage.rawValue) with a successor"
    }
    return nil
  }
}
