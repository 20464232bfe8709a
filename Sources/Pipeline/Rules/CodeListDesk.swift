// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Signing
public import Submissions
public import Validation

/// `certmill codelist`: brings a chamber's own code lists in, and tells which ones there are.
public struct CodeListDesk {
  private let folder: String

  /// Where the lists lie.
  public init(folder: String) {
    self.folder = folder
  }

  public init(_ workspace: Workspace) {
    folder = workspace.codeLists
  }

  /// Larger files are no code lists, bytes.
  static let longest = 1 << 27

  /// Checks the files of a list and writes it, whole or not at all; gives where. Nothing is written where there are
  /// faults.
  public func take(
    _ kind: CodeListKind, from paths: [String], encoding: CSVDialect.Encoding, header: CodeListHeader
  ) throws -> (list: CodeListImport, path: String) {
    let parts = try paths.map { path in
      CodeListImport.Part(name: path, bytes: try DurableFile.read(path, limit: Self.longest))
    }
    let list = CodeListImport(kind, from: parts, encoding: encoding, header: header)
    let target = "\(folder)/\(kind.fileName)"
    if list.faults.isEmpty {
      try DurableFile.makeFolder(folder)
      try DurableFile.write(list.bytes, to: target)
    }
    return (list, target)
  }

  /// One list of the folder.
  public struct Entry: Equatable, Sendable {
    public let file: String
    /// Rows that are no explanation.
    public let count: Int
    public let header: CodeListHeader
    /// SHA-256, as a batch's configuration names it.
    public let digest: String
  }

  /// The lists of the folder, by name; files that are none of ours are left out.
  public func list() throws -> [Entry] {
    try (CodeLists.fileNames + CodeLists.suppliedFileNames).sorted().compactMap { name in
      let path = "\(folder)/\(name)"
      guard DurableFile.exists(path) else { return nil }
      let bytes = try DurableFile.read(path, limit: Self.longest)
      let summary = CodeListSummary(bytes, file: name)
      return Entry(
        file: name, count: summary.count, header: summary.header, digest: Digest(sha256: bytes).hex)
    }
  }
}
