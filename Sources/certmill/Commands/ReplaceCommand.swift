// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Pipeline

struct ReplaceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replace",
    abstract: "Certifies a new application in the place of an issued certificate, which ends with it.",
    discussion:
      "Exit code 2 where the new application is held, refused or a duplicate: the old certificate stays in force.")

  @Argument(help: "The number of the certificate to replace.") var number: String
  @Argument(help: "The file of the new application.") var file: String
  @OptionGroup var place: WorkspaceOption
  @OptionGroup var order: OrderOptions
  @OptionGroup var reissue: ReissueOptions

  func run() throws {
    let reissuing = try reissue.reissuing(in: place.open(), inputs: [file])
    try reissue.tell(
      reissuing.replace(number, reason: order.code(for: .replace), text: order.text, officer: order.officer),
      done: "replaced by")
  }
}

struct DuplicateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "duplicate",
    abstract: "Issues a lost certificate anew under a number of its own; the lost one no longer counts.")

  @Argument(help: "The number of the lost certificate.") var number: String
  @OptionGroup var place: WorkspaceOption
  @OptionGroup var order: OrderOptions
  @OptionGroup var reissue: ReissueOptions

  func run() throws {
    let reissuing = try reissue.reissuing(in: place.open(), inputs: [])
    try reissue.tell(
      reissuing.duplicate(number, reason: order.code(for: .duplicate), text: order.text, officer: order.officer),
      done: "its duplicate is")
  }
}

/// How a certificate that takes another's place is made.
struct ReissueOptions: ParsableArguments {
  @Option(help: "The recipe that issues.") var recipe = "pipelines/nightly-issuance.yaml"
  @OptionGroup var batch: BatchOptions
  @Flag(help: "Prints one JSON document.") var json = false

  func reissuing(in workspace: Workspace, inputs: [String]) throws -> Reissuing {
    Reissuing(try batch.order(recipe, inputs, in: workspace, quiet: true))
  }

  func tell(_ outcome: Reissuing.Outcome, done: String) throws {
    if json { Terminal.out(outcome.json) } else { Terminal.out(outcome.words(done: done, recipe: recipe)) }
    guard outcome.successor == nil else { return }
    throw ExitCode((outcome.verdict == "fail" ? ExitStatus.someFailed : .notAllGood).rawValue)
  }
}
