// SPDX-License-Identifier: GPL-3.0-or-later
import PaperComparison
import Scanning

/// A page to be compared, and what with.
struct PaperJob {
  /// The scan's file in messages, its bytes, and which of its pages, from 0.
  var name: String
  var file: [UInt8]
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
    packet.write(file)
    return packet.bytes
  }

  init(name: String, file: [UInt8], page: Int, code: [UInt8], printed: [UInt8] = [], texts: [NamedText]) {
    self.name = name
    self.file = file
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
    file = try packet.field()
    guard page >= 0 else { throw PacketReader.Fault.broken }
  }
}
