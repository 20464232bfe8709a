// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Pipeline

struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Checks codes offline: of PDFs, pictures, code texts; and looks numbers up.",
    discussion: """
      The trust folder holds <issuer id>.json for each chamber that you trust and beside it, in <issuer id>/, the \
      chamber's published ledger. Every page gets a line. Exit code 0 if all are genuine, 2 if not.

      certmill verify claim.pdf SG-2026-0000001-H --trust /srv/reader/trust
      """)

  @Argument(
    help: ArgumentHelp("PDF, TIFF, PNG, JPEG; texts of codes (HTTPS://…), and numbers.", valueName: "file|text"))
  var subjects: [String]
  @Option(help: "The trust folder.") var trust: String
  @Option(help: ArgumentHelp("A proof of `ledger prove --entry`; may be named again.", valueName: "file"))
  var proof: [String] = []
  @Option(help: "Days after which a ledger without a sign of life gets a warning.") var freshDays = 7
  @OptionGroup var workers: JobsOption
  @Flag(help: "Looks at the codes alone, not at the paper around them.") var codesOnly = false
  @Flag(help: "Prints one JSON document.") var json = false

  func validate() throws {
    if subjects.isEmpty { throw ValidationError("name a file, the text of a code, or a number") }
    if freshDays < 0 { throw ValidationError("--fresh-days \(freshDays): expected 0 or more") }
  }

  func run() throws {
    let rows = try Verification(
      trust: trust, proofs: proof, now: Surroundings.now, freshDays: freshDays, comparesPaper: !codesOnly,
      executable: Surroundings.executable, jobs: workers.count
    ).rows(subjects)
    if json {
      Terminal.out(rows.json)
    } else {
      for row in rows { Terminal.out(row.words) }
    }
    guard rows.areAllGenuine else { throw ExitCode(ExitStatus.notAllGood.rawValue) }
  }
}
