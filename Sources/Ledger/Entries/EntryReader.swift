// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles

/// The entries of a ledger file one after the other, in flat memory. Parses strictly; hashes are not looked at.
public struct EntryReader: ~Copyable {
  private let path: String
  private var reader: LineReader
  private var seq: Int
  private let end: Int

  /// All entries of the ledger in a folder, whoever writes it; a torn last line is left out.
  public init(folder: String) throws(LedgerError) {
    try self.init(LedgerPaths(folder: folder).lines, offset: 0, seq: 0, end: .max)
  }

  /// All entries of a ledger's file, wherever it is.
  public init(file path: String) throws(LedgerError) {
    try self.init(path, offset: 0, seq: 0, end: .max)
  }

  init(_ path: String, offset: Int, seq: Int, end: Int) throws(LedgerError) {
    self.path = path
    self.seq = seq
    self.end = end
    reader = try LedgerError.files { () throws(FileError) in try LineReader(path, from: offset) }
  }

  /// The next entry and its index; nil at the end.
  public mutating func next() throws(LedgerError) -> (seq: Int, entry: LedgerEntry)? {
    guard seq < end else { return nil }
    let next: LineReader.Line
    do throws(FileError) { next = try reader.next() } catch { throw .file(error) }
    switch next {
    case .end, .torn: return nil
    case .tooLong: throw .broken(path: path, line: seq + 1, reason: "the line is too long")
    case .whole(let range):
      do throws(EntryFault) {
        let line = try EntryLine(reader.buffer, range)
        guard line.seq == seq else { throw EntryFault(column: nil, reason: "seq \(seq) expected, \(line.seq) found") }
        defer { seq += 1 }
        return (seq, LedgerEntry(line, of: reader.buffer))
      } catch {
        throw .broken(path: path, line: seq + 1, reason: error.description)
      }
    }
  }
}
