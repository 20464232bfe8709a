// SPDX-License-Identifier: GPL-3.0-or-later
import PaperComparison
import Scanning

/// A page to be compared, and what with.
struct PaperJob {
  /// The scan's file in messages, where it is, and which of its pages, from 0.
  var name: String
  var source: ScanJob.Source
  var page: Int
  /// The code that the page bears, as it was read.
  var code: [UInt8]
  /// The certificate's PDF as it was stamped; empty where it is not at hand.
  var printed: [UInt8] = []
  /// What the certificate says, or where it is not at hand, its seal.
  var texts: [NamedText] = []

  var bytes: [UInt8] {
    var packet = PacketWriter()
    packet.write(name)
    packet.write(page)
    packet.write(code)
    packet.write(texts.flatMap { [$0.box.rawValue, $0.text] })
    packet.write(printed)
    packet.write(ScanJob(name: name, source: source, firstPage: page, pages: 1).bytes)
    return packet.bytes
  }

  init(name: String, source: ScanJob.Source, page: Int, code: [UInt8], printed: [UInt8] = [], texts: [NamedText]) {
    self.name = name
    self.source = source
    self.page = page
    self.code = code
    self.printed = printed
    self.texts = texts
  }

  init(parsing bytes: [UInt8]) throws {
    var packet = PacketReader(bytes)
    name = try packet.text()
    page = try packet.integer()
    code = try packet.field()
    texts = try packet.pairs().map { box, text in
      guard let box = NamedText.Box(rawValue: box) else { throw PacketReader.Fault.broken }
      return NamedText(box, text)
    }
    printed = try packet.field()
    source = try ScanJob(parsing: packet.field()).source
    guard page >= 0 else { throw PacketReader.Fault.broken }
  }
}
