// SPDX-License-Identifier: GPL-3.0-or-later
import CLinux
import Glibc

/// Whole files that are either as before or complete, whenever the machine stops.
public enum DurableFile {
  /// Replaces or makes a file; durable when it returns.
  ///
  /// Temporary file beside it, fsync, rename, fsync of the folder: fsync(2) "does not necessarily ensure that the
  /// entry in the directory containing the file has also reached disk". A temporary file that a kill left behind
  /// has a fixed name (`<path>.tmp`) and is overwritten by the next attempt: a path has one writer at a time.
  public static func write(_ bytes: [UInt8], to path: String, mode: UInt16 = 0o644) throws(FileError) {
    let temporary = path + ".tmp"
    do throws(FileError) {
      try fill(temporary, with: bytes, mode: mode, flags: O_TRUNC, durably: true)
      guard rename(temporary, path) == 0 else { throw .last(.rename, path) }
    } catch {
      unlink(temporary)
      throw error
    }
    try sync(folder: folder(of: path))
  }

  /// Makes a file that must not be there yet; durable when it returns. `alreadyExists` tells that it was.
  public static func create(_ bytes: [UInt8], at path: String, mode: UInt16 = 0o644) throws(FileError) {
    let temporary = "\(path).\(getpid()).tmp"
    defer { unlink(temporary) }
    try fill(temporary, with: bytes, mode: mode, flags: O_TRUNC, durably: true)
    // link(2) does not replace, rename(2) does.
    guard Glibc.link(temporary, path) == 0 else { throw .last(.link, path) }
    try sync(folder: folder(of: path))
  }

  /// Replaces or makes a file that is whole under its name, but durable only after `synchronise(fileSystemOf:)`:
  /// for many files of one group.
  public static func writeUnsynced(_ bytes: [UInt8], to path: String, mode: UInt16 = 0o644) throws(FileError) {
    let temporary = path + ".tmp"
    do throws(FileError) {
      try fill(temporary, with: bytes, mode: mode, flags: O_TRUNC, durably: false)
      guard rename(temporary, path) == 0 else { throw .last(.rename, path) }
    } catch {
      unlink(temporary)
      throw error
    }
  }

  /// All bytes of an ordinary file, following symbolic links; more than `limit` bytes is an error.
  public static func read(_ path: String, limit: Int? = nil) throws(FileError) -> [UInt8] {
    // Without O_NONBLOCK a named pipe would wait for a writer for ever.
    let file = try Descriptor(opening: path, O_RDONLY | O_NONBLOCK)
    let size = try file.size()
    if let limit, size > limit { throw FileError(path: path, operation: .read, cause: .tooLarge(limit: limit)) }
    // One byte more than the file is said to have: a file that grows meanwhile, and those of /proc, show it.
    var bytes = try file.read(at: 0, count: size + 1)
    while bytes.count > size {
      if let limit, bytes.count > limit {
        throw FileError(path: path, operation: .read, cause: .tooLarge(limit: limit))
      }
      let more = try file.read(at: bytes.count, count: 65_536)
      bytes += more
      if more.count < 65_536 { break }
    }
    if let limit, bytes.count > limit {
      throw FileError(path: path, operation: .read, cause: .tooLarge(limit: limit))
    }
    return bytes
  }

  /// There is something under this name (a broken symbolic link counts).
  public static func exists(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  /// A file's device, inode, length and time of its last change (ctime, which no program can set): the same text as long
  /// as nobody wrote to the file or put another in its place.
  public static func identity(of path: String) throws(FileError) -> String {
    var status = stat()
    guard stat(path, &status) == 0 else { throw .last(.inspect, path) }
    let changed = status.st_ctim
    return "\(status.st_dev) \(status.st_ino) \(status.st_size) \(changed.tv_sec).\(changed.tv_nsec)"
  }

  /// There is a folder under this name; a link to one is none.
  public static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Removes a file; one that is not there is no error.
  public static func remove(_ path: String) throws(FileError) {
    guard unlink(path) == 0 || errno == ENOENT else { throw .last(.remove, path) }
  }

  /// Writes zeros over a file's own bytes, then removes it; one that is not there is no error. Journals, snapshots and
  /// flash memory may still have them.
  public static func erase(_ path: String) throws(FileError) {
    guard exists(path) else { return }
    let zeros = [UInt8](repeating: 0, count: try Descriptor(opening: path, O_RDONLY | O_NOFOLLOW).size())
    try fill(path, with: zeros, mode: 0o600, flags: 0, durably: true)
    try remove(path)
    try sync(folder: folder(of: path))
  }

  /// Removes an empty folder; one that is not there is no error.
  public static func removeFolder(_ path: String) throws(FileError) {
    guard rmdir(path) == 0 || errno == ENOENT else { throw .last(.remove, path) }
  }

  /// Gives a file that is durable under one name another in the same file system, replacing what is there.
  public static func move(_ path: String, to newPath: String) throws(FileError) {
    guard rename(path, newPath) == 0 else { throw .last(.rename, newPath) }
    try sync(folder: folder(of: newPath))
  }

  /// Makes a folder and those above it; those that are there stay as they are. Durable when it returns.
  public static func makeFolder(_ path: String, mode: UInt16 = 0o755) throws(FileError) {
    guard mkdir(path, mode_t(mode)) != 0 else { return try sync(folder: folder(of: path)) }
    switch errno {
    case EEXIST:
      var status = stat()
      guard stat(path, &status) == 0 else { throw .last(.makeFolder, path) }
      guard status.st_mode & S_IFMT == S_IFDIR else {
        throw FileError(path: path, operation: .makeFolder, cause: .system(ENOTDIR))
      }
    case ENOENT where folder(of: path) != path:
      try makeFolder(folder(of: path), mode: 0o755)
      guard mkdir(path, mode_t(mode)) == 0 || errno == EEXIST else { throw .last(.makeFolder, path) }
      try sync(folder: folder(of: path))
    default:
      throw .last(.makeFolder, path)
    }
  }

  /// Makes the names in a folder durable (fsync of the folder).
  public static func sync(folder: String) throws(FileError) {
    try Descriptor(opening: folder, O_RDONLY | O_DIRECTORY).sync()
  }

  /// Everything written so far to the file system of `path` is durable when this returns (syncfs(2)).
  public static func synchronise(fileSystemOf path: String) throws(FileError) {
    try Descriptor(opening: path, O_RDONLY).syncFileSystem()
  }

  /// The folder part of a path; "." without one.
  static func folder(of path: String) -> String {
    var path = Substring(path)
    while path.utf8.count > 1, path.utf8.last == UInt8(ascii: "/") { path = path.dropLast() }
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func fill(
    _ path: String, with bytes: [UInt8], mode: UInt16, flags: Int32, durably: Bool
  ) throws(FileError) {
    var file = try Descriptor(
      opening: path, O_WRONLY | O_CREAT | O_NOFOLLOW | flags, mode: mode, operation: .write)
    try file.write(bytes)
    if durably { try file.sync() }
    try file.finish()
  }
}
