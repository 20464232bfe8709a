// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc
import Synchronization

/// The store's folder, opened once at the first need and shared by all copies of a `ByteStore`.
///
/// It stays open: syncfs(2) reports write errors that happened since the descriptor was opened, so that one opened
/// for the call alone could miss an error that somebody else has already seen. Sendable: the descriptor is written
/// once, under the mutex, and everything else is constant.
final class StoreFolder: Sendable {
  let path: String
  private let descriptor = Mutex<Int32>(-1)
  private let serial = Atomic<Int>(0)

  init(path: String) {
    self.path = path
  }

  deinit {
    descriptor.withLock { if $0 >= 0 { close($0) } }
  }

  /// The open folder's number; `making` makes it and its `tmp` first.
  func opened(making: Bool) throws(FileError) -> Int32 {
    try descriptor.withLock { (number: inout Int32) throws(FileError) -> Int32 in
      if number >= 0 { return number }
      if making { try DurableFile.makeFolder(path + "/tmp") }
      let opened = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      guard opened >= 0 else { throw FileError.last(.open, path) }
      number = opened
      return opened
    }
  }

  /// A name below `tmp` that no other put of this machine uses at the same time.
  func temporaryName() -> String {
    "tmp/\(getpid())-\(serial.add(1, ordering: .relaxed).newValue)"
  }
}
