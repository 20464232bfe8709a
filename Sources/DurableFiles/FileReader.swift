// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// An ordinary file open for reading at any place.
public struct FileReader: ~Copyable {
  private let file: Descriptor
  /// Length in bytes when it was opened.
  public let size: Int

  public init(_ path: String) throws(FileError) {
    let file = try Descriptor(opening: path, O_RDONLY | O_NONBLOCK)
    size = try file.size()
    self.file = file
  }

  /// At most `count` bytes from `offset` on; fewer only at the end of the file.
  public func read(at offset: Int, upTo count: Int) throws(FileError) -> [UInt8] {
    try file.read(at: offset, count: count)
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

  /// Fills `buffer` from index `start` on with bytes of the file from `offset` on; gives how many there were.
  public func read(into buffer: inout [UInt8], from start: Int, at offset: Int) throws(FileError) -> Int {
    var failure: FileError?
    let count = buffer.withUnsafeMutableBytes { bytes -> Int in
      do throws(FileError) {
        return try file.read(into: UnsafeMutableRawBufferPointer(rebasing: bytes[start...]), at: offset)
      } catch {
        failure = error
        return 0
      }
    }
    if let failure { throw failure }
    return count
  }
}
