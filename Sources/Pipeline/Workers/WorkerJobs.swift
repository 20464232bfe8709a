// SPDX-License-Identifier: GPL-3.0-or-later
import Trade

/// How much of a stamped certificate is looked at through poppler; its codes always are, by our own eyes.
enum PageChecking: Int {
  case codesOnly
  /// Every page is interpreted whole by poppler, and its text compared with the certificate.
  case text
  /// And drawn, which costs a hundred times as much: a page of guilloche takes a third of a second.
  case textAndPixels
}

/// The payload of a stamp job.
struct StampJob {
  var certificate: [UInt8]
  var seals: [String]
  var attempt: Int
  /// What is looked at besides the codes.
  var check: PageChecking

  var bytes: [UInt8] {
    var packet = PacketWriter()
    packet.write(certificate)
    packet.write(seals)
    packet.write(attempt)
    packet.write(check.rawValue)
    return packet.bytes
  }

  init(certificate: [UInt8], seals: [String], attempt: Int, check: PageChecking) {
    self.certificate = certificate
    self.seals = seals
    self.attempt = attempt
    self.check = check
  }

  init(parsing bytes: [UInt8]) throws {
    var packet = PacketReader(bytes)
    certificate = try packet.field()
    seals = try packet.texts()
    attempt = try packet.integer()
    guard let check = PageChecking(rawValue: try packet.integer()) else { throw PacketReader.Fault.broken }
    self.check = check
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
