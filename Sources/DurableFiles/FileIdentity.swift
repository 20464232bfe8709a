// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
public import Signing

/// Which file stands under a name, and its state: another value tells that it was replaced or written to.
public struct FileIdentity: Equatable, Sendable {
  private let device, inode: UInt64
  private let size, seconds, nanoseconds: Int

  public init(of path: String) throws(FileError) {
    var status = stat()
    guard stat(path, &status) == 0 else { throw .last(.inspect, path) }
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
    size = Int(status.st_size)
    seconds = status.st_mtim.tv_sec
    nanoseconds = status.st_mtim.tv_nsec
  }
}

extension DurableFile {
  /// The digest of an ordinary file, read piece by piece; more than `limit` bytes is an error.
  public static func digest(of path: String, limit: Int) throws(FileError) -> Digest {
    let file = try Descriptor(opening: path, O_RDONLY | O_NONBLOCK)
    guard try file.size() <= limit else {
      throw FileError(path: path, operation: .read, cause: .tooLarge(limit: limit))
    }
    var state = SHA256State()
    var offset = 0
    while true {
      let part = try file.read(at: offset, count: 1 << 20)
      guard !part.isEmpty, offset <= limit else { return state.finish() }
      state.update(part)
      offset += part.count
    }
  }
}
