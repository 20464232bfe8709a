// SPDX-License-Identifier: GPL-3.0-or-later
import Certificates
import Reconciliation
import Trade
public import Workers

/// The part of an import that meets a partner's bytes: unpacks the bundle, parses certificates and reads the codes of
/// their PDFs, in a process of its own. It knows nobody's keys and judges nothing.
public struct ExchangeWorker: ~Copyable, WorkerProgram {
  enum Kind: UInt8 {
    /// A bundle → ``BundleReading``.
    case unpack = 1
    /// A certificate's JSON → ``BundledCertificate/Facts``; fails for one that is none.
    case certificate
    /// A ``ScanJob`` → ``FileScan``.
    case scan
  }

  private var scanner: ScanWorker

  public init(setUp: [UInt8]) throws {
    scanner = try ScanWorker(setUp: setUp)
  }

  public mutating func answer(to job: WorkerJob) throws -> [UInt8] {
    switch Kind(rawValue: job.kind) {
    case .unpack: return BundleReading(unpacking: job.payload).bytes
    case .certificate:
      let certificate = try Certificate(parsing: job.payload)
      return BundledCertificate.Facts(
        issuer: certificate.issuer, number: certificate.number.description, digest: certificate.digest,
        destination: certificate.application.destination, copies: certificate.copies, sheets: certificate.sheets
      ).packet
    case .scan: return try scanner.answer(to: WorkerJob(kind: ScanWorker.jobKind, payload: job.payload))
    case nil: throw PacketReader.Fault.broken
    }
  }
}

extension BundledCertificate.Facts {
  fileprivate var packet: [UInt8] {
    var packet = PacketWriter()
    packet.write([issuer, number, destination])
    packet.write([digest])
    packet.write(copies)
    packet.write(sheets)
    return packet.bytes
  }

  init(parsing bytes: [UInt8]) throws {
    var packet = PacketReader(bytes)
    let (texts, digests) = (try packet.texts(), try packet.digests())
    let (copies, sheets) = (try packet.integer(), try packet.integer())
    // Bounds that a certificate's parser does not have: their product is the number of pages.
    guard texts.count == 3, digests.count == 1, (1...99).contains(copies), (1...9_999).contains(sheets) else {
      throw PacketReader.Fault.broken
    }
    self.init(
      issuer: texts[0], number: texts[1], digest: digests[0], destination: texts[2], copies: copies, sheets: sheets)
  }
}
