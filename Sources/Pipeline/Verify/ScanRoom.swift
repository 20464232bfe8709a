// SPDX-License-Identifier: GPL-3.0-or-later
import Workers

/// Has files of pages looked at by worker processes, a range of pages at a time, so that one bad page or file stops no
/// other.
struct ScanRoom {
  /// Pages of the longest file that is looked at.
  static let mostPages = 50_000
  /// Pages of one job: a long file's pages are spread over the workers, and the limits are for so many.
  static let pagesOfJob = 8

  let executable: String
  /// Worker processes.
  let jobs: Int
  /// Pixels across of the small pictures of the pages; 0 for none.
  var thumbnailWidth = 0

  /// What was seen of each file, in their order.
  func scan(_ paths: [String]) throws -> [ScannedFile] {
    var scans = paths.map { ScannedFile(path: $0) }
    guard !paths.isEmpty else { return [] }
    var pool = try WorkerPool(
      count: min(jobs, paths.count == 1 ? 2 : paths.count), executable: executable, arguments: ["worker", "verify"],
      setUp: [], limits: WorkerLimits(memoryBytes: 3 << 30, cpuSeconds: 120, wallSeconds: 240))
    // First the first pages of every file, which tell how many there are; then the others; then, one by one, those
    // that a worker was lost on.
    var waiting = paths.indices.map { PageRange(file: $0, first: 0, count: Self.pagesOfJob) }
    while !waiting.isEmpty {
      let ranges = waiting
      waiting = []
      var sent: [PageRange] = []
      var unsent = ranges[...]
      try pool.run(window: 4 * jobs) {
        while let range = unsent.popFirst() {
          guard let job = scans[range.file].job(for: range, thumbnailWidth: thumbnailWidth) else { continue }
          sent.append(range)
          return WorkerJob(kind: ScanWorker.jobKind, payload: job.bytes)
        }
        return nil
      } deliver: { place, outcome in
        waiting += scans[sent[place].file].take(outcome, of: sent[place])
        return .next
      }
    }
    for index in scans.indices { scans[index].checkUnchanged() }
    return scans
  }
}

/// Pages of a file, by its place among the files.
struct PageRange {
  var file: Int
  /// From 0.
  var first: Int
  var count: Int
}
