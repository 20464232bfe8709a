// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import Ledger
public import Trade

/// `certmill spoil`: sheets that went wrong in the printer are taken out of use, with a reason; their codes are told as
/// spoiled from then on.
public struct Spoiling {
  private let desk: Desk

  public init(_ desk: Desk) {
    self.desk = desk
  }

  /// A sheet of paper, in words: what was spoiled.
  public struct Sheet: Equatable, Sendable {
    public var number: String
    public var copy: Int
    /// From 1; nil for all sheets of the copy.
    public var sheet: Int?
    /// Serials of its security paper.
    public var stock: [String]
  }

  /// Spoils a copy, or one sheet of it.
  public func spoil(_ number: String, copy: Int, sheet: Int?, reason: String) throws -> Sheet {
    guard !reason.isEmpty else { throw DeskError.reasonNeeded(number) }
    return try desk.open { entries in
      let certificate = try entries.certificateInForce(number)
      return try Self.spoil(certificate, copy: copy, sheet: sheet, reason: reason, entries)
    }
  }

  /// Spoils the sheet that a serial bears.
  public func spoil(stock serial: StockSerial, reason: String) throws -> Sheet {
    guard !reason.isEmpty else { throw DeskError.reasonNeeded(serial.description) }
    return try desk.open { entries in
      guard let sheet = try entries.state.sheet(onStock: serial.description) else {
        throw DeskError.notPrinted(stock: serial.description)
      }
      let certificate = try entries.certificateInForce(sheet.number)
      return try Self.spoil(
        certificate, copy: sheet.copy, sheet: sheet.sheet == 0 ? nil : sheet.sheet, reason: reason, entries)
    }
  }

  private static func spoil(
    _ certificate: CertificateRow, copy: Int, sheet: Int?, reason: String, _ entries: DeskEntries
  ) throws -> Sheet {
    let number = certificate.number
    let reprints = try entries.state.reprints(of: number)
    guard (1...certificate.copies).contains(copy) || reprints.contains(where: { $0.copy == copy }) else {
      throw DeskError.noSuchCopy(number, copy: copy, copies: reprints.last?.copy ?? certificate.copies)
    }
    if let sheet, !(1...certificate.sheets).contains(sheet) {
      throw DeskError.noSuchSheet(number, sheet: sheet, sheets: certificate.sheets)
    }
    let earlier = try entries.state.spoiledCopies(of: number)
    guard !earlier.contains(where: { $0.copy == copy && ($0.sheet == 0 || $0.sheet == sheet) }) else {
      throw DeskError.alreadySpoiled(number, copy: copy, sheet: sheet)
    }
    let paper = try entries.state.stock(of: number, copy: copy).filter { sheet == nil || $0.sheet == sheet }
    var event: JSONObject = ["copy": .number(JSONNumber(copy)), "reason": .string(reason)]
    if let sheet { event["sheet"] = .number(JSONNumber(sheet)) }
    // One sheet bears one serial; a whole copy's serials are told by its print entries.
    let serial = sheet == nil ? nil : paper.first?.serial
    event["stock"] = serial.map { .string($0) }
    let bytes = JSONValue.object(event).canonicalBytes
    try entries.record(
      .spoil, of: certificate, copy: copy, sheet: sheet, stock: serial, event: bytes,
      change: .spoiled(number: number, copy: copy, sheet: sheet, stock: serial, reason: reason))
    return Sheet(number: number, copy: copy, sheet: sheet, stock: paper.map(\.serial))
  }
}
