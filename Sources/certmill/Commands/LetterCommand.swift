// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Pipeline

struct LetterCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "letter", abstract: "Tells whether the second language of refusal letters is complete.",
    subcommands: [Check.self])

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Names what a strings file does not say in its language, by a recipe's rule books.",
      discussion:
        "Exit code 0 if nothing is missing; 1 for a file that cannot be used; 2 if letters would be part English.")
    @Argument(help: "The recipe.") var recipe: String
    @Option(help: "A strings file to look at; default: the one that the recipe names.") var strings: String?

    func run() throws {
      guard let report = try LetterDesk(recipe: recipe, strings: strings).check() else {
        Terminal.out("\(recipe) names no strings for letters: they are English alone")
        return
      }
      for line in report.lines { Terminal.out(line) }
      guard report.isComplete else { throw ExitCode(ExitStatus.notAllGood.rawValue) }
      Terminal.out("\(report.file): complete in \(report.language) for \(report.ruleCount) rules")
    }
  }
}
