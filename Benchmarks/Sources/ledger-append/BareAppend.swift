// SPDX-License-Identifier: GPL-3.0-or-later
import Glibc

/// The system calls of a durable append and nothing else: write, fdatasync, checkpoint written beside, fsynced and
/// renamed, folder fsynced. No hash, no signature, no JSON.
final class BareAppend {
  private let folder: String
  private let lines: Int32
  private let directory: Int32

  struct Failure: Error {
    var call: String
    var code = errno
  }

  init(folder: String) throws {
    self.folder = folder
    guard mkdir(folder, 0o755) == 0 else { throw Failure(call: "mkdir") }
    lines = try check("open", open(folder + "/ledger.jsonl", O_WRONLY | O_CREAT | O_APPEND, 0o644))
    directory = try check("open", open(folder, O_RDONLY | O_DIRECTORY))
  }

  deinit {
    close(lines)
    close(directory)
  }

  func append(_ bytes: [UInt8], checkpoint: [UInt8]) throws {
    try Self.write(bytes, to: lines)
    _ = try check("fdatasync", fdatasync(lines))
    let path = folder + "/checkpoint"
    let beside = try check("open", open(path + ".tmp", O_WRONLY | O_CREAT | O_TRUNC, 0o644))
    try Self.write(checkpoint, to: beside)
    _ = try check("fsync", fsync(beside))
    close(beside)
    _ = try check("rename", rename(path + ".tmp", path))
    _ = try check("fsync", fsync(directory))
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) throws {
    var start = 0
    while start < bytes.count {
      let count = bytes[start...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { throw Failure(call: "write") }
      start += count
    }
  }
}

private func check(_ call: String, _ result: Int32) throws -> Int32 {
  guard result >= 0 else { throw BareAppend.Failure(call: call) }
  return result
}
