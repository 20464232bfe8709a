// SPDX-License-Identifier: GPL-3.0-or-later
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
