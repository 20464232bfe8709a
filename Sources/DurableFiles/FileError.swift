// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// A file or folder that could not be read, written or made durable.
public struct FileError: Error, Equatable, CustomStringConvertible {
  /// What was being done.
  public enum Operation: String, Sendable {
    case open, read, write, flush, rename, link, remove, truncate, lock, list
    case inspect = "look at"
    case makeFolder = "make the folder"
  }

  /// Why it failed.
  public enum Cause: Equatable, Sendable {
    /// The system's error number (errno(3)).
    case system(Int32)
    /// More bytes than the caller allows.
    case tooLarge(limit: Int)
    /// Not an ordinary file.
    case notAFile
    /// The bytes do not hash to the digest that they are kept under.
    case damaged
    /// Fewer bytes than were asked for.
    case truncated(expected: Int, found: Int)
    /// An earlier write or flush failed: what is on the disk is unknown until the file is opened again.
    case unsettled
  }

  public let path: String
  public let operation: Operation
  public let cause: Cause

  public init(path: String, operation: Operation, cause: Cause) {
    self.path = path
    self.operation = operation
    self.cause = cause
  }

  /// The disk is full or the place is not writable: exit code 5.
  public var isFull: Bool {
    guard case .system(let code) = cause else { return false }
    if [ENOSPC, EDQUOT, EROFS].contains(code) { return true }
    return ![.open, .read, .inspect, .list].contains(operation) && [EACCES, EPERM, EFBIG, EIO].contains(code)
  }

  /// There is no such file or folder.
  public var isMissing: Bool { cause == .system(ENOENT) || cause == .system(ENOTDIR) }

  /// The file is there already.
  public var alreadyExists: Bool { cause == .system(EEXIST) }

  public var description: String {
    let why =
      switch cause {
      case .system(let code): String(cString: strerror(code))
      case .tooLarge(let limit): "larger than \(limit) bytes"
      case .notAFile: "not an ordinary file"
      case .damaged: "the bytes do not match the digest that they are kept under"
      case .truncated(let expected, let found): "\(expected) bytes expected, \(found) found"
      case .unsettled: "an earlier write failed; open the file again"
      }
    return "\(path): cannot \(operation.rawValue): \(why)"
  }

  /// The error of the system call that has just failed.
  static func last(_ operation: Operation, _ path: String) -> FileError {
    FileError(path: path, operation: operation, cause: .system(errno))
  }
}
