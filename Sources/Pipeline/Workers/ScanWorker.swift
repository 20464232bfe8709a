// SPDX-License-Identifier: GPL-3.0-or-later
import PDF
import Paper
import Scanning
public import Workers

/// The part of a verification that meets bytes from outside: opens files, draws pages and reads the codes on them,
/// in a process of its own. It knows nobody's keys and judges nothing.
public struct ScanWorker: ~Copyable, WorkerProgram {
  /// The one kind of job.
  static let jobKind: UInt8 = 1

  private var scanner: SealScanner

  public init(setUp: [UInt8]) throws {
    scanner = try SealScanner()
  }

  public mutating func answer(to job: WorkerJob) throws -> [UInt8] {
    guard job.kind == Self.jobKind else { throw PacketReader.Fault.broken }
    let job = try ScanJob(parsing: job.payload)
    if ImageFormat(sniffing: job.file) != nil { return picture(job).bytes }
    let file: PDFFile
    do { file = try PDFFile(job.file, name: job.name) } catch {
      let reason = if case .notAPDF = error { "\(ScanError.unknownKind(file: job.name))" } else { "\(error)" }
      return FileScan(fault: reason).bytes
    }
    let end = min(file.pageCount, job.firstPage + max(0, job.pages))
    var scan = FileScan(pageCount: file.pageCount)
    for index in min(job.firstPage, end)..<end { scan.pages.append(page(index, of: file)) }
    return scan.bytes
  }

  private mutating func picture(_ job: ScanJob) -> FileScan {
    let picture: GrayImage
    do { picture = try GrayImage(decoding: job.file, name: job.name) } catch { return FileScan(fault: "\(error)") }
    var page = FileScan.Page(width: picture.width, height: picture.height)
    do {
      let reading = try scanner.read(WholePicture(picture, name: job.name, resolution: nil))
      page.codes = reading.codes.map(FileScan.Code.init)
      page.isBlank = reading == .blank
    } catch {
      page.fault = "\(error)"
    }
    return FileScan(pageCount: 1, pages: [page])
  }

  /// One bad page does not stop the others.
  private mutating func page(_ index: Int, of file: borrowing PDFFile) -> FileScan.Page {
    var page = FileScan.Page()
    do {
      let found = try scanner.page(index, of: file)
      if let resolution = found.resolution {
        page.resolution = Int(resolution.dotsPerInch.rounded())
        let size = try file.size(ofPage: index)
        page.width = Int(size.width.pixels(at: resolution).rounded())
        page.height = Int(size.height.pixels(at: resolution).rounded())
      }
      page.codes = found.reading.codes.map(FileScan.Code.init)
      page.isBlank = found.reading == .blank
    } catch {
      page.fault = "\(error)"
    }
    return page
  }
}
