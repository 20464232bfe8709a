// SPDX-License-Identifier: GPL-3.0-or-later

/// Has whole files looked at, for who wants to have all of them at once.
struct ScanRoom {
  let executable: String
  /// Worker processes.
  let jobs: Int

  /// What was seen of each file, in their order.
  func scan(_ paths: [String]) throws -> [ScannedFile] {
    var scans = paths.map { ScannedFile(path: $0) }
    let readable = scans.indices.filter { scans[$0].source != nil }
    guard !readable.isEmpty else { return scans }
    var stream = try PageStream(executable: executable, jobs: min(jobs, paths.count == 1 ? 2 : paths.count))
    let wishes = readable.compactMap { index in
      scans[index].source.map { PageStream.Wish(name: paths[index], source: $0) }
    }
    try stream.look(at: wishes) { place, sight in scans[readable[place]].take(sight) }
    for index in scans.indices { scans[index].checkUnchanged() }
    return scans
  }
}
