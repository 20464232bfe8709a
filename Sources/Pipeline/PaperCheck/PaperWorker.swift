// SPDX-License-Identifier: GPL-3.0-or-later
import Barcodes
import DurableFiles
import PDF
import Paper
import PaperComparison
import Reconciliation
import Scanning
import TextReading
public import Workers

/// Compares scans with the sheets that they should show, in a process of its own: it draws, reads and judges pictures from
/// outside, and knows nothing but them.
public struct PaperWorker: ~Copyable, WorkerProgram {
  /// The one kind of job: a ``PaperJob`` → a `SheetFinding`.
  static let jobKind: UInt8 = 1

  private var scanner: SealScanner
  /// Nil where Tesseract has no data.
  private var reader: TextReader?
  private var readerFault = ""
  private var open: OpenScan?
  /// The sheet drawn last: copies and pages of one certificate mostly come one after the other.
  private var drawn: (code: [UInt8], sheet: StampedSheet)?

  public init(setUp: [UInt8]) throws {
    scanner = try SealScanner()
    // Without it no sheet can be compared, which says nothing against codes: rows say so, and the batch goes on.
    do throws(TextReadingError) { reader = try TextReader() } catch { readerFault = error.description }
  }

  public mutating func answer(to job: WorkerJob) throws -> [UInt8] {
    guard job.kind == Self.jobKind else { throw PacketReader.Fault.broken }
    let job = try PaperJob(parsing: job.payload)
    guard reader != nil else {
      return SheetFinding(.notCompared, reason: "the paper was not compared: \(readerFault)").packet
    }
    let page = try OpenScan.file(of: job.scan.source, name: job.scan.name, &open).page(job.scan.firstPage)
    // What was read of a long file would add up to all of it.
    defer { open?.bytes.letGo() }
    guard let scan = try scanner.read(page).codes.first(where: { $0.text == job.code }) else {
      return SheetFinding(.byEye, reason: "the code's place on the sheet cannot be told").packet
    }
    let corners = scan.corners.map(PagePoint.init)
    let picture = try page.gray(atLeast: .full)
    guard !job.printed.isEmpty else {
      return try finding(on: picture, code: corners, texts: job.texts, reader: &reader!).packet
    }
    guard let sheet = try sheet(of: job) else {
      return SheetFinding(.byEye, reason: "the certificate's PDF at hand has no page with this code").packet
    }
    return try sheet.finding(on: picture, code: corners, reader: &reader!).packet
  }

  /// The page of the certificate's PDF that bears the code.
  private mutating func sheet(of job: PaperJob) throws -> StampedSheet? {
    if let drawn, drawn.code == job.code { return drawn.sheet }
    let file = try PDFFile(job.printed, name: "certificate of \(job.scan.name)")
    // Where it should be first: of a long certificate the others are many.
    let likely = max(0, min(file.pageCount - 1, file.pageCount * job.place / max(1, job.places)))
    for index in [likely] + (0..<file.pageCount).filter({ $0 != likely }) {
      let picture = try file.render(page: index, at: StampedSheet.resolution)
      let page = WholePicture(picture, name: file.name, resolution: StampedSheet.resolution)
      guard let scan = try scanner.read(page).codes.first(where: { $0.text == job.code }) else { continue }
      var sheet = StampedSheet(
        picture: picture, code: scan.corners.map(PagePoint.init), characters: try file.characters(ofPage: index))
      sheet.name(job.texts)
      drawn = (job.code, sheet)
      return sheet
    }
    return nil
  }
}

extension PagePoint {
  init(_ point: QRReading.Point) {
    self.init(x: Double(point.x), y: Double(point.y))
  }
}
