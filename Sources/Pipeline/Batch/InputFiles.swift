// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Glibc

/// Finds the files that a run is to take in: the named files, and everything below the named folders, paths sorted
/// bytewise.
struct InputFiles {
  struct File: Equatable {
    var path: String
    /// Below the named folder, or the file's own name.
    var name: String
    /// Lies in the inbox, so that it is removed once its batch is closed.
    var isOwn: Bool
    /// A folder that is one application with its papers (``PackedFolder``).
    var isPackage = false
    /// Why it is not read at all: a symbolic link, a pipe, a folder that cannot be opened.
    var fault: String?
  }

  private(set) var files: [File] = []
  private let takesPackages: Bool

  /// - Parameter inbox: the workspace's own inbox; files in it belong to the workspace.
  /// - Parameter takesPackages: folders that are one application are taken whole.
  init(_ paths: [String], inbox: String, takesPackages: Bool = false) throws {
    self.takesPackages = takesPackages
    for path in paths {
      var status = stat()
      guard unsafe stat(path, &status) == 0 else {
        throw RunError.noInput(path: path, reason: unsafe String(cString: strerror(errno)))
      }
      let full = Workspace.absolute(path)
      // What is named is left alone, be it a file of the inbox.
      let isOwn = full == inbox
      if status.st_mode & S_IFMT == S_IFDIR, takesPackages, PackedFolder.isOne(full) {
        add(package: full, name: FileFinder.name(of: full), isOwn: isOwn)
      } else if status.st_mode & S_IFMT == S_IFDIR {
        walk(full, below: "", isOwn: isOwn)
      } else {
        let isFile = status.st_mode & S_IFMT == S_IFREG
        files.append(
          File(
            path: full, name: FileFinder.name(of: full), isOwn: isOwn,
            fault: isFile ? nil : "is not an ordinary file"))
      }
    }
    files.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    var seen: Set<String> = []
    files.removeAll { !seen.insert($0.path).inserted }
  }

  /// One without files is what a night before has left of it.
  private mutating func add(package path: String, name: String, isOwn: Bool) {
    if let folder = try? PackedFolder(path), folder.files.isEmpty { return }
    files.append(File(path: path, name: name, isOwn: isOwn, isPackage: true, fault: nil))
  }

  private mutating func walk(_ folder: String, below name: String, isOwn: Bool) {
    guard let handle = unsafe opendir(folder) else {
      files.append(
        File(
          path: folder, name: name.isEmpty ? folder : name, isOwn: isOwn,
          fault: unsafe "cannot be opened: \(String(cString: strerror(errno)))"))
      return
    }
    defer { unsafe closedir(handle) }
    while let entry = unsafe readdir(handle) {
      let entryName = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      // Hidden files are an editor's or a copying program's.
      if entryName.hasPrefix(".") { continue }
      let path = folder + "/" + entryName
      let below = name.isEmpty ? entryName : name + "/" + entryName
      var status = stat()
      guard unsafe lstat(path, &status) == 0 else {
        // A name that is not UTF-8 was mended when it was read, and nothing is called so.
        files.append(
          File(path: path, name: below, isOwn: isOwn, fault: "has vanished, or a name that is not UTF-8; rename it"))
        continue
      }
      switch status.st_mode & S_IFMT {
      case S_IFDIR where takesPackages && PackedFolder.isOne(path):
        add(package: path, name: below, isOwn: isOwn)
      case S_IFDIR: walk(path, below: below, isOwn: isOwn)
      case S_IFREG: files.append(File(path: path, name: below, isOwn: isOwn, fault: nil))
      case S_IFLNK:
        files.append(
          File(path: path, name: below, isOwn: isOwn, fault: "is a symbolic link; put the file itself there"))
      default: files.append(File(path: path, name: below, isOwn: isOwn, fault: "is not an ordinary file"))
      }
    }
  }

  /// Waits until no file of a folder has changed for `seconds`, at most five times as long; gives the paths that are
  /// still being written, which are left for the next run.
  static func unsettled(_ files: [File], seconds: Int) -> Set<String> {
    guard seconds > 0 else { return [] }
    // A package is written as long as one of its files is.
    var owners: [String: String] = [:]
    for file in files where file.isPackage {
      for (path, _) in (try? PackedFolder(file.path).files) ?? [] { owners[path] = file.path }
    }
    var waiting = files.filter { $0.fault == nil }.map(\.path) + owners.keys
    for _ in 0...(5 * seconds) {
      var now = timespec()
      unsafe clock_gettime(CLOCK_REALTIME, &now)
      waiting = waiting.filter { path in
        var status = stat()
        guard unsafe lstat(path, &status) == 0 else { return false }
        // Also false for a time in the future: clocks of file servers differ, waiting would not help.
        return (0..<seconds).contains(now.tv_sec - status.st_mtim.tv_sec)
      }
      if waiting.isEmpty { return [] }
      sleep(1)
    }
    return Set(waiting.map { owners[$0] ?? $0 })
  }
}
