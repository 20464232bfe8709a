// SPDX-License-Identifier: GPL-3.0-or-later
import Printing
import Signing
import Trade

/// What the coordinator needs to write print runs by itself, as it travels from a worker.
extension RunFrame {
  var packet: [UInt8] {
    var packet = PacketWriter()
    packet.write(prefix)
    packet.write(crossReferences)
    for value in [catalog, resources, width, height] { packet.write(value) }
    packet.write(back == nil ? 0 : 1)
    if let back {
      packet.write(back.bytes)
      packet.write(back.offsets.count)
      for offset in back.offsets { packet.write(offset) }
      packet.write(back.pageEntries)
    }
    return packet.bytes
  }

  init(packet bytes: [UInt8]) throws {
    var packet = PacketReader(bytes)
    self.init(
      prefix: try packet.field(), crossReferences: try packet.field(), catalog: try packet.integer(),
      resources: try packet.integer(), width: try packet.integer(), height: try packet.integer())
    guard try packet.integer() == 1 else { return }
    let drawing = try packet.field()
    let offsets = try (0..<packet.count()).map { _ in try packet.integer() }
    back = Back(bytes: drawing, offsets: offsets, pageEntries: try packet.field())
  }
}

/// What a banner says, as it travels to the worker that draws it.
extension RunBanner {
  var packet: [UInt8] {
    var packet = PacketWriter()
    packet.write(code)
    packet.write(created.seconds)
    packet.write(sheetCount)
    packet.write([checksum])
    packet.write(entries.count)
    for entry in entries {
      packet.write(entry.number)
      packet.write(entry.copies.lowerBound)
      packet.write(entry.copies.upperBound)
      packet.write(entry.sheets)
      packet.write(entry.stock)
    }
    return packet.bytes
  }

  init(packet bytes: [UInt8]) throws {
    var packet = PacketReader(bytes)
    let code = try packet.text()
    let created = Timestamp(seconds: try packet.integer())
    let sheets = try packet.integer()
    guard let checksum = try packet.digests().first else { throw PacketReader.Fault.broken }
    let entries = try (0..<packet.count()).map { _ in
      Entry(
        number: try packet.text(), copies: try packet.range(), sheets: try packet.integer(), stock: try packet.text())
    }
    self.init(code: code, created: created, sheetCount: sheets, checksum: checksum, entries: entries)
  }
}
