// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import CanonicalJSON
import DurableFiles
import Pipeline
import Reconciliation
import Trade

extension LedgerCommand {
  struct Open: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Writes the keys with which an auditor reads one certificate's entries, and no other's.")
    @Argument(help: "The certificate's number.") var number: String
    @OptionGroup var place: WorkspaceOption
    @Option(name: [.customShort("o"), .long], help: "The file to write (0600); default: standard output.")
    var output: String?

    func run() throws {
      let opening = try LedgerDesk(place.open()).opening(of: CertificateNumber(argument: number))
      guard let output else { return Terminal.out(opening.json) }
      try DurableFile.write(opening.json.canonicalBytes, to: output, mode: 0o600)
      Terminal.out("\(output): opens \(opening.events.count) entries of \(opening.number); for the auditor alone")
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Compares an opened document with a ledger: every keyed digest is computed again.",
      discussion: "`ledger verify` tells whether the ledger is good. Exit code 2 where an entry does not fit.")
    @Argument(help: "What `certmill ledger open` wrote.") var opening: String
    @Option(help: "The ledger.jsonl.") var ledger: String
    @Option(help: "The application as the chamber received it.") var application: String?
    @Option(help: "The certificate's JSON.") var certificate: String?

    func run() throws {
      let check = try LedgerAudit.check(
        opening: opening, ledger: ledger, application: application, certificate: certificate)
      for row in check.rows {
        let word = row.fits.map { $0 ? "fits" : "DOES NOT FIT" } ?? "not compared: its file was not given"
        Terminal.out("\(row.seq) \(row.stage): \(word)")
      }
      Terminal.out(check.isGood ? "the opened document is the one in the ledger" : "the ledger does not bear this out")
      guard check.isGood else { throw ExitCode(ExitStatus.notAllGood.rawValue) }
    }
  }
}
