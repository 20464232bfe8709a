// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Logging
import Pipeline
import Trade

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Runs a recipe: applications in, stamped certificates and a ledger out.")

  @Argument(help: "The recipe, such as pipelines/nightly-issuance.yaml.") var recipe: String
  @OptionGroup var place: WorkspaceOption
  @Argument(help: "Files and folders to take in; default: the workspace's inbox.") var inputs: [String] = []
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
    let request = IssuanceRun.Request(
      recipe: recipe, overrides: try set.map { text in try Override(text) }, inputs: inputs, batchTime: time,
      now: Surroundings.now, jobs: jobs ?? Surroundings.cores, isRehearsal: dryRun)
    let summary = try IssuanceRun(
      workspace, request, executable: Surroundings.executable, random: Surroundings.random,
      progress: Terminal.progress(quiet: json),
      logger: Logger(label: "certmill") { _ in StreamLogHandler.standardError(label: "certmill") }
    ).run()
    guard let summary else {
      if json { Terminal.out(try BatchSummary.nothing(workspace)) } else { Terminal.out("nothing to do: no input") }
      return
    }
    if json { Terminal.out(summary.json) } else { Terminal.out(summary.words(workspace)) }
    let status = ExitStatus(summary.counts)
    guard status == .good else { throw ExitCode(status.rawValue) }
  }
}
