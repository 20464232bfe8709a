// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import CanonicalJSON
import DurableFiles
import Pipeline

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Runs a recipe: applications in, certificates out; certificates onto paper; scans in, verdicts out.",
    discussion: """
      A run that was interrupted is finished first, with no number twice or skipped.

      certmill run pipelines/nightly-issuance.yaml -w /srv/certmill
      certmill run pipelines/print-room.yaml -w /srv/certmill --set print.sides=duplex
      certmill run pipelines/reconciliation.yaml -w /srv/reader /scans/box-17
      """)

  @Argument(help: "The recipe, such as pipelines/nightly-issuance.yaml or pipelines/reconciliation.yaml.")
  var recipe: String
  @OptionGroup var place: WorkspaceOption
  @Argument(
    help:
      "Files and folders, default the inbox. Print room: numbers and batches, default what was not printed.")
  var inputs: [String] = []
  @OptionGroup var batch: BatchOptions
  @Flag(help: "Tells what would be done and keeps nothing.") var dryRun = false
  @Flag(help: "Prints one JSON document.") var json = false

  func run() throws {
    let workspace = try place.open()
    let order = try batch.order(recipe, inputs, in: workspace, isRehearsal: dryRun, quiet: json)
    let kind = try PipelineKind(ofRecipe: try DurableFile.read(recipe, limit: 1 << 20), file: recipe)
    let status: ExitStatus
    switch kind {
    case .issuance:
      let summary = try IssuanceRun(order).run()
      tell(summary?.json, summary?.words(workspace), nothing: try BatchSummary.nothing(workspace), "no input")
      status = summary.map { ExitStatus($0.counts) } ?? .good
    case .printRoom:
      let summary = try PrintRoomRun(order).run()
      tell(
        summary?.json, summary?.words(workspace), nothing: try PrintSummary.nothing(workspace),
        inputs.isEmpty
          ? "all is printed" : "each copy is printed or spoiled already; `certmill reprint` makes a new one")
      status = summary.map { $0.failed > 0 ? .someFailed : .good } ?? .good
    case .reconciliation:
      status = try reconcile(
        order,
        watching: ReconciliationRecipe(
          yaml: try DurableFile.read(recipe, limit: 1 << 20), file: recipe, overrides: order.request.overrides
        ).watchSeconds > 0)
    }
    guard status == .good else { throw ExitCode(status.rawValue) }
  }

  /// One batch, or one after the other until the program is asked to end.
  private func reconcile(_ order: PipelineRun, watching: Bool) throws -> ExitStatus {
    func tell(_ report: ReconciliationReport?) {
      self.tell(report?.json, report?.words(order.workspace), nothing: ReconciliationReport.nothing, "no input")
    }
    guard watching else {
      let report = try ReconciliationRun(order).run()
      tell(report)
      return report.map { ExitStatus($0) } ?? .good
    }
    let signals = EndSignals()
    try ReconciliationRun.watch(
      order, now: { Surroundings.now }, pause: { signals.come(within: $0) }, tell: { tell($0) })
    return .good
  }

  private func tell(_ result: JSONValue?, _ words: String?, nothing: JSONValue, _ why: String) {
    if json { Terminal.out(result ?? nothing) } else { Terminal.out(words ?? "nothing to do: \(why)") }
  }
}
