// SPDX-License-Identifier: GPL-3.0-or-later
import Printing

extension TemplateInspection {
  var packet: [UInt8] {
    var packet = PacketWriter()
    packet.write(faults.count)
    for fault in faults {
      packet.write([fault.severity.rawValue, fault.file, fault.place, fault.problem])
      packet.write(fault.line)
    }
    packet.write(facts == nil ? 0 : 1)
    guard let facts else { return packet.bytes }
    packet.write(facts.name)
    for length in [facts.width, facts.height, facts.codeX, facts.codeY] { packet.write(Int(bitPattern: length)) }
    packet.write(facts.isPreprinted ? 1 : 0)
    for names in [facts.fonts, facts.boxes, facts.columns, facts.printers] { packet.write(names) }
    packet.write(facts.prefixBytes ?? -1)
    packet.write(facts.artwork == nil ? 0 : 1)
    if let artwork = facts.artwork {
      packet.write(artwork.file)
      packet.write(artwork.pages)
      packet.write(artwork.objects)
      packet.write(artwork.spotColours)
    }
    return packet.bytes
  }

  init(parsing bytes: [UInt8]) throws {
    var packet = PacketReader(bytes)
    var faults: [TemplateFault] = []
    for _ in 0..<(try packet.count()) {
      let texts = try packet.texts()
      guard texts.count == 4, let severity = TemplateFault.Severity(rawValue: texts[0]) else {
        throw PacketReader.Fault.broken
      }
      faults.append(
        TemplateFault(
          severity: severity, file: texts[1], line: try packet.integer(), place: texts[2], problem: texts[3]))
    }
    guard try packet.integer() == 1 else {
      self.init(faults: faults, facts: nil)
      return
    }
    func lengths() throws -> [Double] { try (0..<4).map { _ in Double(bitPattern: try packet.integer()) } }
    let name = try packet.text()
    let numbers = try lengths()
    var facts = TemplateFacts(
      name: name, width: numbers[0], height: numbers[1], isPreprinted: try packet.integer() == 1, artwork: nil,
      fonts: try packet.texts(), boxes: try packet.texts(), columns: try packet.texts(), codeX: numbers[2],
      codeY: numbers[3], printers: try packet.texts(), prefixBytes: nil)
    let prefix = try packet.integer()
    facts.prefixBytes = prefix < 0 ? nil : prefix
    if try packet.integer() == 1 {
      facts.artwork = TemplateFacts.Artwork(
        file: try packet.text(), pages: try packet.integer(), objects: try packet.integer(),
        spotColours: try packet.texts())
    }
    self.init(faults: faults, facts: facts)
  }
}

extension Int {
  fileprivate init(bitPattern value: Double) { self.init(bitPattern: UInt(value.bitPattern)) }
}

extension Double {
  fileprivate init(bitPattern value: Int) { self.init(bitPattern: UInt64(UInt(bitPattern: value))) }
}
