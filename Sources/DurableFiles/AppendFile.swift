// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// A file that only grows; it must have one writer at a time (see `FileLock`).
public struct AppendFile: ~Copyable {
  private var file: Descriptor
  /// Length in bytes, appended bytes included.
  public private(set) var size: Int
  private var isUnsettled = false

  /// Opens or makes the file; `truncatingTo` cuts it to that length first (a torn end), which is durable with the
  /// next `sync`. A file shorter than that is an error.
  public init(_ path: String, truncatingTo length: Int? = nil, mode: UInt16 = 0o644) throws(FileError) {
    let file = try Descriptor(opening: path, O_RDWR | O_CREAT | O_NOFOLLOW, mode: mode)
    let size = try file.size()
    if let length, length != size {
      guard length < size else {
        throw FileError(path: path, operation: .truncate, cause: .truncated(expected: length, found: size))
      }
      try file.truncate(to: length)
    }
    self.file = file
    self.size = length ?? size
  }

  /// Writes at the end; durable after `sync`. When it throws, nothing was appended.
  public mutating func append(_ bytes: [UInt8]) throws(FileError) {
    guard !isUnsettled else { throw FileError(path: file.path, operation: .write, cause: .unsettled) }
    do throws(FileError) {
      try file.write(bytes, at: size)
    } catch {
      // A full disk takes part of the bytes: cut them off again, or refuse to go on behind them.
      do throws(FileError) { try file.truncate(to: size) } catch { isUnsettled = true }
      throw error
    }
    size += bytes.count
  }

  /// All appended bytes are durable when this returns (fdatasync(2)).
  ///
  /// After a failure the kernel may have dropped the pages and called them clean: a second call would succeed
  /// without having written anything. So the file refuses everything more until it is opened and read again.
  public mutating func sync() throws(FileError) {
    guard !isUnsettled else { throw FileError(path: file.path, operation: .flush, cause: .unsettled) }
    do throws(FileError) {
      try file.syncData()
    } catch {
      isUnsettled = true
      throw error
    }
  }

  /// `sync`, and `work` at the same time where a thread is worth it.
  public mutating func sync(while work: () -> Void, isLong: Bool) throws(FileError) {
    guard isLong, !isUnsettled else {
      work()
      return try sync()
    }
    let code = Flush.run(file.number, while: work)
    guard code == 0 else {
      isUnsettled = true
      throw FileError(path: file.path, operation: .flush, cause: .system(code))
    }
  }

  /// Cuts the file to a shorter length.
  public mutating func truncate(to length: Int) throws(FileError) {
    guard length <= size else {
      throw FileError(path: file.path, operation: .truncate, cause: .truncated(expected: length, found: size))
    }
    try file.truncate(to: length)
    size = length
  }

  /// Exactly `count` bytes from `offset` on.
  public func read(at offset: Int, count: Int) throws(FileError) -> [UInt8] {
    let bytes = try file.read(at: offset, count: count)
    guard bytes.count == count else {
      throw FileError(
        path: file.path, operation: .read, cause: .truncated(expected: count, found: bytes.count))
    }
    return bytes
  }

  /// Closes the file; without it the file is closed when the value goes, and an error of close(2) is lost.
  public consuming func close() throws(FileError) {
    try file.finish()
  }
}
