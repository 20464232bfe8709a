// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import CanonicalJSON
import Ledger
import Pipeline
import Reconciliation
import Signing
import Trade

struct ExchangeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "exchange", abstract: "Sends certificates to the country that they are for, and takes such bundles.",
    subcommands: [Export.self, Import.self])

  struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Makes one bundle of certificates, their PDFs and their proofs, to be verified offline.")
    @Argument(
      help: ArgumentHelp(
        "Certificates or batches; default: all in force that no receipt has confirmed yet.", valueName: "number|batch"))
    var subjects: [String] = []
    @Option(help: "Country of destination, or the id of a chamber of that country.") var to: String
    @Option(name: [.customShort("o"), .customLong("output")], help: "The bundle to write.") var output: String
    @Option(help: "Entries of an earlier checkpoint that the partner remembers and asks to be continued.") var since:
      Int?
    @OptionGroup var place: WorkspaceOption

    func run() throws {
      let made = try BundleExport(place.open()).export(to: to, subjects, since: since, into: output)
      for number in made.numbers { Terminal.out(number) }
      Terminal.out(
        "\(output): \(made.numbers.count) certificates for \(made.destination), \(made.bytes) bytes, under a checkpoint of "
          + "\(made.ledgerSize) entries; SHA-256 \(made.digest)")
    }
  }

  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Verifies a bundle that a chamber sent, or a receipt for one, and enters it in the own ledger.",
      discussion: """
        The sender must stand in the trust folder (`certmill trust add`). Exit code 0 if all was accepted, 2 if \
        something was refused, 3 if the file cannot be read.
        """)
    @Argument(help: "The bundle or the receipt.") var file: String
    @Option(name: [.customShort("o"), .customLong("output")], help: "Where the receipt for a bundle is written, too.")
    var output: String?
    @OptionGroup var workers: JobsOption
    @Flag(help: "Prints one JSON document.") var json = false
    @OptionGroup var place: WorkspaceOption
    @OptionGroup var moment: MomentOption

    func run() throws {
      let report = try ExchangeDesk(
        moment.desk(of: place), executable: Surroundings.executable, jobs: workers.count
      ).take(file)
      if let output { try report.copyReceipt(to: output) }
      if json { Terminal.out(report.json) } else { Terminal.out(report.words(file, receipt: output)) }
      guard report.isGood else { throw ExitCode(ExitStatus.notAllGood.rawValue) }
    }
  }
}

extension ImportReport {
  fileprivate var json: JSONValue {
    func list(_ receipt: BundleReceipt) -> JSONObject {
      [
        "accepted": .array(receipt.accepted.map { .string($0) }), "bundle": .string(receipt.bundle.hex),
        "issuer": .string(receipt.issuer), "reader": .string(receipt.reader),
        "refused": .array(
          receipt.refused.map { ["reason": .string($0.reason), "subject": .string($0.subject)] }),
        "size": .number(JSONNumber(receipt.checkpoint.size)), "time": .string(receipt.time.description),
      ]
    }
    switch self {
    case .bundle(let bundle):
      var object = list(bundle.receipt)
      object["known"] = .bool(bundle.isKnown)
      object["receipt"] = .string(bundle.receiptPath)
      return .object(object)
    case .receipt(let receipt):
      var object = list(receipt.receipt)
      object["known"] = .bool(receipt.isKnown)
      object["unmentioned"] = .array(receipt.unmentioned.map { .string($0) })
      return .object(object)
    }
  }

  fileprivate func words(_ file: String, receipt copy: String?) -> String {
    var lines: [String] = []
    func list(_ receipt: BundleReceipt) {
      lines += receipt.accepted.map { "accepted  \($0.visible)" }
      lines += receipt.refused.map { "refused   \($0.subject.visible): \($0.reason.visible)" }
    }
    switch self {
    case .bundle(let bundle):
      let receipt = bundle.receipt
      list(receipt)
      lines.append(
        "\(file): from \(bundle.name.visible) (\(receipt.issuer)): \(receipt.accepted.count) accepted, "
          + "\(receipt.refused.count) refused; its ledger of \(receipt.checkpoint.size) entries is good")
      if bundle.isKnown { lines.append("it came before, on \(receipt.time): nothing was entered again") }
      if bundle.hasOtherStatement {
        lines.append(
          "the key statement in it is not the trust entry that you hold: ask \(receipt.issuer) whether its keys changed"
        )
      }
      if !receipt.accepted.isEmpty { lines.append("certificates: \(bundle.folder)") }
      lines.append("receipt to send back: \(copy ?? bundle.receiptPath)")
    case .receipt(let report):
      let receipt = report.receipt
      list(receipt)
      lines += report.unmentioned.map { "unknown   \($0): the receipt does not mention it" }
      lines.append(
        "\(file): receipt of \(report.name.visible) (\(receipt.reader)) of \(receipt.time): "
          + "\(receipt.accepted.count) accepted, \(receipt.refused.count) refused; it saw the first "
          + "\(receipt.checkpoint.size) entries of this ledger, as they are")
      if report.isKnown { lines.append("it came before: nothing was entered again") }
    }
    return lines.joined(separator: "\n")
  }
}
