// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import DurableFiles

/// The files of one run in its batch's folder: `run-001.pdf`, the banner where it is a file of its own, and the list
/// beside them.
struct RunFiles {
  /// From 1.
  let run: Int
  private let folder: BatchFolder

  init(of run: Int, in folder: BatchFolder) {
    self.run = run
    self.folder = folder
  }

  /// Without an ending.
  private var path: String { folder.printRuns + "/" + RunFile.name(run) }
  var sheets: String { path + ".pdf" }
  var banner: String { path + "-banner.pdf" }
  private var list: String { path + ".json" }

  /// Writes the files' names into a run's list.
  func name(in manifest: inout RunManifest, hasBanner: Bool) {
    manifest.file = RunFile.name(run) + ".pdf"
    if hasBanner { manifest.banner = RunFile.name(run) + "-banner.pdf" }
  }

  /// The list as it was kept; nil where it is not there or cannot be read: it is made again.
  func manifest() throws -> RunManifest? {
    guard DurableFile.exists(list) else { return nil }
    let bytes = try DurableFile.read(list, limit: 1 << 28)
    return (try? JSONValue(parsing: bytes, limits: JSONLimits(bytes: 1 << 28))).flatMap(RunManifest.init)
  }

  /// Whether all files that the list names are there.
  func areWhole(_ manifest: RunManifest) -> Bool {
    [manifest.file, manifest.banner].compactMap(\.self).allSatisfy { DurableFile.exists(folder.printRuns + "/" + $0) }
  }

  /// Gives the finished files their names.
  func release(_ manifest: RunManifest) throws {
    try RunFile.release(sheets)
    if manifest.banner != nil { try RunFile.release(banner) }
  }

  /// Removes what bears a temporary name.
  func removeParts() throws {
    for path in [sheets, banner] { try DurableFile.remove(path + ".part") }
  }

  /// Keeps the list: with it the run is complete.
  func complete(_ manifest: RunManifest) throws {
    try DurableFile.write(manifest.json.canonicalBytes + [10], to: list)
    try DurableFile.remove(folder.spool(run))
  }
}
