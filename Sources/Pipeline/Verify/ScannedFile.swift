// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Reconciliation
import Signing
import Workers

/// One file of a verification, filled as its pages come back from the workers.
struct ScannedFile {
  private let path: String
  private var digest: Digest?
  private var identity: FileIdentity?
  private var pages: [FileScan.Page?] = []
  /// Why the file as a whole could not be looked at.
  private var fault: String?

  init(path: String) {
    self.path = path
  }

  /// The job for some of the pages; nil for a file that cannot be read. Workers read it themselves: its digest is taken
  /// here, with the first job, since theirs could not be relied on.
  mutating func job(for range: PageRange, thumbnailWidth: Int) -> ScanJob? {
    do throws(FileError) {
      if identity == nil { identity = try FileIdentity(of: path) }
      let digest = if let digest { digest } else { try DurableFile.digest(of: path, limit: ScanWorker.longestFile) }
      self.digest = digest
      return ScanJob(
        name: path, source: .file(path: path, digest: digest), firstPage: range.first, pages: range.count,
        thumbnailWidth: thumbnailWidth)
    } catch {
      fault = error.description
      return nil
    }
  }

  /// What was seen counts only for the bytes that the digest was taken of.
  mutating func checkUnchanged() {
    guard fault == nil, (try? FileIdentity(of: path)) != identity else { return }
    fault = "\(path): changed while it was read; verify it again when it is complete"
  }

  /// Takes what came of a job; gives the pages that are still to be looked at.
  mutating func take(_ outcome: WorkerOutcome, of range: PageRange) -> [PageRange] {
    switch outcome {
    case .done(let bytes):
      guard let scan = try? FileScan(parsing: bytes) else {
        return lose(range, "its worker process sent an answer that cannot be read")
      }
      guard scan.fault.isEmpty else {
        fault = scan.fault
        return []
      }
      guard scan.pageCount <= ScanRoom.mostPages else {
        fault = "\(scan.pageCount) pages found, at most \(ScanRoom.mostPages) are looked at; split the file"
        return []
      }
      let isFirst = pages.isEmpty
      if isFirst { pages = Array(repeating: nil, count: scan.pageCount) }
      for (index, page) in scan.pages.enumerated() where range.first + index < pages.count {
        pages[range.first + index] = page
      }
      return isFirst ? rest(of: range) : []
    case .failed(let reason): return lose(range, reason)
    case .lost(let loss): return lose(range, loss.description)
    }
  }

  /// The ranges behind the first one.
  private func rest(of range: PageRange) -> [PageRange] {
    stride(from: range.first + range.count, to: pages.count, by: ScanRoom.pagesOfJob).map {
      PageRange(file: range.file, first: $0, count: ScanRoom.pagesOfJob)
    }
  }

  /// A worker was lost on several pages: each is tried alone. Lost on one, that page stays unread.
  private mutating func lose(_ range: PageRange, _ reason: String) -> [PageRange] {
    if range.count > 1, pages.isEmpty {
      // Not even the number of pages is known yet.
      return [PageRange(file: range.file, first: range.first, count: 1)]
    }
    guard !pages.isEmpty else {
      // The file may break workers when it is opened, or on its first page: there is no telling.
      fault = reason
      return []
    }
    if range.count > 1 {
      let end = min(pages.count, range.first + range.count)
      return (range.first..<end).map { PageRange(file: range.file, first: $0, count: 1) }
    }
    var page = FileScan.Page()
    page.fault = reason
    pages[range.first] = page
    return []
  }

  /// At least one; `argument` is the place of the file among the arguments.
  func drafts(file: String, argument: Int) -> [Draft] {
    guard fault == nil, !pages.isEmpty else {
      return [Draft(file: file, finding: SealFinding(.unreadable, reason: fault ?? "no page found"))]
    }
    return pages.enumerated().flatMap { index, page in
      (page ?? FileScan.Page(fault: "it was not looked at"))
        .drafts(file: file, digest: digest, place: Draft.Place(argument: argument, page: index + 1))
    }
  }
}
