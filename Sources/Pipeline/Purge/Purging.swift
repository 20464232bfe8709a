// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Ledger
import Reconciliation
import Trade

/// `certmill purge`: deletes the documents of a whole year, with the secret that the year's keyed digests derive from.
///
/// In this order, so that the same command finishes what a kill left: the deed is entered in the ledger; the batches'
/// bytes leave the store and their folders, one batch after the other; the secret is destroyed last, as it still tells
/// which forms were carried over into the next year.
public struct Purging {
  private let desk: Desk
  /// How far `--at` may be ahead of the machine's clock, seconds.
  private static let tolerance = 600

  public init(_ desk: Desk) {
    self.desk = desk
  }

  /// What a year holds.
  public struct Plan: Equatable, Sendable {
    public var year: Int
    /// The day, in the chamber's time zone, by which it was judged whether the year may go.
    public var day: String
    public var batches: Int
    public var certificates: Int
    public var documents: Int
    /// Partners' bundles, whose certificates lie under `exchange/`.
    public var bundles: Int
    /// An interrupted purge of this year is to be finished.
    public var isBegun: Bool
    /// Everything of it is gone already.
    public var isDone: Bool
  }

  /// What would be deleted; throws if it may not be. Reads without a lock.
  public func plan(_ year: Int, keepYears: Int? = nil) throws -> Plan {
    let today = desk.workspace.clock.day(at: desk.time)
    return try State.open(desk.workspace.statePath, readOnly: true) { state in
      try self.plan(year, keepYears: keepYears, state, today: today)
    }
  }

  /// Deletes the year; gives what it held.
  public func purge(_ year: Int, keepYears: Int? = nil) throws -> Plan {
    let workspace = desk.workspace
    let today = workspace.clock.day(at: desk.time)
    let plan = try desk.open(isOfReaders: true) { entries in
      let plan = try self.plan(year, keepYears: keepYears, entries.state, today: today)
      guard !plan.isDone else { return plan }
      let carried = try CarriedForms(of: workspace, beyond: year)
      if !plan.isBegun {
        try entries.record(
          purge: PurgeEvent(
            year: year, batches: plan.batches, certificates: plan.certificates, bundles: plan.bundles))
        try entries.commit()
      }
      try PurgeSweep(workspace, year: year, carried: carried.docs, time: desk.time.description).run()
      if !workspace.isPurged(year: year) {
        try DurableFile.write(Array("\(desk.time)\n".utf8), to: workspace.purgedPath(year), mode: 0o600)
      }
      // What a file system or a backup still has of it is beyond this program.
      try DurableFile.erase(workspace.secretPath(year))
      return plan
    }
    // Deleted rows leave the database's file too.
    try State.open(workspace.statePath) { try $0.compact() }
    return plan
  }

  private func plan(_ year: Int, keepYears: Int?, _ state: State, today: CalendarDate) throws -> Plan {
    let workspace = desk.workspace
    // What cannot be undone is done by the clock: `--at` may be mistyped.
    guard desk.time.seconds <= desk.now.seconds + Self.tolerance else {
      throw PurgeError.ahead(time: desk.time.description, now: desk.now.description)
    }
    let kept = workspace.settings.keepYears
    if let keepYears, keepYears < kept { throw PurgeError.keptShorter(asked: keepYears, years: kept) }
    let years = keepYears ?? kept
    let thisYear = today.components.year
    guard year < thisYear else { throw PurgeError.notOver(year) }
    guard year + years < thisYear else { throw PurgeError.kept(year, years: years, until: year + years) }
    let folders = try Workspace.years(of: workspace.batches)
    let isBegun = try state.purgedYears().contains(year)
    let batches = folders[year]?.count ?? 0
    guard batches > 0 || isBegun else { throw PurgeError.nothing(year) }
    let first = folders.keys.filter { $0 < year && !workspace.isPurged(year: $0) }.min()
    if let first { throw PurgeError.earlier(year, first: first) }
    let held = try state.held().count { Int($0.batch.prefix(4)) ?? 0 <= year }
    guard held == 0 else { throw PurgeError.held(year, count: held) }
    let counts = try state.documents(ofYear: year)
    return Plan(
      year: year, day: today.description, batches: batches, certificates: counts.certificates,
      documents: counts.documents, bundles: try state.bundles(ofYear: year), isBegun: isBegun,
      isDone: isBegun && workspace.isPurged(year: year) && !DurableFile.exists(workspace.secretPath(year)))
  }
}

extension Workspace {
  /// Folders of batches or reconciliations by the year that their ids begin with.
  static func years(of folder: String) throws -> [Int: [String]] {
    guard DurableFile.exists(folder) else { return [:] }
    var years: [Int: [String]] = [:]
    for name in try TrustFolder.names(in: folder) where name.utf8.count >= 11 {
      guard let year = Int(name.prefix(4)) else { continue }
      years[year, default: []].append(name)
    }
    return years
  }
}
