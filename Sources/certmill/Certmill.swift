// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Glibc
import Pipeline

/// Certificates of Origin, from an inbox of applications to signed, stamped, verifiable paper.
@main
struct Command: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "certmill",
    abstract: "Issues Certificates of Origin by the batch, and verifies them.",
    discussion: """
      Exit codes: 0 all good; 1 usage or configuration; 2 done, some refused, held or not genuine; 3 done, some \
      failed; 4 ledger broken or locked; 5 disk full or output not writable.
      """,
    version: Certmill.version,
    subcommands: [WorkerCommand.self],
    groupedSubcommands: [
      CommandGroup(
        name: "Issuing",
        subcommands: [
          InitCommand.self, RunCommand.self, ConvertCommand.self, ReviewCommand.self, OfficerCommand.self,
          StatusCommand.self,
        ]),
      CommandGroup(
        name: "Paper",
        subcommands: [
          StockCommand.self, SpoilCommand.self, ReprintCommand.self, TemplateCommand.self, LetterCommand.self,
        ]),
      CommandGroup(name: "Rule", subcommands: [RulesCommand.self, CodeListCommand.self]),
      CommandGroup(
        name: "After-issue",
        subcommands: [RevokeCommand.self, ReplaceCommand.self, DuplicateCommand.self, PurgeCommand.self]),
      CommandGroup(
        name: "Trust",
        subcommands: [VerifyCommand.self, TrustCommand.self, ExchangeCommand.self, KeysCommand.self]),
      CommandGroup(
        name: "Ledger", subcommands: [LedgerCommand.self, WitnessCommand.self, RebuildCommand.self]),
    ])

  static func main() {
    // A reader that goes away (`certmill … | head`) must not kill a run halfway.
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let code as ExitCode {
      Glibc.exit(code.rawValue)
    } catch {
      let isHelp = exitCode(for: error) == .success
      let isOfParser = ExitStatus.isOfParser(error)
      let text = isHelp || isOfParser ? fullMessage(for: error) : "certmill: \(error)"
      if isHelp { Terminal.out(text) } else { Terminal.message(text) }
      if !isHelp, ExitStatus(of: error) == .disk {
        Terminal.message("certmill: nothing is lost; make room or the place writable, and give the same command again")
      }
      Glibc.exit(isHelp ? 0 : ExitStatus(of: error).rawValue)
    }
  }
}
