// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import CanonicalJSON
import Pipeline
import Reconciliation
import Signing
import Trade

struct ReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review",
    abstract: "Shows held forms, and takes officers' signed, final decisions on them and on pages of scans.",
    subcommands: [List.self, Show.self, Grant.self, Refuse.self, Settle.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Lists the forms that wait for an officer, oldest first.")
    @OptionGroup var place: WorkspaceOption
    @OptionGroup var moment: MomentOption
    @OptionGroup var filter: FilterOptions
    @Flag(help: "Prints one JSON document.") var json = false

    func run() throws {
      let desk = try moment.reviewDesk(of: place)
      let items = try desk.list(filter.filter(at: desk.time))
      if json {
        Terminal.out(.array(items.map { $0.json() }))
      } else if items.isEmpty {
        Terminal.out(filter.isEmpty ? "no form is held" : "no held form fits")
      } else {
        for item in items { item.summary.forEach { Terminal.out($0) } }
        Terminal.out("\(items.count) \(items.count == 1 ? "form waits" : "forms wait"); certmill review show ID")
      }
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Shows a held form: why it is held, its findings, its boxes, and its exporter's earlier certificates.")
    @OptionGroup var place: WorkspaceOption
    @OptionGroup var moment: MomentOption
    @Argument(help: "Id of the form, or how it begins.") var ids: [String]
    @Flag(help: "Prints one JSON document.") var json = false

    func run() throws {
      let desk = try moment.reviewDesk(of: place)
      let items = try ids.map { id in try desk.item(id) }
      if json {
        return Terminal.out(.array(try items.map { item in item.json(history: try desk.history(of: item)) }))
      }
      for item in items {
        for line in FormSheet(item, history: try desk.history(of: item)).lines { Terminal.out(line) }
      }
    }
  }

  struct Grant: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Grants held forms; the next run certifies them.",
      discussion: """
        certmill review grant 1eb5009c -w /srv/certmill --officer tan.pem --reason "Carrier's letter seen"
        """)
    @OptionGroup var decision: DecisionOptions
    func run() throws { try decision.decide(grant: true) }
  }

  struct Refuse: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Refuses held forms, with a reason for the exporter.")
    @OptionGroup var decision: DecisionOptions

    func validate() throws {
      if (decision.reason ?? "").isEmpty { throw ValidationError("--reason TEXT is needed: the exporter reads it") }
    }

    func run() throws { try decision.decide(grant: false) }
  }

  struct Settle: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Settles pages of a reconciliation: signed, entered in the ledger, shown in the report.")
    @OptionGroup var place: WorkspaceOption
    @OptionGroup var moment: MomentOption
    @Argument(help: "The reconciliation's batch.") var batch: String
    @Argument(help: ArgumentHelp("Pages as the report calls them.", valueName: "file:page")) var pages: [String]
    @Option(name: .customLong("as"), help: "The verdict from now on, such as genuine or forged.") var verdict: String
    @Option(help: "Why; part of the signed word.") var reason: String
    @Option(help: "The officer's private key: a PEM file, or its PKCS#11 URI.") var officer: String

    func run() throws {
      guard let verdict = Verdict(rawValue: verdict) else {
        throw ValidationError(
          "--as \(verdict): expected one of \(Verdict.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      let settled = try SettleDesk(moment.desk(of: place)).settle(
        pages, of: batch, as: verdict, reason: reason, keyPath: officer)
      for page in settled {
        Terminal.out("\(page.file.visible)\(page.page.map { " page \($0)" } ?? ""): settled as \(verdict.rawValue)")
      }
    }
  }
}
