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
