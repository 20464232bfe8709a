// SPDX-License-Identifier: GPL-3.0-or-later
import PaperComparison
import Scanning

/// A page to be compared, and what with.
struct PaperJob {
  /// The one page.
  var scan: ScanJob
  /// The code that the page bears, as it was read.
  var code: [UInt8]
  /// The certificate's PDF as it was stamped; empty where it is not at hand.
  var printed: [UInt8]
  /// Which of the PDF's sheets, from 0, the code should stand on, and how many it should have; it may have backs.
  var place = 0
  var places = 1
  /// What the certificate says, or where it is not at hand, its seal.
  var texts: [NamedText]

  var bytes: [UInt8] {
    var packet = PacketWriter()
    packet.write(scan.bytes)
    packet.write(code)
    packet.write(printed)
    packet.write(place)
    packet.write(places)
    packet.write(texts.flatMap { [$0.box.rawValue, $0.text] })
    return packet.bytes
  }
}

extension PaperJob {
  init(parsing bytes: [UInt8]) throws {
    var packet = PacketReader(bytes)
    scan = try ScanJob(parsing: packet.field())
    code = try packet.field()
    printed = try packet.field()
    (place, places) = (try packet.integer(), try packet.integer())
    texts = try packet.pairs().map { box, text in
      guard let box = NamedText.Box(rawValue: box) else { throw PacketReader.Fault.broken }
      return NamedText(box, text)
    }
  }
}
