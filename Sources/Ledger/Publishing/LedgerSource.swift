// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles

/// Where the files of a published ledger come from; whatever they hold, they are compared with the signed root.
public protocol LedgerSource: Sendable {
  /// Folder or address, for messages.
  var name: String { get }

  /// The bytes of a file below it (`checkpoint`, `tile/0/000`); nil where there is none, an error for more than `limit`.
  func read(_ path: String, limit: Int) throws(LedgerError) -> [UInt8]?
}

/// A published ledger in a folder.
struct FolderSource: LedgerSource {
  let name: String

  func read(_ path: String, limit: Int) throws(LedgerError) -> [UInt8]? {
    do throws(FileError) {
      return try DurableFile.read("\(name)/\(path)", limit: limit)
    } catch  where error.isMissing {
      return nil
    } catch  where error.cause == .tooLarge(limit: limit) {
      throw .broken(path: "\(name)/\(path)", line: nil, reason: "larger than the \(limit) bytes that it can have")
    } catch {
      throw .file(error)
    }
  }
}
