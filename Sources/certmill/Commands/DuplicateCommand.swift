// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Pipeline

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
