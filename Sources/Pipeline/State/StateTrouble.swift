// SPDX-License-Identifier: GPL-3.0-or-later
import GRDB

/// What an error of the state's database means for the exit code.
public enum StateTrouble {
  /// The disk is full or the database cannot be written.
  public static func isDiskFull(_ error: any Error) -> Bool {
    guard let error = error as? DatabaseError else { return false }
    return [ResultCode.SQLITE_FULL, .SQLITE_READONLY, .SQLITE_IOERR].contains(error.resultCode)
  }
}
