// SPDX-License-Identifier: GPL-3.0-or-later
public import Signing

/// One entry of the ledger: a stage of a document or an event of a certificate, as bytes and digests.
public struct LedgerEntry: Equatable, Sendable {
  /// `YYYYMMDD-nn`.
  public var batch: String
  /// What the stage made or saw; formats.md says for each stage of what.
  public var digest: Digest
  /// 16 hexadecimal digits that stand for an application or a scan.
  public var doc: String?
  /// The certificate's number.
  public var number: String?
  public var stage: EntryStage
  /// RFC 3339 in UTC, whole seconds: `2026-11-23T22:00:00Z`.
  public var time: String
  /// From 1.
  public var copy: Int?
  /// From 1.
  public var page: Int?
  /// From 1.
  public var sheet: Int?
  /// Serial of the security paper: 1 to 64 plain ASCII characters.
  public var stock: String?
  /// Number of the certificate that takes this one's place.
  public var successor: String?

  public init(
    batch: String, digest: Digest, doc: String? = nil, number: String? = nil, stage: EntryStage, time: String,
    copy: Int? = nil, page: Int? = nil, sheet: Int? = nil, stock: String? = nil, successor: String? = nil
  ) {
    self.batch = batch
    self.digest = digest
    self.doc = doc
    self.number = number
    self.stage = stage
    self.time = time
    self.copy = copy
    self.page = page
    self.sheet = sheet
    self.stock = stock
    self.successor = successor
  }

  /// The entry's line (RFC 8785), without LF; `seq` is its index in the ledger.
  public func line(seq: Int) -> [UInt8] {
    var line: [UInt8] = []
    line.reserveCapacity(256)
    appendLine(seq: seq, to: &line)
    return line
  }

  /// Parses a line without its LF; only what `line(seq:)` writes is taken.
  public init(parsingLine line: [UInt8]) throws(EntryFault) {
    self = try Self.parse(line).entry
  }

  /// Parses a line without its LF and gives its index in the ledger too.
  public static func parse(_ line: [UInt8]) throws(EntryFault) -> (seq: Int, entry: LedgerEntry) {
    let view = try EntryLine(line, line.indices)
    return (view.seq, LedgerEntry(view, of: line))
  }

  /// The entry of a line that has been parsed, in the buffer that it was parsed in.
  init(_ line: EntryLine, of bytes: [UInt8]) {
    func text(_ range: Range<Int>?) -> String? {
      range.map { String(decoding: bytes[$0], as: UTF8.self) }
    }
    var digest: [UInt8] = []
    digest.reserveCapacity(Digest.byteCount)
    // The parser has seen lower-case hexadecimal digits only.
    func nibble(_ byte: UInt8) -> UInt8 { byte < 58 ? byte - 48 : byte - 87 }
    for start in stride(from: line.digestStart, to: line.digestStart + 64, by: 2) {
      digest.append(nibble(bytes[start]) << 4 | nibble(bytes[start + 1]))
    }
    self.init(
      batch: text(line.batchRange) ?? "", digest: Digest(bytes: digest) ?? TreeHash.empty,
      doc: text(line.documentRange), number: text(line.numberRange), stage: line.stage,
      time: text(line.timeRange) ?? "", copy: line.copy,
      page: line.page, sheet: line.sheet, stock: text(line.stock), successor: text(line.successorRange))
  }

  /// Writes the line at the end of `line`. Keys in the order of their UTF-16 units.
  func appendLine(seq: Int, to line: inout [UInt8]) {
    func text(_ key: StaticString, _ value: String?) {
      guard let value else { return }
      append(key, to: &line)
      Self.append(value, to: &line)
      append("\",", to: &line)
    }
    func count(_ key: StaticString, _ value: Int?) {
      guard let value else { return }
      append(key, to: &line)
      Self.appendDecimal(value, to: &line)
      append(",", to: &line)
    }
    text("{\"batch\":\"", batch)
    count("\"copy\":", copy)
    append("\"digest\":\"", to: &line)
    digest.appendHex(to: &line)
    append("\",", to: &line)
    text("\"doc\":\"", doc)
    text("\"no\":\"", number)
    count("\"page\":", page)
    count("\"seq\":", seq)
    count("\"sheet\":", sheet)
    text("\"stage\":\"", stage.rawValue)
    text("\"stock\":\"", stock)
    text("\"successor\":\"", successor)
    text("\"time\":\"", time)
    append("\"v\":1}", to: &line)
  }

  private func append(_ text: StaticString, to line: inout [UInt8]) {
    text.withUTF8Buffer { buffer in unsafe line.append(contentsOf: buffer) }
  }

  static func append(_ text: String, to line: inout [UInt8]) {
    if unsafe text.utf8.withContiguousStorageIfAvailable({ unsafe line.append(contentsOf: $0) }) == nil {
      line += text.utf8
    }
  }

  /// Without sign and leading zeros; of a negative number something that the parser refuses.
  static func appendDecimal(_ value: Int, to line: inout [UInt8]) {
    guard value >= 0 else { return line += String(value).utf8 }
    if value >= 10 { appendDecimal(value / 10, to: &line) }
    line.append(UInt8(ascii: "0") + UInt8(value % 10))
  }
}
