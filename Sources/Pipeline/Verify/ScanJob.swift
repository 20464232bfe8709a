// SPDX-License-Identifier: GPL-3.0-or-later

/// The payload of a scan job: a file, and which of its pages to look at.
struct ScanJob {
  /// The file in messages.
  var name: String
  /// From 0.
  var firstPage: Int
  var pages: Int
  var file: [UInt8]

  var bytes: [UInt8] {
    var packet = PacketWriter()
    packet.write(name)
    packet.write(firstPage)
    packet.write(pages)
    packet.write(file)
    return packet.bytes
  }

  init(name: String, firstPage: Int, pages: Int, file: [UInt8]) {
    self.name = name
    self.firstPage = firstPage
    self.pages = pages
    self.file = file
  }

  init(parsing bytes: [UInt8]) throws {
    var packet = PacketReader(bytes)
    name = try packet.text()
    firstPage = try packet.integer()
    pages = try packet.integer()
    file = try packet.field()
    guard firstPage >= 0 else { throw PacketReader.Fault.broken }
  }
}
