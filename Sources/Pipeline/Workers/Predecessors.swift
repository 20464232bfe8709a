// SPDX-License-Identifier: GPL-3.0-or-later
import Printing
import Trade

/// The certificates that one names on its face, with their days of issue: the one it replaces, the one it duplicates.
struct Predecessors: Equatable {
  struct Named: Equatable {
    var number: String
    /// In the chamber's time zone.
    var issued: CalendarDate?
  }

  var replaces: Named?
  var duplicateOf: Named?

  /// As they travel to a worker.
  var texts: [String] {
    [replaces, duplicateOf].flatMap { [$0?.number ?? "", $0?.issued?.description ?? ""] }
  }

  init(replaces: Named? = nil, duplicateOf: Named? = nil) {
    self.replaces = replaces
    self.duplicateOf = duplicateOf
  }

  init(texts: [String]) throws {
    guard texts.count == 4 else { throw PacketReader.Fault.broken }
    func named(_ number: String, _ day: String) -> Named? {
      number.isEmpty ? nil : Named(number: number, issued: CalendarDate(day))
    }
    self.init(replaces: named(texts[0], texts[1]), duplicateOf: named(texts[2], texts[3]))
  }

  func fill(_ notes: inout PrintNotes) {
    (notes.replaces, notes.replacedOn) = (replaces?.number, replaces?.issued)
    (notes.duplicateOf, notes.duplicatedOn) = (duplicateOf?.number, duplicateOf?.issued)
  }
}

extension State {
  /// A batch's time is the day of issue of its certificates.
  func predecessors(replaces: String?, duplicateOf: String?, _ clock: ZoneClock) throws -> Predecessors {
    func named(_ number: String?) throws -> Predecessors.Named? {
      guard let number else { return nil }
      let opened = try certificate(number).flatMap { try batchTime($0.batch) }.flatMap(Timestamp.init(rfc3339:))
      return Predecessors.Named(number: number, issued: opened.map { clock.day(at: $0) })
    }
    return Predecessors(replaces: try named(replaces), duplicateOf: try named(duplicateOf))
  }
}

/// The payload of an examination that an officer has ordered.
struct OrderedExamination {
  var application: [UInt8]
  var predecessors: Predecessors
  /// A duplicate says again what was certified: neither rule books nor policy are asked about it.
  var isDuplicate: Bool

  var bytes: [UInt8] {
    var packet = PacketWriter()
    packet.write(application)
    packet.write(predecessors.texts)
    packet.write(isDuplicate ? 1 : 0)
    return packet.bytes
  }

  init(application: [UInt8], predecessors: Predecessors, isDuplicate: Bool) {
    self.application = application
    self.predecessors = predecessors
    self.isDuplicate = isDuplicate
  }

  init(parsing bytes: [UInt8]) throws {
    var packet = PacketReader(bytes)
    application = try packet.field()
    predecessors = try Predecessors(texts: packet.texts())
    isDuplicate = try packet.integer() == 1
  }
}
