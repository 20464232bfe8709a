// SPDX-License-Identifier: GPL-3.0-or-later
public import DurableFiles

/// Why a ledger could not be opened, read, appended to or published.
public enum LedgerError: Error, Equatable, CustomStringConvertible {
  case file(FileError)
  /// `create` where there is a ledger already.
  case alreadyExists(path: String)
  /// A checkpoint that is not well formed, not signed by the ledger's key, or of another log.
  case checkpoint(path: String, NoteError)
  /// The key could not sign a checkpoint; what it would cover is safe.
  case unsigned(path: String, reason: String)
  /// What is on the disk contradicts the signed checkpoint or itself; `line` from 1.
  case broken(path: String, line: Int?, reason: String)
  /// An entry that the ledger's format does not allow, or out of its place; `index` of the group from 0.
  case entry(index: Int, stage: String, reason: String)
  /// A copy of this ledger holds something else: this one was restored from a backup or changed.
  case forked(path: String, reason: String)
  /// A published ledger that could not be fetched, for a reason that is none of the ledger's.
  case unreachable(address: String, reason: String)
  /// No such entry.
  case noEntry(index: Int, size: Int)

  /// The ledger itself is at fault: exit code 4. A full disk is code 5.
  public var isBroken: Bool {
    switch self {
    case .checkpoint, .broken, .forked: true
    default: false
    }
  }

  public var description: String {
    switch self {
    case .file(let error): error.description
    case .alreadyExists(let path): "\(path): cannot make a ledger: there is one already"
    case .checkpoint(let path, let error): "\(path): cannot trust the checkpoint: \(error)"
    case .unsigned(let path, let reason):
      "\(path): cannot sign the checkpoint: \(reason); no entry is lost, the next run signs them"
    case .broken(let path, let line, let reason):
      path + (line.map { " line \($0)" } ?? "") + ": the ledger is broken: \(reason)"
    case .entry(let index, let stage, let reason):
      "entry \(index + 1) of the group (\(stage)): cannot append: \(reason)"
    case .forked(let path, let reason):
      "\(path): the copy and this ledger have parted: \(reason); keep both and find out which was restored or changed"
    case .unreachable(let address, let reason): "\(address): cannot fetch: \(reason)"
    case .noEntry(let index, let size): "cannot read entry \(index): the ledger has \(size)"
    }
  }
}

extension LedgerError {
  /// Passes errors of the file system on.
  static func files<Value: ~Copyable>(
    _ body: () throws(FileError) -> Value
  ) throws(LedgerError) -> Value {
    do throws(FileError) { return try body() } catch { throw .file(error) }
  }

  /// Passes errors of the checkpoint at `path` on.
  static func notes<Value>(_ path: String, _ body: () throws(NoteError) -> Value) throws(LedgerError) -> Value {
    do throws(NoteError) {
      return try body()
    } catch {
      if case .cannotSign(let reason) = error { throw .unsigned(path: path, reason: reason) }
      throw .checkpoint(path: path, error)
    }
  }
}
