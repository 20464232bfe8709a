// SPDX-License-Identifier: GPL-3.0-or-later
import PDF
import Paper
import Printing
public import Workers

/// The part of the template commands that meets PDFs, pictures and fonts from outside, in a process of its own.
public struct TemplateWorker: ~Copyable, WorkerProgram {
  /// Dots an inch of a preview's pictures, where its sheet is not so large that they would have more pixels than this.
  private static let resolution = 150.0
  private static let mostPixels = 40_000_000.0

  public init(setUp: [UInt8]) throws {}

  public mutating func answer(to job: WorkerJob) throws -> [UInt8] {
    let payload = try TemplateJob(parsing: job.payload)
    switch TemplateJob.Kind(rawValue: job.kind) {
    case .check: return TemplateInspection(payload.source).packet
    case .preview: return try preview(payload)
    case .calibrate: return try CalibrationSheet(payload.source).pdf(created: payload.created)
    case nil: throw PacketReader.Fault.broken
    }
  }

  private func preview(_ job: TemplateJob) throws -> [UInt8] {
    var stamper = try Stamper(job.source)
    let pdf = try stamper.preview(created: job.created)
    let file = try PDFFile(pdf, name: job.source.name)
    var packet = PacketWriter()
    packet.write(pdf)
    packet.write(file.pageCount)
    for page in 0..<file.pageCount {
      let size = try file.size(ofPage: page)
      let inches = size.width.points * size.height.points / (72 * 72)
      let dots = min(Self.resolution, (Self.mostPixels / inches).squareRoot())
      let resolution = Resolution(dotsPerInch: dots)
      packet.write(try file.renderColour(page: page, at: resolution).png(resolution: resolution) ?? [])
    }
    return packet.bytes
  }
}

/// What a preview job gives.
struct TemplatePreview {
  var pdf: [UInt8]
  /// One a page.
  var pictures: [[UInt8]]

  init(parsing bytes: [UInt8]) throws {
    var packet = PacketReader(bytes)
    pdf = try packet.field()
    pictures = []
    for _ in 0..<(try packet.count()) { pictures.append(try packet.field()) }
  }
}
