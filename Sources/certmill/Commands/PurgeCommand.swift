// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Pipeline

struct PurgeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "purge",
    abstract: "Deletes the documents of a whole year with the year's secret; numbers, states and the ledger stay.")

  @Option(help: "The year; the oldest goes first.") var year: Int
  @OptionGroup var place: WorkspaceOption
  @Option(help: "Keep more whole years than certmill.yaml says (keepYears, 2).") var keepYears: Int?
  @Option(help: "The year once more, instead of typing it when asked.") var yes: Int?
  @OptionGroup var moment: MomentOption

  func run() throws {
    let purging = Purging(try moment.desk(of: place))
    let plan = try purging.plan(year, keepYears: keepYears)
    guard !plan.isDone else { return Terminal.out("\(year): was deleted before; nothing is left to do") }
    Terminal.out(
      plan.isBegun
        ? "\(year): its deletion was interrupted; what is left of it goes now."
        : "\(year): \(plan.batches) batches with \(plan.documents) applications or scans and \(plan.certificates) "
          + "certificates, and \(plan.bundles) bundles of partners: their files, journals and letters, and "
          + "keys/secret-\(year).key. Numbers, states and the ledger stay. Backups are not touched. "
          + "Today is \(plan.day): look whether the clock is right.")
    try confirm()
    _ = try purging.purge(year, keepYears: keepYears)
    Terminal.out("\(year): deleted; delete it from backups too: docs/after-issue.md")
  }

  private func confirm() throws {
    if let yes {
      guard yes == year else { throw ValidationError("--yes \(yes): expected \(year), the year to be deleted") }
      return
    }
    guard Terminal.isAsked else {
      throw ValidationError("nothing was deleted; give --yes \(year) where nobody can be asked")
    }
    Terminal.message("This cannot be undone. Type \(year) to delete:")
    guard readLine() == String(year) else { throw ValidationError("not confirmed; nothing was deleted") }
  }
}
