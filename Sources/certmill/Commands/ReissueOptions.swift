// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Pipeline

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
