// SPDX-License-Identifier: GPL-3.0-or-later
import Letters
import Trade

/// What a refusal letter is about, as it travels to the worker that draws it.
struct LetterJob {
  var notice: RefusalNotice
  /// Time of the batch.
  var created: Timestamp

  init(_ notice: RefusalNotice, created: Timestamp) {
    self.notice = notice
    self.created = created
  }

  var packet: [UInt8] {
    var packet = PacketWriter()
    packet.write(created.seconds)
    packet.write([notice.chamber, notice.day, notice.file, notice.doc, notice.reference ?? "", notice.reason ?? ""])
    packet.write(notice.errors.count)
    for error in notice.errors {
      packet.write(error.item ?? 0)
      packet.write([
        error.rule, error.box, error.message, error.field, error.found, error.expected, error.example, error.nearest,
      ])
    }
    return packet.bytes
  }

  init(packet bytes: [UInt8]) throws {
    var packet = PacketReader(bytes)
    created = Timestamp(seconds: try packet.integer())
    let texts = try packet.texts()
    guard texts.count == 6 else { throw PacketReader.Fault.broken }
    let errors = try (0..<packet.count()).map { _ in
      let item = try packet.integer()
      let parts = try packet.texts()
      guard parts.count == 8 else { throw PacketReader.Fault.broken }
      return Finding(
        rule: parts[0], severity: .error, box: parts[1], item: item > 0 ? item : nil, message: parts[2],
        field: parts[3], found: parts[4], expected: parts[5], example: parts[6], nearest: parts[7])
    }
    notice = RefusalNotice(
      chamber: texts[0], day: texts[1], file: texts[2], reference: texts[4].isEmpty ? nil : texts[4], doc: texts[3],
      reason: texts[5].isEmpty ? nil : texts[5], findings: errors)
  }
}

/// A letter as text, in all its languages, and as PDF.
struct DrawnLetter {
  var text: String
  var pdf: [UInt8]

  var packet: [UInt8] {
    var packet = PacketWriter()
    packet.write(text)
    packet.write(pdf)
    return packet.bytes
  }

  init(text: String, pdf: [UInt8]) {
    self.text = text
    self.pdf = pdf
  }

  init(packet bytes: [UInt8]) throws {
    var packet = PacketReader(bytes)
    text = try packet.text()
    pdf = try packet.field()
    guard !text.isEmpty, pdf.starts(with: Array("%PDF-".utf8)) else { throw PacketReader.Fault.broken }
  }
}
