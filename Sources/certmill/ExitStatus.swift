// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import DurableFiles
import Ledger
import Pipeline

/// The one table of exit codes.
enum ExitStatus: Int32 {
  case good = 0
  /// Usage or configuration.
  case usage = 1
  /// Done, some refused, held or not genuine.
  case notAllGood = 2
  /// Done, some failed.
  case someFailed = 3
  /// Ledger broken or locked.
  case ledger = 4
  /// Disk full or output not writable.
  case disk = 5

  init(of error: any Error) {
    switch error {
    case let error as FileError: self = error.isFull ? .disk : .usage
    case let error as LedgerError:
      switch error {
      case .file(let file) where file.isFull: self = .disk
      case .unreachable: self = .someFailed
      case .unsigned: self = .usage
      default: self = .ledger
      }
    case let error as LockError:
      if case .file(let file) = error, file.isFull { self = .disk } else { self = .ledger }
    case let error as RunError: self = error.isOfLedger ? .ledger : .usage
    case let error as WitnessError:
      if case .file(let file) = error { self = file.isFull ? .disk : .usage } else { self = .ledger }
    case LedgerDeskError.unconfirmed: self = .ledger
    case WitnessDeskError.unreadable: self = .notAllGood
    case let error as ExchangeError:
      self = error.isUnreadable ? .someFailed : error.isRefusal ? .notAllGood : .usage
    case is NoteError: self = .ledger
    default: self = StateTrouble.isDiskFull(error) ? .disk : .usage
    }
  }

  init(_ counts: BatchCounts) {
    self = counts.failed > 0 ? .someFailed : counts.refused + counts.held > 0 ? .notAllGood : .good
  }

  init(_ report: ReconciliationReport) {
    self = report.hasFailed ? .someFailed : report.isAllGood ? .good : .notAllGood
  }

  /// The argument parser's own errors bring their usage text along; what a command itself finds wrong is a sentence.
  static func isOfParser(_ error: any Error) -> Bool {
    error is CleanExit || String(describing: type(of: error)) == "CommandError"
  }
}
