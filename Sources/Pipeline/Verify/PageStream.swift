// SPDX-License-Identifier: GPL-3.0-or-later
import Workers

/// Has files looked at by worker processes, page after page. What comes back is handed on in the order of the files and
/// their pages, whatever the number of workers, and is not kept: memory does not grow with the length of a file.
struct PageStream: ~Copyable {
  /// A file, and from which page on it is to be looked at.
  struct Wish {
    /// In messages.
    var name: String
    /// From 0.
    var firstPage = 0
    /// Pages of the file; nil while nobody knows.
    var pageCount: Int?
    var source: ScanJob.Source
  }

  /// What was seen of a file.
  enum Sight {
    /// A page, counted from 0, of how many.
    case page(Int, of: Int, FileScan.Page)
    /// The file as a whole cannot be looked at.
    case unreadable(String)
  }

  /// Pages of the longest file that is looked at.
  static let mostPages = 50_000
  /// Pages of one job: a long file's pages are spread over the workers, and the limits are for so many.
  static let pagesOfJob = 8
  /// Files whose first pages are looked at together.
  private static let group = 32

  private var pool: WorkerPool
  private let thumbnailWidth: Int

  /// - Parameters:
  ///   - executable: the program that serves workers when it is called with `worker verify`.
  ///   - thumbnailWidth: pixels across of the small pictures of the pages; 0 for none.
  init(executable: String, jobs: Int, thumbnailWidth: Int = 0) throws {
    self.thumbnailWidth = thumbnailWidth
    pool = try WorkerPool(
      count: jobs, executable: executable, arguments: ["worker", "verify"], setUp: [],
      limits: WorkerLimits(memoryBytes: 3 << 30, cpuSeconds: 120, wallSeconds: 240))
  }

  /// Hands every page of every file to `see`, with the place of the file among `files`.
  mutating func look(at files: [Wish], see: (Int, Sight) throws -> Void) throws {
    for start in stride(from: 0, to: files.count, by: Self.group) {
      let group = start..<min(files.count, start + Self.group)
      // The first pages of each, which tell how many there are; then, file by file, what is longer.
      var first: [Stretch] = []
      try run(group.map { Stretch(of: $0, files[$0]) }, files) { first.append($0) }
      for stretch in first {
        for sight in stretch.sights { try see(stretch.file, sight) }
        try run(stretch.rest, files) { part in
          for sight in part.sights { try see(part.file, sight) }
        }
      }
    }
  }

  private mutating func run(_ stretches: [Stretch], _ files: [Wish], done: (Stretch) throws -> Void) throws {
    guard !stretches.isEmpty else { return }
    var stretches = stretches
    var next = 0
    func job(_ stretch: Stretch) -> WorkerJob {
      let file = files[stretch.file]
      let job = ScanJob(
        name: file.name, source: file.source, firstPage: stretch.next, pages: stretch.asked,
        thumbnailWidth: thumbnailWidth)
      return WorkerJob(kind: ScanWorker.jobKind, payload: job.bytes)
    }
    try pool.run(window: 4 * pool.count) {
      guard next < stretches.count else { return nil }
      defer { next += 1 }
      return job(stretches[next])
    } deliver: { place, outcome in
      guard stretches[place].take(outcome) else { return .again(job(stretches[place])) }
      try done(stretches[place])
      stretches[place].sights = []
      return .next
    }
  }
}

/// Some pages of a file on their way through the workers. If a worker is lost on them they are tried again one by one;
/// lost on one alone, that page stays unread.
private struct Stretch {
  let file: Int
  /// The page that is asked for next, from 0.
  private(set) var next: Int
  /// Pages that are asked for at once.
  private(set) var asked = PageStream.pagesOfJob
  private let end: Int
  private var pageCount: Int?
  var sights: [PageStream.Sight] = []

  init(of file: Int, _ wish: PageStream.Wish) {
    self.init(file: file, first: wish.firstPage, pageCount: wish.pageCount)
  }

  private init(file: Int, first: Int, pageCount: Int?) {
    self.file = file
    next = first
    end = first + PageStream.pagesOfJob
    self.pageCount = pageCount
  }

  /// The pages of the file behind these.
  var rest: [Stretch] {
    guard let pageCount else { return [] }
    return stride(from: end, to: pageCount, by: PageStream.pagesOfJob).map {
      Stretch(file: file, first: $0, pageCount: pageCount)
    }
  }

  /// Takes what came of a job; true if nothing more is to be asked.
  mutating func take(_ outcome: WorkerOutcome) -> Bool {
    switch outcome {
    case .failed(let reason): return lose(reason)
    case .lost(let loss): return lose(loss.description)
    case .done(let bytes):
      guard let scan = try? FileScan(parsing: bytes) else {
        return lose("its worker process sent an answer that cannot be read")
      }
      guard scan.fault.isEmpty else { return giveUp(scan.fault) }
      guard (1...PageStream.mostPages).contains(scan.pageCount) else {
        return giveUp(
          scan.pageCount < 1
            ? "no page found"
            : "\(scan.pageCount) pages found, at most \(PageStream.mostPages) are looked at; split the file")
      }
      pageCount = scan.pageCount
      // A worker that answers with fewer pages than it was asked for must not be asked for ever.
      if scan.pages.isEmpty, next < min(end, scan.pageCount) { return lose("its worker process left it out") }
      for page in scan.pages { see(page) }
      return next >= min(end, scan.pageCount)
    }
  }

  private mutating func see(_ page: FileScan.Page) {
    sights.append(.page(next, of: pageCount ?? next + 1, page))
    next += 1
  }

  private mutating func lose(_ reason: String) -> Bool {
    if asked > 1 {
      asked = 1
      return false
    }
    // Not even the number of pages is known: the file may break workers when it is opened, there is no telling.
    guard let pageCount else { return giveUp(reason) }
    see(FileScan.Page(fault: reason))
    return next >= min(end, pageCount)
  }

  private mutating func giveUp(_ reason: String) -> Bool {
    sights.append(.unreadable(reason))
    pageCount = nil
    return true
  }
}
