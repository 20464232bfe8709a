// SPDX-License-Identifier: GPL-3.0-or-later
import CLinux
import Glibc
public import Signing

/// Immutable bytes under their SHA-256: `<folder>/ab/abcdef…`, read-only files. Safe to use from many threads.
///
/// A put is whole under its name at once, but durable only after `synchronise()`: one call for a group of puts costs
/// less than an fdatasync for each. What a power loss tore meanwhile is found by its digest and put again.
public struct ByteStore: Sendable {
  private let root: StoreFolder

  /// The folder is made with the first put.
  public init(folder: String) {
    root = StoreFolder(path: folder)
  }

  public var folder: String { root.path }

  /// Where the bytes of a digest are or would be.
  public func path(of digest: Digest) -> String {
    root.path + "/" + Self.name(of: digest)
  }

  /// There is a file under this digest; its bytes have not been looked at.
  public func contains(_ digest: Digest) -> Bool {
    DurableFile.exists(path(of: digest))
  }

  /// Keeps the bytes; `digest` spares hashing where the caller has just made it and must be theirs.
  @discardableResult
  public func put(_ bytes: [UInt8], digest: Digest? = nil) throws(FileError) -> Digest {
    let digest = digest ?? Digest(sha256: bytes)
    try keep([bytes], under: digest)
    return digest
  }

  /// Keeps `prefix` followed by `suffix` without joining them in memory; `digest` must be that of the whole.
  public func put(prefix: [UInt8], suffix: [UInt8], digest: Digest) throws(FileError) {
    try keep([prefix, suffix], under: digest)
  }

  /// Keeps a copy of a file, piece by piece, so that memory does not grow with it; gives what it holds. A file larger
  /// than `limit` is an error.
  public func put(copying path: String, limit: Int) throws(FileError) -> (digest: Digest, size: Int) {
    let folder = try root.opened(making: true)
    let temporary = root.temporaryName()
    do throws(FileError) {
      let source = try FileReader(path)
      var copy = try Descriptor(
        opening: temporary, in: folder, O_WRONLY | O_CREAT | O_EXCL, mode: 0o444,
        named: "\(root.path)/\(temporary)", operation: .write)
      var state = SHA256State()
      var size = 0
      while true {
        let piece = try source.read(at: size, upTo: 1 << 20)
        guard !piece.isEmpty else { break }
        guard size + piece.count <= limit else {
          throw FileError(path: path, operation: .read, cause: .tooLarge(limit: limit))
        }
        state.update(piece)
        try copy.write(piece, at: size)
        size += piece.count
      }
      try copy.finish()
      let digest = state.finish()
      try name(temporary, in: folder, as: digest)
      return (digest, size)
    } catch {
      unlinkat(folder, temporary, 0)
      throw error
    }
  }

  /// The bytes, checked against their digest; a file larger than `limit` is an error.
  public func get(_ digest: Digest, limit: Int? = nil) throws(FileError) -> [UInt8] {
    let path = path(of: digest)
    let bytes = try DurableFile.read(path, limit: limit)
    guard Digest(sha256: bytes) == digest else { throw FileError(path: path, operation: .read, cause: .damaged) }
    return bytes
  }

  /// All puts so far, of this process and of others, are durable when this returns.
  public func synchronise() throws(FileError) {
    let folder = try root.opened(making: true)
    guard clinux_syncfs(folder) == 0 else { throw .last(.flush, root.path) }
  }

  /// Gives the bytes a second name outside the store: a hard link, else a copy; what was there is replaced.
  /// Durable after `synchronise()` where it is the same file system. A file under `path` may have the same owner
  /// write to it and so change the store: links are read-only like the files themselves.
  public func link(_ digest: Digest, to path: String) throws(FileError) {
    let source = self.path(of: digest)
    if Glibc.link(source, path) == 0 { return }
    switch errno {
    case EEXIST:
      guard try !isSameFile(source, path) else { return }
      let temporary = path + ".tmp"
      unlink(temporary)
      guard Glibc.link(source, temporary) == 0 else {
        return try DurableFile.write(get(digest), to: path, mode: 0o444)
      }
      guard rename(temporary, path) == 0 else {
        let error = FileError.last(.rename, path)
        unlink(temporary)
        throw error
      }
    case EXDEV, EPERM, EMLINK, ENOTSUP:
      try DurableFile.write(get(digest), to: path, mode: 0o444)
    default:
      throw .last(.link, path)
    }
  }

  /// Removes what interrupted puts left in `tmp`; only for the process that holds the workspace's lock.
  public func removeLeftovers() throws(FileError) {
    guard let folder = opendir(root.path + "/tmp") else {
      guard errno == ENOENT else { throw .last(.list, root.path + "/tmp") }
      return
    }
    defer { closedir(folder) }
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { try DurableFile.remove("\(root.path)/tmp/\(name)") }
    }
  }

  private static func name(of digest: Digest) -> String {
    let hex = digest.hex
    return "\(hex.prefix(2))/\(hex)"
  }

  private func keep(_ parts: [[UInt8]], under digest: Digest) throws(FileError) {
    let folder = try root.opened(making: true)
    let name = Self.name(of: digest)
    if try isKept(parts, name: name, in: folder) { return }
    let temporary = root.temporaryName()
    do throws(FileError) {
      var file = try Descriptor(
        opening: temporary, in: folder, O_WRONLY | O_CREAT | O_EXCL, mode: 0o444,
        named: "\(root.path)/\(temporary)", operation: .write)
      try file.write(gathering: parts)
      try file.finish()
      try self.name(temporary, in: folder, as: digest)
    } catch {
      unlinkat(folder, temporary, 0)
      throw error
    }
  }

  /// Gives a whole temporary file its name in the store.
  private func name(_ temporary: String, in folder: Int32, as digest: Digest) throws(FileError) {
    let name = Self.name(of: digest)
    if renameat(folder, temporary, folder, name) == 0 { return }
    guard errno == ENOENT else { throw .last(.rename, path(of: digest)) }
    guard mkdirat(folder, String(name.prefix(2)), 0o755) == 0 || errno == EEXIST else {
      throw .last(.makeFolder, "\(root.path)/\(name.prefix(2))")
    }
    guard renameat(folder, temporary, folder, name) == 0 else { throw .last(.rename, path(of: digest)) }
  }

  /// The same bytes are there already; false too for a file that a power loss left empty, short or wrong.
  private func isKept(_ parts: [[UInt8]], name: String, in folder: Int32) throws(FileError) -> Bool {
    var status = stat()
    guard fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
      guard errno == ENOENT else { throw .last(.inspect, "\(root.path)/\(name)") }
      return false
    }
    guard status.st_mode & S_IFMT == S_IFREG, Int(status.st_size) == parts.reduce(0, { $0 + $1.count }) else {
      return false
    }
    let kept = try DurableFile.read("\(root.path)/\(name)")
    var rest = kept[...]
    for part in parts {
      guard rest.starts(with: part) else { return false }
      rest = rest.dropFirst(part.count)
    }
    return rest.isEmpty
  }

  private func isSameFile(_ first: String, _ second: String) throws(FileError) -> Bool {
    var one = stat()
    var other = stat()
    guard stat(first, &one) == 0 else { throw .last(.inspect, first) }
    guard lstat(second, &other) == 0 else { throw .last(.inspect, second) }
    return one.st_dev == other.st_dev && one.st_ino == other.st_ino
  }
}
