// SPDX-License-Identifier: GPL-3.0-or-later
import CLinux
import Glibc

/// An open file descriptor that is closed when its owner goes; all of the module's system calls on one.
struct Descriptor: ~Copyable {
  private(set) var number: Int32
  /// For messages only.
  let path: String

  /// open(2), close-on-exec; `flags` are those of fcntl.h.
  init(opening path: String, _ flags: Int32, mode: UInt16 = 0, operation: FileError.Operation = .open) throws(FileError)
  {
    try self.init(opening: path, in: AT_FDCWD, flags, mode: mode, named: path, operation: operation)
  }

  /// openat(2): `name` below the folder `folder`, called `path` in messages.
  init(
    opening name: String, in folder: Int32, _ flags: Int32, mode: UInt16 = 0, named path: @autoclosure () -> String,
    operation: FileError.Operation = .open
  ) throws(FileError) {
    // The system would silently stop at a NUL.
    guard !name.utf8.contains(0) else {
      throw FileError(path: path(), operation: operation, cause: .system(EINVAL))
    }
    var number: Int32
    repeat {
      number = clinux_openat(folder, name, flags | O_CLOEXEC, mode_t(mode))
    } while number < 0 && errno == EINTR
    guard number >= 0 else { throw FileError.last(operation, path()) }
    self.number = number
    self.path = path()
  }

  deinit {
    if number >= 0 { close(number) }
  }

  /// close(2) with its result: on network file systems that is where a failed write shows.
  mutating func finish() throws(FileError) {
    let closed = close(number) == 0 || errno == EINTR
    number = -1
    guard closed else { throw .last(.write, path) }
  }

  /// Length in bytes of an ordinary file.
  func size() throws(FileError) -> Int {
    var status = stat()
    guard fstat(number, &status) == 0 else { throw .last(.inspect, path) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw FileError(path: path, operation: .open, cause: .notAFile) }
    return Int(status.st_size)
  }

  /// Writes all bytes at `offset`.
  func write(_ bytes: [UInt8], at offset: Int = 0) throws(FileError) {
    let failure = bytes.withUnsafeBytes { buffer -> FileError? in
      var done = 0
      while done < buffer.count {
        let written = pwrite(number, buffer.baseAddress! + done, buffer.count - done, off_t(offset + done))
        if written < 0 {
          if errno == EINTR { continue }
          return .last(.write, path)
        }
        done += written
      }
      return nil
    }
    if let failure { throw failure }
  }

  /// Writes the parts one after the other at the start of the file, with one system call where it takes them all.
  func write(gathering parts: [[UInt8]]) throws(FileError) {
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
      var offset = 0
      for part in parts {
        try write(part, at: offset)
        offset += part.count
      }
      return
    }
    let written = parts[0].withUnsafeBytes { first in
      parts[1].withUnsafeBytes { second in
        // writev(2) only reads through these pointers.
        var vectors = [
          iovec(iov_base: UnsafeMutableRawPointer(mutating: first.baseAddress), iov_len: first.count),
          iovec(iov_base: UnsafeMutableRawPointer(mutating: second.baseAddress), iov_len: second.count),
        ]
        return writev(number, &vectors, 2)
      }
    }
    if written == parts[0].count + parts[1].count { return }
    // Interrupted, or part of the bytes: start again, the offset is explicit.
    guard written >= 0 || errno == EINTR else { throw .last(.write, path) }
    try write(parts[0], at: 0)
    try write(parts[1], at: parts[0].count)
  }

  /// Fills `buffer` from `offset` on; fewer bytes only at the end of the file.
  func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(FileError) -> Int {
    var done = 0
    while done < buffer.count {
      let count = pread(number, buffer.baseAddress! + done, buffer.count - done, off_t(offset + done))
      if count < 0 {
        if errno == EINTR { continue }
        throw .last(.read, path)
      }
      if count == 0 { break }
      done += count
    }
    return done
  }

  /// At most `count` bytes from `offset` on; fewer only at the end of the file.
  func read(at offset: Int, count: Int) throws(FileError) -> [UInt8] {
    var failure: FileError?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      do throws(FileError) {
        initialized = try read(into: UnsafeMutableRawBufferPointer(buffer), at: offset)
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return bytes
  }

  /// fsync(2): data and metadata are durable.
  func sync() throws(FileError) {
    guard fsync(number) == 0 else { throw .last(.flush, path) }
  }

  /// fdatasync(2): data, and the length that is needed to read it, are durable.
  func syncData() throws(FileError) {
    guard fdatasync(number) == 0 else { throw .last(.flush, path) }
  }

  /// syncfs(2): everything written to the file system so far is durable.
  func syncFileSystem() throws(FileError) {
    guard clinux_syncfs(number) == 0 else { throw .last(.flush, path) }
  }

  func truncate(to size: Int) throws(FileError) {
    guard ftruncate(number, off_t(size)) == 0 else { throw .last(.truncate, path) }
  }
}
