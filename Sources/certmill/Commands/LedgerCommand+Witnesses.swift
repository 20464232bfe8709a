// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Ledger
import Pipeline

extension LedgerCommand {
  struct Cosign: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Cosigns a partner's ledger as a witness, from files (C2SP tlog-witness).",
      discussion: """
        Takes an add-checkpoint request, a checkpoint, or a published folder, whose tiles give the proof. Prints the \
        cosignature line. Exit code 4 for a fork: both signed notes are kept. 2 for a checkpoint that is not cosigned \
        for another reason.
        """)

    @Argument(help: "What the chamber has sent or published.") var subject: String
    @Option(help: "The witness's folder (certmill witness init).") var witness: String
    @Flag(help: "Prints the whole note with the cosignature added.") var note = false

    func run() throws {
      let (answer, signed) = try WitnessDesk(witness).cosign(subject, now: Surroundings.now)
      guard case .cosigned(let cosignature) = answer else {
        Terminal.message("\(subject): not cosigned: \(answer.words.visible)")
        throw ExitCode((answer.isFork ? ExitStatus.ledger : .notAllGood).rawValue)
      }
      let text = note ? String(decoding: signed.adding(cosignature).bytes, as: UTF8.self) : cosignature.line
      // It ends in a newline of its own.
      Terminal.out(String(text.dropLast()))
    }
  }

  struct Request: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Prints what a witness that is asked by mail needs: the checkpoint, and the proof since its last one.")
    @Option(help: "Entries that the witness has cosigned last; 0 for the first time.") var from = 0
    @OptionGroup var place: WorkspaceOption

    func run() throws {
      let request = try LedgerDesk(place.open()).request(from: from, now: Surroundings.now)
      Terminal.out(String(decoding: request.bytes.dropLast(), as: UTF8.self))
    }
  }

  struct Confirm: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Adds a witness's cosignature, got by mail, to the newest checkpoint.")
    @Argument(help: "The cosignature line, or the whole note.") var file: String
    @OptionGroup var place: WorkspaceOption

    func run() throws {
      Terminal.out(try LedgerDesk(place.open()).confirm(file, now: Surroundings.now).words)
    }
  }
}

extension WitnessAnswer {
  fileprivate var isFork: Bool {
    switch self {
    case .forked, .unproven: true
    default: false
    }
  }

  fileprivate var words: String {
    switch self {
    case .cosigned: "cosigned"
    case .malformed(let reason): reason
    case .unknownLog: "this ledger is not watched; `certmill witness watch` takes its key"
    case .notSigned: "not signed by the ledger's key"
    case .elsewhere(let size): "\(size) entries were cosigned last: the proof must start there"
    case .forked(let size, let evidence):
      "FORKED: the ledger has signed two trees of \(size) entries; both notes are kept in \(evidence)"
    case .unproven(let evidence):
      "no proof that it continues what was cosigned: another history, or another ledger's proof; kept in \(evidence)"
    }
  }
}
