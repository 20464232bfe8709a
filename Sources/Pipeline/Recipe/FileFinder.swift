// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Glibc

/// Finds the files that a recipe or template names, in its folders in order.
struct FileFinder {
  let folders: [String]

  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  static func name(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return path }
    return String(path[path.index(after: slash)...])
  }

  /// A path relative to the first folder.
  func resolve(_ name: String) -> String {
    name.hasPrefix("/") ? name : folders[0] + "/" + name
  }

  /// The first file of that name, if there is one.
  func optional(_ name: String) -> String? {
    folders.map { $0 + "/" + name }.first { DurableFile.exists($0) }
  }

  /// The first file of that name; throws naming every place where it was looked for.
  func find(_ name: String, for user: String) throws(RunError) -> String {
    let candidates = name.hasPrefix("/") ? [name] : folders.map { $0 + "/" + name }
    for candidate in candidates where DurableFile.exists(candidate) { return candidate }
    throw .missingFile(user: user, name: name, looked: candidates)
  }
}
