// SPDX-License-Identifier: GPL-3.0-or-later
public import CanonicalJSON
import DurableFiles
public import Trade

/// `certmill stock`: the security paper of a workspace, by serial ranges.
public struct StockDesk {
  private let desk: Desk

  public init(_ desk: Desk) {
    self.desk = desk
  }

  /// Enters paper that came; its serials must be new.
  public func add(_ range: StockRange, kind: String) throws {
    guard (1...20).contains(kind.utf8.count),
      kind.utf8.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) || $0 == 45 })
    else { throw DeskError.stockKind(kind) }
    try desk.open { entries in
      for (kind, known) in try entries.state.stockRanges() where known.overlaps(range) {
        throw DeskError.stockOverlap(range.description, known: known.description, kind: kind)
      }
      try entries.record(stock: .added(range, kind: kind))
    }
  }

  /// Makes unused paper void: torn, misfed, lost.
  public func void(_ range: StockRange, reason: String) throws {
    guard !reason.isEmpty else { throw DeskError.reasonNeeded(range.description) }
    try desk.open { entries in
      let ranges = try entries.state.stockRanges().map(\.range)
      for place in 0..<range.count where !ranges.contains(where: { $0.contains(range[place]) }) {
        throw DeskError.stockUnknown(range[place].description)
      }
      if let used = try entries.state.usedStock(in: range).first,
        let sheet = try entries.state.sheet(onStock: used.description)
      {
        throw DeskError.stockUsed(used.description, number: sheet.number, copy: sheet.copy)
      }
      for (known, reason) in try entries.state.stockVoids() where known.overlaps(range) {
        throw DeskError.stockVoid(known.description, reason: reason)
      }
      try entries.record(stock: .voided(range, reason: reason))
    }
  }

  /// What is in stock. Reads without a lock: the figures are of the last committed group.
  public static func list(_ workspace: Workspace) throws -> [StockReport] {
    guard DurableFile.exists(workspace.statePath) else { return [] }
    return try State.open(workspace.statePath, readOnly: true) { state in
      let voids = try state.stockVoids()
      let spoiled = try state.spoiledStock()
      return try state.stockRanges().map { kind, range in
        StockReport(
          kind: kind, range: range, used: try state.usedStock(in: range), spoiled: spoiled, voids: voids.map(\.range))
      }
    }
  }
}

/// How one range of security paper stands.
public struct StockReport: Equatable, Sendable {
  public var kind: String
  public var range: StockRange
  /// Sheets that bear a certificate, the spoiled ones included.
  public var printed: Int
  public var spoiled: Int
  public var void: Int
  /// Sheets behind the last one that was used, the void ones aside.
  public var free: Int
  /// Sheets before it that were neither used nor voided: nobody has said where they are.
  public var gaps: [StockRange]
  /// The next serial that a run takes; nil for a range that is used up.
  public var next: StockSerial?

  init(kind: String, range: StockRange, used: [StockSerial], spoiled: Set<String>, voids: [StockRange]) {
    self.kind = kind
    self.range = range
    printed = used.count
    self.spoiled = used.count { spoiled.contains($0.description) }
    let taken = Set(used)
    let isVoid = (0..<range.count).map { place in voids.contains { $0.contains(range[place]) } }
    void = isVoid.count { $0 }
    let first = (0..<range.count).last { taken.contains(range[$0]) }.map { $0 + 1 } ?? 0
    free = (first..<range.count).count { !isVoid[$0] }
    next = (first..<range.count).first { !isVoid[$0] }.map { range[$0] }
    gaps = StockRange.joining(
      (0..<first).filter { !isVoid[$0] }.map { range[$0] }.filter { !taken.contains($0) })
  }

  public var json: JSONValue {
    func count(_ value: Int) -> JSONValue { .number(JSONNumber(value)) }
    return [
      "first": .string(range.first.description), "free": count(free),
      "gaps": .array(gaps.map { [.string($0.first.description), .string($0.last.description)] }),
      "kind": .string(kind), "last": .string(range.last.description),
      "next": next.map { .string($0.description) } ?? .null, "printed": count(printed), "spoiled": count(spoiled),
      "void": count(void),
    ]
  }
}
