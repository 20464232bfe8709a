// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Glibc
import Logging
import Pipeline
import Trade

/// `-w DIR`, the workspace of almost every command.
struct WorkspaceOption: ParsableArguments {
  @Option(name: [.customShort("w"), .long], help: "The workspace.")
  var workspace = "."

  @OptionGroup var phrase: PassphraseOption

  func open() throws -> Workspace { try Workspace(opening: workspace, passphrase: phrase.source) }
}

/// `--passphrase-file FILE`: a file, as an argument's value could be read by everybody on the machine.
struct PassphraseOption: ParsableArguments {
  @Option(
    help: """
      File whose first line opens encrypted keys or a token; default: systemd's credential certmill.passphrase, if any.
      """)
  var passphraseFile: String?

  var source: PassphraseSource? {
    passphraseFile.map { PassphraseSource(file: $0) }
      ?? PassphraseSource(credentialsIn: Surroundings.environment("CREDENTIALS_DIRECTORY"))
  }
}

/// `--at TIME` of what is entered at the desk.
struct MomentOption: ParsableArguments {
  @Option(help: "When it is entered, RFC 3339; default: now.") var at: String?

  func time() throws -> Timestamp {
    guard let at else { return Surroundings.now }
    guard let time = Timestamp(rfc3339: at) else {
      throw ValidationError("--at \(at): expected an RFC 3339 time such as 2026-11-23T22:00:00Z")
    }
    return time
  }

  func desk(of place: WorkspaceOption) throws -> Desk {
    Desk(
      try place.open(), time: try time(), now: Surroundings.now, random: Surroundings.random,
      notice: { Terminal.message($0) })
  }

  func reviewDesk(of place: WorkspaceOption) throws -> ReviewDesk {
    ReviewDesk(try place.open(), time: try time(), now: Surroundings.now)
  }
}

/// `--jobs N` of what is done in worker processes.
struct JobsOption: ParsableArguments {
  @Option(help: "Worker processes; default: the cores.") var jobs: Int?

  var count: Int { jobs ?? Surroundings.cores }

  func validate() throws {
    if let jobs, !(1...256).contains(jobs) { throw ValidationError("--jobs \(jobs): expected 1 to 256") }
  }
}

/// How a batch is run, whichever command begins it.
struct BatchOptions: ParsableArguments {
  @Option(help: "Time of the batch, RFC 3339; default: now.") var batchTime: String?
  @OptionGroup var workers: JobsOption
  @Option(help: ArgumentHelp("Overrides a setting of the recipe.", valueName: "stage.key=value")) var set: [String] = []

  func order(
    _ recipe: String, _ inputs: [String], in workspace: Workspace, isRehearsal: Bool = false, quiet: Bool
  ) throws -> PipelineRun {
    var time: Timestamp?
    if let batchTime {
      guard let parsed = Timestamp(rfc3339: batchTime) else { throw RunError.batchTime(batchTime) }
      time = parsed
    }
    let request = RunRequest(
      recipe: recipe, overrides: try set.map { text in try Override(text) }, inputs: inputs, batchTime: time,
      now: Surroundings.now, jobs: workers.count, isRehearsal: isRehearsal)
    return PipelineRun(
      workspace, request, executable: Surroundings.executable, random: Surroundings.random,
      progress: Terminal.progress(quiet: quiet),
      logger: Logger(label: "certmill") { _ in StreamLogHandler.standardError(label: "certmill") })
  }
}
