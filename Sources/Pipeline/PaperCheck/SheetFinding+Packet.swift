// SPDX-License-Identifier: GPL-3.0-or-later
import Paper
import PaperComparison
import Reconciliation

extension SheetFinding {
  /// Pixels of the largest picture that a worker may send.
  private static let mostPixels = 1 << 21

  var packet: [UInt8] {
    var packet = PacketWriter()
    packet.write([paper.rawValue, reason])
    packet.write(differences.count)
    for difference in differences {
      packet.write([difference.box.rawValue, difference.reason])
      packet.write(difference.isAltered ? 1 : 0)
      packet.write(difference.picture?.width ?? 0)
      packet.write(difference.picture?.pixels ?? [])
    }
    return packet.bytes
  }

  /// A worker that was taken over may say anything.
  init(packet bytes: [UInt8]) throws {
    var packet = PacketReader(bytes)
    let texts = try packet.texts()
    guard texts.count == 2, let paper = PaperVerdict(rawValue: texts[0]) else { throw PacketReader.Fault.broken }
    var differences: [Difference] = []
    for _ in 0..<(try packet.count()) {
      let words = try packet.texts()
      let isAltered = try packet.integer() == 1
      let width = try packet.integer()
      let pixels = try packet.field()
      guard words.count == 2, let box = NamedText.Box(rawValue: words[0]), pixels.count <= Self.mostPixels, width >= 0,
        width == 0 ? pixels.isEmpty : pixels.count % width == 0
      else { throw PacketReader.Fault.broken }
      let picture = width == 0 ? nil : GrayImage(width: width, height: pixels.count / width, pixels: pixels)
      differences.append(Difference(box: box, isAltered: isAltered, reason: words[1], picture: picture))
    }
    self.init(paper, differences: differences, reason: texts[1])
  }
}
