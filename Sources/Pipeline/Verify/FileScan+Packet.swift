// SPDX-License-Identifier: GPL-3.0-or-later
import Barcodes

/// How it travels from a worker.
extension FileScan {
  var bytes: [UInt8] {
    var packet = PacketWriter()
    packet.write(pageCount)
    packet.write(fault)
    packet.write(pages.count)
    for page in pages { page.write(to: &packet) }
    return packet.bytes
  }

  init(parsing bytes: [UInt8]) throws {
    var packet = PacketReader(bytes)
    pageCount = try packet.integer()
    fault = try packet.text()
    for _ in 0..<(try packet.count()) { pages.append(try Page(from: &packet)) }
    guard pageCount >= 0 else { throw PacketReader.Fault.broken }
  }
}

extension FileScan.Page {
  fileprivate func write(to packet: inout PacketWriter) {
    for number in [width, height, resolution, reason.rawValue, suspectResolution, isCutShort ? 1 : 0] {
      packet.write(number)
    }
    packet.write([suspect])
    packet.write(fault)
    packet.write(thumbnail)
    packet.write(codes.count)
    for code in codes {
      packet.write(code.text)
      packet.write(code.step)
      packet.write(code.corners)
      for number in [code.skew, code.module, code.resolution] { packet.write(number) }
    }
  }

  fileprivate init(from packet: inout PacketReader) throws {
    width = try packet.integer()
    height = try packet.integer()
    resolution = try packet.integer()
    guard let reason = FileScan.Reason(rawValue: try packet.integer()) else { throw PacketReader.Fault.broken }
    self.reason = reason
    suspectResolution = try packet.integer()
    isCutShort = try packet.integer() == 1
    guard let suspect = try packet.points().first else { throw PacketReader.Fault.broken }
    self.suspect = suspect
    fault = try packet.text()
    thumbnail = try packet.field()
    for _ in 0..<(try packet.count()) {
      codes.append(
        FileScan.Code(
          text: try packet.field(), step: try packet.text(), corners: try packet.points(), skew: try packet.integer(),
          module: try packet.integer(), resolution: try packet.integer()))
    }
  }
}

extension PacketWriter {
  fileprivate mutating func write(_ points: [QRReading.Point]) {
    write(points.count)
    for point in points {
      write(point.x)
      write(point.y)
    }
  }
}

extension PacketReader {
  fileprivate mutating func points() throws -> [QRReading.Point] {
    try (0..<count()).map { _ in QRReading.Point(x: try integer(), y: try integer()) }
  }
}
