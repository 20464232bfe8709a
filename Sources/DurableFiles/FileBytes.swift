// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// The bytes of a file that parsers written in C read where they lie: mapped, so that a long file takes no memory of its
/// own, or held.
///
/// A file that somebody shortens while it is mapped ends the process: map it in a worker.
public final class FileBytes: @unchecked Sendable {
  // Never written to after init: that is why it may be shared.
  private let bytes: UnsafeMutableRawBufferPointer
  private let isMapped: Bool

  public init(_ bytes: [UInt8]) {
    self.bytes = .allocate(byteCount: max(1, bytes.count), alignment: 16)
    self.bytes.copyBytes(from: bytes)
    count = bytes.count
    isMapped = false
  }

  /// Maps an ordinary file; more than `limit` bytes is an error.
  public init(mapping path: String, limit: Int) throws(FileError) {
    let file = try Descriptor(opening: path, O_RDONLY | O_NONBLOCK)
    count = try file.size()
    guard count <= limit else { throw FileError(path: path, operation: .read, cause: .tooLarge(limit: limit)) }
    // An empty file cannot be mapped.
    isMapped = count > 0
    guard isMapped else {
      bytes = .allocate(byteCount: 1, alignment: 16)
      return
    }
    guard let start = mmap(nil, count, PROT_READ, MAP_PRIVATE, file.number, 0), start != MAP_FAILED else {
      throw .last(.read, path)
    }
    bytes = UnsafeMutableRawBufferPointer(start: start, count: count)
  }

  deinit {
    if isMapped { munmap(bytes.baseAddress, count) } else { bytes.deallocate() }
  }

  public let count: Int

  /// For the wrappers of C libraries alone; good as long as this object is kept.
  package var start: UnsafePointer<UInt8> {
    unsafe UnsafePointer(bytes.baseAddress!.assumingMemoryBound(to: UInt8.self))
  }

  /// From 0; the caller keeps below `count`.
  public subscript(index: Int) -> UInt8 {
    precondition(index >= 0 && index < count, "beyond the file")
    return bytes[index]
  }

  /// The first bytes, at most `count`.
  public func prefix(_ count: Int) -> [UInt8] {
    [UInt8](UnsafeRawBufferPointer(bytes).prefix(min(count, self.count)))
  }

  /// Gives back the memory of what was read of a mapped file; it is read again when it is looked at again.
  public func letGo() {
    if isMapped { madvise(bytes.baseAddress, count, MADV_DONTNEED) }
  }
}
