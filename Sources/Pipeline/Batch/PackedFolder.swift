// SPDX-License-Identifier: GPL-3.0-or-later
import Archives
import DurableFiles
import Glibc

/// A folder whose name ends in `.application`: one application with its supporting documents, taken in as the ZIP archive
/// of its files, whose bytes depend on nothing but names and contents.
struct PackedFolder {
  static let ending = ".application"

  /// Paths of its files, and what they are called in it; sorted by the bytes of their names.
  private(set) var files: [(path: String, name: String)] = []
  /// Folders in it, each after those that lie in it.
  private var folders: [String] = []

  private let path: String

  struct Fault: Error {
    let reason: String
  }

  static func isOne(_ path: String) -> Bool {
    path.hasSuffix(ending) && path.utf8.count > ending.utf8.count && !path.hasSuffix("/" + ending)
  }

  init(_ path: String) throws(Fault) {
    self.path = path
    try walk(path, below: "", depth: 0)
    files.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  private mutating func walk(_ folder: String, below: String, depth: Int) throws(Fault) {
    guard depth < 8 else { throw Fault(reason: "has folders more than 8 deep") }
    guard let handle = unsafe opendir(folder) else {
      throw Fault(reason: unsafe "cannot be opened: \(String(cString: strerror(errno)))")
    }
    defer { unsafe closedir(handle) }
    while let entry = unsafe readdir(handle) {
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasPrefix(".") { continue }
      let path = folder + "/" + name
      var status = stat()
      guard unsafe lstat(path, &status) == 0 else {
        throw Fault(reason: "holds a file that has vanished, or whose name is not UTF-8")
      }
      switch status.st_mode & S_IFMT {
      case S_IFDIR:
        try walk(path, below: below + name + "/", depth: depth + 1)
        folders.append(path)
      case S_IFREG: files.append((path, below + name))
      default: throw Fault(reason: "holds a link or another file that is not ordinary; put the file itself there")
      }
      guard files.count <= 1_000 else { throw Fault(reason: "holds more than 1000 files") }
    }
  }

  /// The archive; `limit` is for the bytes of all files.
  func bytes(limit: Int) throws(Fault) -> [UInt8] {
    var packed: [PackedFile] = []
    var left = limit
    for file in files {
      do throws(FileError) {
        let bytes = try DurableFile.read(file.path, limit: left)
        left -= bytes.count
        packed.append(PackedFile(name: file.name, bytes: bytes))
      } catch {
        throw Fault(reason: "holds a file that cannot be taken: \(error.reason)")
      }
    }
    return ZipPackage.bytes(of: packed)
  }

  /// Removes its files, and its folders unless something hidden lies in them, which is not ours.
  func remove() throws {
    for file in files { try DurableFile.remove(file.path) }
    for folder in folders + [path] { try? DurableFile.removeFolder(folder) }
  }
}
