// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Ledger
import Reconciliation
import Trade

/// `ledger/confirmed/<size>`: every checkpoint that the quorum of witnesses has confirmed, about 1 KB a night. After a
/// theft the last one before it shows which entries are no thief's.
struct ConfirmedCheckpoints {
  private let folder: String

  init(ledger: String) {
    folder = ledger + "/confirmed"
  }

  func keep(_ note: SignedNote, size: Int) throws {
    try DurableFile.makeFolder(folder)
    try DurableFile.write(note.bytes, to: "\(folder)/\(size)")
  }

  /// The largest one that was confirmed before a day began, UTC, by as many witnesses as readers ask for.
  func last(before day: CalendarDate, keys: TrustEntry.LedgerKeys) throws -> SignedNote? {
    guard DurableFile.exists(folder) else { return nil }
    let sizes = try InputFiles([folder], inbox: folder).files.compactMap { Int($0.name) }.sorted()
    for size in sizes.reversed() {
      let note = try SignedNote(
        parsing: try DurableFile.read("\(folder)/\(size)", limit: SignedNote.maximumLength))
      if keys.isConfirmed(note, before: day) { return note }
    }
    return nil
  }
}
