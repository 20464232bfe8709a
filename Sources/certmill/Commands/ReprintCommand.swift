// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Pipeline

struct ReprintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reprint",
    abstract: "Makes one more copy of a certificate, with a seal of its own; the next run of the print room prints it.")

  @Argument(help: "The certificate's number.") var number: String
  @OptionGroup var place: WorkspaceOption
  @Option(help: "The print room's recipe: its template and its allowance.") var recipe = "pipelines/print-room.yaml"
  @Option(help: ArgumentHelp("Overrides a setting of the recipe.", valueName: "stage.key=value")) var set: [String] = []
  @Option(help: "Why; auditors read it.") var reason: String
  @Option(help: "Beyond the allowance, an officer's private key: a PEM file, or its PKCS#11 URI.") var officer: String?
  @OptionGroup var moment: MomentOption

  func run() throws {
    let made = try Reprinting(moment.desk(of: place), executable: Surroundings.executable).reprint(
      number, recipe: recipe, overrides: try set.map { text in try Override(text) }, reason: reason, officer: officer)
    Terminal.out(
      "\(made.number): copy \(made.copy) made\(made.officer.map { ", allowed by \($0)" } ?? ""): \(made.path)")
  }
}
