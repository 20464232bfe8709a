// SPDX-License-Identifier: GPL-3.0-or-later
import Submissions

extension CSVDialect {
  func write(to packet: inout PacketWriter) {
    packet.write([separator.rawValue, encoding.rawValue, decimal.rawValue, dates.description])
  }

  init(from packet: inout PacketReader) throws {
    let texts = try packet.texts()
    guard texts.count == 4, let separator = Separator(rawValue: texts[0]), let encoding = Encoding(rawValue: texts[1]),
      let decimal = DecimalMark(rawValue: texts[2]), let dates = DatePattern(texts[3])
    else { throw PacketReader.Fault.broken }
    self.init(separator: separator, encoding: encoding, decimal: decimal, dates: dates)
  }
}
