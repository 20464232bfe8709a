// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// A file that is written and closed, no more: the peers flush nothing either.
struct OutputFile: ~Copyable {
  private let path: String
  private let descriptor: Int32

  init(_ path: String) throws(Trouble) {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    guard descriptor >= 0 else { throw Trouble("\(path): cannot be made: \(String(cString: strerror(errno)))") }
  }

  deinit { close(descriptor) }

  func write(_ bytes: [UInt8]) throws(Trouble) {
    try write(bytes, [])
  }

  /// Both in one call, as the house's store does it.
  func write(_ first: [UInt8], _ second: [UInt8]) throws(Trouble) {
    let count = first.withUnsafeBytes { one in
      second.withUnsafeBytes { two in
        // writev(2) only reads through these pointers.
        var parts = [
          iovec(iov_base: UnsafeMutableRawPointer(mutating: one.baseAddress), iov_len: one.count),
          iovec(iov_base: UnsafeMutableRawPointer(mutating: two.baseAddress), iov_len: two.count),
        ]
        return writev(descriptor, &parts, 2)
      }
    }
    guard count == first.count + second.count else {
      throw Trouble("\(path): cannot be written: \(String(cString: strerror(errno)))")
    }
  }
}
