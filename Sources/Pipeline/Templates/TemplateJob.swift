// SPDX-License-Identifier: GPL-3.0-or-later
import Printing
import Trade

/// The payload of a job of a ``TemplateWorker``: a template with its files.
struct TemplateJob {
  enum Kind: UInt8 {
    /// → ``TemplateInspection``.
    case check = 1
    /// → a PDF and its pages as PNG.
    case preview
    /// → a PDF.
    case calibrate
  }

  var source: TemplateSource
  var created: Timestamp

  var bytes: [UInt8] {
    var packet = PacketWriter()
    packet.write(created.seconds)
    packet.write([source.name, source.printer ?? ""])
    packet.write(source.yaml)
    for page in [source.artwork, source.back] {
      packet.write(page == nil ? 0 : 1)
      packet.write(page ?? [])
    }
    packet.write(source.images.count)
    for (name, image) in source.images.sorted(by: { $0.key < $1.key }) {
      packet.write(name)
      packet.write(image)
    }
    packet.write(source.fontPaths.sorted { $0.key < $1.key }.flatMap { [$0.key, $0.value] })
    return packet.bytes
  }

  init(source: TemplateSource, created: Timestamp) {
    self.source = source
    self.created = created
  }

  init(parsing bytes: [UInt8]) throws {
    var packet = PacketReader(bytes)
    created = Timestamp(seconds: try packet.integer())
    let texts = try packet.texts()
    guard texts.count == 2 else { throw PacketReader.Fault.broken }
    let yaml = try packet.field()
    func page() throws -> [UInt8]? {
      let isThere = try packet.integer() == 1
      let bytes = try packet.field()
      return isThere ? bytes : nil
    }
    let (artwork, back) = (try page(), try page())
    var images: [String: [UInt8]] = [:]
    for _ in 0..<(try packet.count()) { images[try packet.text()] = try packet.field() }
    let fonts = try packet.texts()
    var fontPaths: [String: String] = [:]
    for index in stride(from: 0, to: fonts.count - 1, by: 2) { fontPaths[fonts[index]] = fonts[index + 1] }
    source = TemplateSource(
      name: texts[0], yaml: yaml, artwork: artwork, back: back, images: images, fontPaths: fontPaths,
      printer: texts[1].isEmpty ? nil : texts[1])
  }
}
