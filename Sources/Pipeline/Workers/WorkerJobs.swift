// SPDX-License-Identifier: GPL-3.0-or-later
import Trade

/// The payload of a stamp job.
struct StampJob {
  var certificate: [UInt8]
  var seals: [String]
  var attempt: Int
  /// Pages that poppler reads whole, their text to be compared with the certificate; the codes are always read back,
  /// by our own eyes.
  var checked: [Int]
  /// The first of them is drawn too, which costs a hundred times as much: guilloche takes a third of a second.
  var draws: Bool

  var bytes: [UInt8] {
    var packet = PacketWriter()
    packet.write(certificate)
    packet.write(seals)
    packet.write(attempt)
    packet.write(checked.map { String($0) })
    packet.write(draws ? 1 : 0)
    return packet.bytes
  }

  init(certificate: [UInt8], seals: [String], attempt: Int, checked: [Int], draws: Bool) {
    self.certificate = certificate
    self.seals = seals
    self.attempt = attempt
    self.checked = checked
    self.draws = draws
  }

  init(parsing bytes: [UInt8]) throws {
    var packet = PacketReader(bytes)
    certificate = try packet.field()
    seals = try packet.texts()
    attempt = try packet.integer()
    checked = try packet.texts().compactMap { Int($0) }
    draws = try packet.integer() == 1
  }
}

/// The payload of a print run job.
struct PrintRunJob {
  struct Sheets {
    var path: String
    var number: String
    var copies: Int
  }

  /// `20261123-01/2`.
  var code: String
  var created: Timestamp
  var certificates: [Sheets]

  var bytes: [UInt8] {
    var packet = PacketWriter()
    packet.write(code)
    packet.write(created.seconds)
    packet.write(certificates.flatMap { [$0.path, $0.number, String($0.copies)] })
    return packet.bytes
  }

  init(code: String, created: Timestamp, certificates: [Sheets]) {
    self.code = code
    self.created = created
    self.certificates = certificates
  }

  init(parsing bytes: [UInt8]) throws {
    var packet = PacketReader(bytes)
    code = try packet.text()
    created = Timestamp(seconds: try packet.integer())
    let texts = try packet.texts()
    certificates = stride(from: 0, to: texts.count - 2, by: 3).map {
      Sheets(path: texts[$0], number: texts[$0 + 1], copies: Int(texts[$0 + 2]) ?? 1)
    }
  }
}
