// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import CanonicalJSON
import DurableFiles
import Logging
import Pipeline
import Trade

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Runs a recipe: applications in, certificates out; certificates onto paper; scans in, verdicts out.")

  @Argument(help: "The recipe, such as pipelines/nightly-issuance.yaml or pipelines/reconciliation.yaml.")
  var recipe: String
  @OptionGroup var place: WorkspaceOption
  @Argument(
    help:
      "Files and folders, default the inbox. Print room: numbers and batches, default what was not printed.")
  var inputs: [String] = []
  @Option(help: "Time of the batch, RFC 3339; default: now.") var batchTime: String?
  @Option(help: "Worker processes; default: the cores.") var jobs: Int?
  @Option(help: ArgumentHelp("Overrides a setting of the recipe.", valueName: "stage.key=value")) var set: [String] = []
  @Flag(help: "Tells what would be done and keeps nothing.") var dryRun = false
  @Flag(help: "Prints one JSON document.") var json = false

  func validate() throws {
    if let jobs, !(1...256).contains(jobs) { throw ValidationError("--jobs \(jobs): expected 1 to 256") }
  }

  func run() throws {
    let workspace = try place.open()
    var time: Timestamp?
    if let batchTime {
      guard let parsed = Timestamp(rfc3339: batchTime) else { throw RunError.batchTime(batchTime) }
      time = parsed
    }
    let request = RunRequest(
      recipe: recipe, overrides: try set.map { text in try Override(text) }, inputs: inputs, batchTime: time,
      now: Surroundings.now, jobs: jobs ?? Surroundings.cores, isRehearsal: dryRun)
    let kind = try PipelineKind(ofRecipe: try DurableFile.read(recipe, limit: 1 << 20), file: recipe)
    let order = PipelineRun(
      workspace, request, executable: Surroundings.executable, random: Surroundings.random,
      progress: Terminal.progress(quiet: json),
      logger: Logger(label: "certmill") { _ in StreamLogHandler.standardError(label: "certmill") })
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
          yaml: try DurableFile.read(recipe, limit: 1 << 20), file: recipe, overrides: request.overrides
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
