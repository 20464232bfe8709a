// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Pipeline
import Trade

struct RebuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rebuild", abstract: "Makes state.sqlite again from ledger, journals and store.")
  @OptionGroup var place: WorkspaceOption

  func run() throws {
    let size = try Rebuild.run(place.open(), now: Surroundings.now.description)
    Terminal.out("state made again from \(size) ledger entries")
  }
}
