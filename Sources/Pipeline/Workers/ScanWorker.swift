// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Scanning
public import Workers

/// The part of a verification that meets bytes from outside: opens files, makes pictures of their pages and reads the
/// codes on them, in a process of its own. It knows nobody's keys and judges nothing.
public struct ScanWorker: ~Copyable, WorkerProgram {
  /// The one kind of job.
  static let jobKind: UInt8 = 1
  private var scanner: SealScanner
  /// The file of the last job, which the next one often goes on with.
  private var open: OpenScan?

  public init(setUp: [UInt8]) throws {
    scanner = try SealScanner()
  }

  public mutating func answer(to job: WorkerJob) throws -> [UInt8] {
    guard job.kind == Self.jobKind else { throw PacketReader.Fault.broken }
    return try scan(ScanJob(parsing: job.payload)).bytes
  }

  private mutating func scan(_ job: ScanJob) -> FileScan {
    let file: ScanFile
    do { file = try OpenScan.file(of: job.source, name: job.name, &open) } catch { return FileScan(fault: "\(error)") }
    // What was read of a long file would add up to all of it.
    defer { open?.bytes.letGo() }
    let end = min(file.pageCount, job.firstPage + max(0, job.pages))
    var scan = FileScan(pageCount: file.pageCount)
    for index in min(job.firstPage, end)..<end { scan.pages.append(page(index, of: file, job)) }
    return scan
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
