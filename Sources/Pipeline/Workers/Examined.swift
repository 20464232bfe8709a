// SPDX-License-Identifier: GPL-3.0-or-later
import Decisions
import Signing

/// What a worker tells of one application: read, validated, fitted to the paper, decided by the policy.
struct Examined {
  /// The event of the `validate` entry, `{"findings":[…],"form":…}`.
  var validation: [UInt8]
  /// The normalised form, canonical JSON; empty where the bytes are no application.
  var form: [UInt8]
  /// Of the normalised form; of nothing where there is none.
  var formDigest: Digest
  /// Keys of consignor and invoice, one an invoice.
  var invoices: [Digest]
  var verdict: StateChange.Verdict
  /// In words, for the officer; nil for a grant.
  var reason: String?
  /// The form's agreement, where the recipe has no rule book for it.
  var missingBook: String?
  /// Sheets that each copy needs.
  var sheets: Int
  /// Copies asked for; 0 leaves it to the recipe.
  var copies: Int
  /// How many officers a grant needs, if it is held.
  var officers = 1
  /// Whose form it is; of no use where the bytes are no application.
  var exporter = ExporterMark(keys: [], destination: "")
  /// How many applications of that exporter may have come before.
  var quotas: [Quota] = []

  var bytes: [UInt8] {
    var packet = PacketWriter()
    packet.write(validation)
    packet.write(form)
    packet.write([formDigest])
    packet.write(invoices)
    packet.write([verdict.rawValue, reason ?? "", missingBook ?? ""])
    packet.write(sheets)
    packet.write(copies)
    packet.write(officers)
    packet.write(exporter.keys)
    packet.write(exporter.destination)
    packet.write(quotas.count)
    for quota in quotas {
      packet.write([quota.period.rawValue, quota.limit] + quota.destinations)
      packet.write(quota.most)
    }
    return packet.bytes
  }

  init(
    validation: [UInt8], form: [UInt8], formDigest: Digest, invoices: [Digest], verdict: StateChange.Verdict,
    reason: String?, missingBook: String? = nil, sheets: Int, copies: Int
  ) {
    self.validation = validation
    self.form = form
    self.formDigest = formDigest
    self.invoices = invoices
    self.verdict = verdict
    self.reason = reason
    self.missingBook = missingBook
    self.sheets = sheets
    self.copies = copies
  }

  init(parsing bytes: [UInt8]) throws {
    var packet = PacketReader(bytes)
    validation = try packet.field()
    form = try packet.field()
    guard let digest = try packet.digests().first else { throw PacketReader.Fault.broken }
    formDigest = digest
    invoices = try packet.digests()
    let texts = try packet.texts()
    guard texts.count == 3, let verdict = StateChange.Verdict(rawValue: texts[0]) else {
      throw PacketReader.Fault.broken
    }
    self.verdict = verdict
    reason = texts[1].isEmpty ? nil : texts[1]
    missingBook = texts[2].isEmpty ? nil : texts[2]
    sheets = try packet.integer()
    copies = try packet.integer()
    officers = try packet.integer()
    exporter = ExporterMark(keys: try packet.digests(), destination: try packet.text())
    for _ in 0..<(try packet.count()) {
      let texts = try packet.texts()
      guard texts.count >= 2, let period = Quota.Period(rawValue: texts[0]) else { throw PacketReader.Fault.broken }
      quotas.append(
        Quota(period: period, most: try packet.integer(), destinations: Array(texts.dropFirst(2)), limit: texts[1]))
    }
    // A worker that was taken over may say anything.
    guard (1...9999).contains(sheets), (0...9).contains(copies), (1...2).contains(officers),
      [.grant, .hold, .refuse].contains(verdict)
    else {
      throw PacketReader.Fault.broken
    }
  }
}

/// What a worker tells of one certificate: the PDF after the template's constant bytes, and its codes read back.
struct Stamped {
  var tail: [UInt8]
  /// In page order; empty where a code could not be read.
  var codes: [String]
  /// What the whole page's check found wrong; empty if all is well or it was not asked for.
  var fault: String

  var bytes: [UInt8] {
    var packet = PacketWriter()
    packet.write(tail)
    packet.write(codes)
    packet.write(fault)
    return packet.bytes
  }

  init(tail: [UInt8], codes: [String], fault: String) {
    self.tail = tail
    self.codes = codes
    self.fault = fault
  }

  init(parsing bytes: [UInt8]) throws {
    var packet = PacketReader(bytes)
    tail = try packet.field()
    codes = try packet.texts()
    fault = try packet.text()
  }
}
