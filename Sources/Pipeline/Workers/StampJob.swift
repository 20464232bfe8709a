// SPDX-License-Identifier: GPL-3.0-or-later
import Trade

/// The payload of a stamp job.
struct StampJob {
  var certificate: [UInt8]
  /// The copies to draw, from 1.
  var copies: ClosedRange<Int>
  /// One a page.
  var seals: [String]
  /// Day of issue in the chamber's time zone.
  var day: CalendarDate
  var attempt: Int
  /// Pages that poppler reads whole, their text to be compared with the certificate; the codes are always read back,
  /// by our own eyes.
  var checked: [Int]
  /// The first of them is drawn too, which costs a hundred times as much: guilloche takes a third of a second.
  var draws: Bool
  /// Whom the certificate names on its face.
  var predecessors: Predecessors

  var bytes: [UInt8] {
    var packet = PacketWriter()
    packet.write(certificate)
    packet.write(copies.lowerBound)
    packet.write(copies.upperBound)
    packet.write(seals)
    packet.write(day.daysSinceEpoch)
    packet.write(attempt)
    packet.write(checked.map { String($0) })
    packet.write(draws ? 1 : 0)
    packet.write(predecessors.texts)
    return packet.bytes
  }

  init(
    certificate: [UInt8], copies: ClosedRange<Int>, seals: [String], day: CalendarDate, attempt: Int, checked: [Int],
    draws: Bool, predecessors: Predecessors
  ) {
    self.certificate = certificate
    self.copies = copies
    self.seals = seals
    self.day = day
    self.attempt = attempt
    self.checked = checked
    self.draws = draws
    self.predecessors = predecessors
  }

  init(parsing bytes: [UInt8]) throws {
    var packet = PacketReader(bytes)
    certificate = try packet.field()
    copies = try packet.range()
    seals = try packet.texts()
    day = CalendarDate(daysSinceEpoch: try packet.integer())
    attempt = try packet.integer()
    checked = try packet.texts().compactMap { Int($0) }
    draws = try packet.integer() == 1
    predecessors = try Predecessors(texts: packet.texts())
  }
}
