// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import CanonicalJSON
import Pipeline
import Reconciliation
import Signing
import Submissions
import Trade

struct ReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review", abstract: "Held forms, pages of scans, and an officer's signed, final decisions.",
    subcommands: [List.self, Show.self, Grant.self, Refuse.self, Settle.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Forms that wait for an officer, oldest first.")
    @OptionGroup var place: WorkspaceOption
    @Flag(help: "Prints one JSON document.") var json = false

    func run() throws {
      let items = try ReviewDesk(place.open()).list()
      if json {
        Terminal.out(.array(items.map(ReviewCommand.json)))
      } else if items.isEmpty {
        Terminal.out("no form is held")
      } else {
        for item in items {
          Terminal.out("\(item.held.doc)  batch \(item.held.batch)  \(item.file.visible)  \(item.held.reason.visible)")
        }
      }
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "One held form with its findings.")
    @OptionGroup var place: WorkspaceOption
    @Argument(help: "Id of the form, or how it begins.") var ids: [String]
    @Flag(help: "Prints one JSON document.") var json = false

    func run() throws {
      let desk = ReviewDesk(try place.open())
      let items = try ids.map { id in try desk.item(id) }
      if json { return Terminal.out(.array(items.map(ReviewCommand.json))) }
      for item in items {
        Terminal.out("form \(item.held.doc), batch \(item.held.batch), \(item.file.visible)")
        Terminal.out(
          "held: \(item.held.reason.visible)\(item.isDecided ? " (decided; the next run carries it out)" : "")")
        for finding in item.findings {
          let number = finding.item.map { ", item \($0)" } ?? ""
          Terminal.out("- box \(finding.box)\(number): \(finding.message.visible) (\(finding.rule))")
        }
        for line in FormText.lines(item.form) { Terminal.out("  " + line) }
        for paper in item.papers {
          Terminal.out("with it: \(paper.name.visible), \(paper.size) bytes, sha256 \(paper.digest.hex)")
        }
      }
    }
  }

  struct Grant: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Grants held forms; the next run certifies them.")
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
    @Option(help: "The officer's private key, PEM.") var officer: String

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

  struct DecisionOptions: ParsableArguments {
    @OptionGroup var place: WorkspaceOption
    @Argument(help: "Ids of held forms, or how they begin.") var ids: [String]
    @Option(help: "The officer's private key: a PEM file, or its PKCS#11 URI.") var officer: String
    @Option(help: "Why; part of the signed decision.") var reason: String?

    func decide(grant: Bool) throws {
      let desk = ReviewDesk(try place.open())
      for id in ids {
        let (item, officer) = try desk.decide(id, grant: grant, keyPath: officer, reason: reason)
        Terminal.out(
          "\(item.held.doc): \(grant ? "granted" : "refused") by \(officer.name); the next run carries it out")
      }
    }
  }

  static func json(_ item: ReviewDesk.Item) -> JSONValue {
    [
      "batch": .string(item.held.batch), "decided": .bool(item.isDecided), "doc": .string(item.held.doc),
      "file": .string(item.file), "form": item.form,
      "findings": .array(
        item.findings.map { finding in
          [
            "box": .string(finding.box), "item": finding.item.map { .number(JSONNumber($0)) } ?? .null,
            "message": .string(finding.message), "rule": .string(finding.rule),
            "severity": .string(finding.severity.rawValue),
          ]
        }),
      "papers": .array(
        item.papers.map {
          ["name": .string($0.name), "sha256": .string($0.digest.hex), "size": .number(JSONNumber($0.size))]
        }),
      "reason": .string(item.held.reason),
    ]
  }
}

/// A form as an officer reads it: one value a line.
enum FormText {
  static func lines(_ value: JSONValue, _ path: String = "") -> [String] {
    switch value {
    case .object(let object):
      return object.members.flatMap { lines($0.value, path.isEmpty ? $0.key : path + "." + $0.key) }
    case .array(let values):
      return values.enumerated().flatMap { lines($1, path + "[\($0 + 1)]") }
    case .string(let text): return ["\(path): \(text.visible)"]
    default: return ["\(path): \(String(decoding: value.canonicalBytes, as: UTF8.self))"]
    }
  }
}
