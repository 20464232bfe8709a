// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Scanning
public import Workers

/// The part of a verification that meets bytes from outside: opens files, makes pictures of their pages and reads the
/// codes on them, in a process of its own. It knows nobody's keys and judges nothing.
public struct ScanWorker: ~Copyable, WorkerProgram {
  /// The one kind of job.
  static let jobKind: UInt8 = 1
  /// Larger files are not looked at, bytes.
  static let longestFile = 1 << 30

  private var scanner: SealScanner
  /// The file of the last job, which the next one often goes on with.
  private var open: Open?

  private struct Open {
    var source: ScanJob.Source
    var bytes: FileBytes
    var file: ScanFile
  }

  public init(setUp: [UInt8]) throws {
    scanner = try SealScanner()
  }

  public mutating func answer(to job: WorkerJob) throws -> [UInt8] {
    guard job.kind == Self.jobKind else { throw PacketReader.Fault.broken }
    return try scan(ScanJob(parsing: job.payload)).bytes
  }

  private mutating func scan(_ job: ScanJob) -> FileScan {
    let opened: Open
    do { opened = try opening(job) } catch { return FileScan(fault: "\(error)") }
    // What was read of a long file would add up to all of it.
    defer { opened.bytes.letGo() }
    let end = min(opened.file.pageCount, job.firstPage + max(0, job.pages))
    var scan = FileScan(pageCount: opened.file.pageCount)
    for index in min(job.firstPage, end)..<end { scan.pages.append(page(index, of: opened.file, job)) }
    return scan
  }

  private mutating func opening(_ job: ScanJob) throws -> Open {
    if let open, open.source == job.source { return open }
    open = nil
    let bytes: FileBytes
    switch job.source {
    case .file(let path, _): bytes = try FileBytes(mapping: path, limit: Self.longestFile)
    case .bytes(let held): bytes = FileBytes(held)
    }
    let opened = Open(source: job.source, bytes: bytes, file: try ScanFile(bytes, name: job.name))
    if case .file = job.source { open = opened }
    return opened
  }

  /// One bad page does not stop the others.
  private mutating func page(_ index: Int, of file: ScanFile, _ job: ScanJob) -> FileScan.Page {
    do {
      let picture = try file.page(index)
      var page = FileScan.Page(picture, try scanner.read(picture))
      page.isCutShort = !picture.isWhole
      if job.thumbnailWidth > 0 { page.thumbnail = try picture.thumbnail(width: job.thumbnailWidth) }
      return page
    } catch {
      return FileScan.Page(fault: "\(error)")
    }
  }
}
