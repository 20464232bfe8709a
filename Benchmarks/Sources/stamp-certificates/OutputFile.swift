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
    var start = 0
    while start < bytes.count {
      let count = bytes[start...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { throw Trouble("\(path): cannot be written: \(String(cString: strerror(errno)))") }
      start += count
    }
  }
}
