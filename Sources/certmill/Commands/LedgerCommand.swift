// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import CanonicalJSON
import Ledger
import Pipeline
import Signing
import Trade

struct LedgerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger", abstract: "Checks, proves, publishes and confirms a chamber's ledger.",
    subcommands: [
      Verify.self, Prove.self, Publish.self, Cosign.self, Request.self, Confirm.self, Open.self, Check.self,
    ])

  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Recomputes a ledger from its file or published copy alone and names the first bad line.",
      discussion: """
        Without --file or --published, the ledger of the workspace. With them, --vkey is the key that you trust for \
        this ledger: the text, or a file that holds it. --seen remembers the newest good checkpoint in a file: the \
        next time the ledger must continue it, and of a published one only what came since is read. Exit code 4 if \
        the ledger is broken, 3 if it cannot be fetched.

        certmill ledger verify -w /srv/certmill
        certmill ledger verify --file ledger.jsonl --vkey ledger.vkey
        """)

    @OptionGroup var place: WorkspaceOption
    @Option(help: "A ledger.jsonl, the signed checkpoint beside it.") var file: String?
    @Option(help: "The checkpoint, where it is not beside the file.") var checkpoint: String?
    @Option(help: ArgumentHelp("A published ledger: checkpoint, tiles, entry bundles.", valueName: "folder|url"))
    var published: String?
    @Option(help: "The ledger's public key, C2SP vkey, or the file that holds it; after a change of keys each of them.")
    var vkey: [String] = []
    @Option(help: "The ledger's origin, where it is not the key's name.") var origin: String?
    @Option(help: "A file that remembers the newest good checkpoint; made if it is not there.") var seen: String?
    @Flag(help: "Prints one JSON document.") var json = false

    func validate() throws {
      if file != nil && published != nil { throw ValidationError("--file and --published: expected one of them") }
      if (file ?? published) != nil && vkey.isEmpty {
        throw ValidationError("--vkey is needed: without the ledger's public key its checkpoint proves nothing")
      }
      if (file ?? published) == nil && (vkey.first ?? checkpoint ?? origin ?? seen) != nil {
        throw ValidationError("--vkey, --checkpoint, --origin and --seen go with --file or --published")
      }
      if published != nil && checkpoint != nil {
        throw ValidationError("--checkpoint goes with --file: a published ledger has its own")
      }
    }

    func run() throws {
      let report = try report()
      if json { Terminal.out(report.json) } else { Terminal.out(report.words) }
      guard report.isGood else { throw ExitCode(ExitStatus.ledger.rawValue) }
    }

    private func report() throws -> LedgerReport {
      let keys = try vkey.map(LedgerKeyFile.key)
      guard let key = keys.first else { return try LedgerDesk(place.open()).verify() }
      let subject = published.map { LedgerAudit.Subject.published($0) } ?? .file(file ?? "", checkpoint: checkpoint)
      return try LedgerAudit.verify(
        subject, key: key, earlier: Array(keys.dropFirst()), origin: origin, seen: seen)
    }
  }

  struct Prove: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Prints the proof that a certificate is in the ledger (C2SP tlog-proof).",
      discussion: """
        With --entry the proof holds the certificate's entry too, as the format's extra data: `certmill verify --proof` \
        takes it where no copy of the ledger is at hand.
        """)
    @Argument(help: "The certificate's number.") var number: String
    @Flag(help: "Puts the entry itself into the proof.") var entry = false
    @OptionGroup var place: WorkspaceOption

    func run() throws {
      let proof = try LedgerDesk(place.open()).proof(
        of: CertificateNumber(argument: number), withEntry: entry, now: Surroundings.now)
      // The proof ends in a newline of its own.
      Terminal.out(String(proof.dropLast(proof.hasSuffix("\n") ? 1 : 0)))
    }
  }

  struct Publish: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Brings a folder for a web server or a partner up to date: page, keys, tiles, entries, checkpoint.",
      discussion: """
        What is there already is not written again, the checkpoint comes last. A web server gives the folder out as \
        it is, and index.html for every address below /1/: that is where printed codes lead.
        """)
    @Argument(help: "The folder; made if it is not there.") var folder: String
    @OptionGroup var place: WorkspaceOption

    func run() throws {
      let published = try LedgerDesk(place.open()).publish(to: folder, now: Surroundings.now)
      let checkpoint = published.checkpoint
      Terminal.out(
        "\(folder): \(published.files) files written; \(checkpoint.size) entries, root \(checkpoint.root)")
      guard let trouble = published.withoutPage else { return }
      Terminal.message("\(folder): published without the page that printed codes open: \(trouble)")
      throw ExitCode(ExitStatus.usage.rawValue)
    }
  }
}

extension LedgerReport {
  fileprivate var json: JSONValue {
    func text(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }
    return [
      "good": .bool(isGood), "size": .number(JSONNumber(size)), "unsigned": .number(JSONNumber(unsigned)),
      "seen": seen.map { .number(JSONNumber($0.size)) } ?? .null, "root": text(root?.hex),
      "origin": text(checkpoint?.origin),
      "signed": checkpoint.map { .number(JSONNumber($0.size)) } ?? .null,
      "witnesses": .array(witnesses.map { .string($0) }), "openBatch": text(openBatch), "lastTime": text(lastTime),
      "fault": fault.map { fault in
        ["line": fault.line.map { .number(JSONNumber($0)) } ?? .null, "reason": .string(fault.reason)]
      } ?? .null,
    ]
  }

  fileprivate var words: String {
    var lines: [String] = []
    if let checkpoint {
      lines.append("\(checkpoint.origin): checkpoint of \(checkpoint.size) entries, signature good")
    }
    if !witnesses.isEmpty { lines.append("confirmed by \(witnesses.joined(separator: ", "))") }
    if let fault {
      lines.append("BROKEN: \(fault.description.visible)")
      return lines.joined(separator: "\n")
    }
    lines.append("good: \(size) entries" + (root.map { ", root \($0)" } ?? ""))
    if let seen { lines.append("continues the checkpoint of \(seen.size) entries that was seen before") }
    if firstRead > 0 { lines.append("the first \(firstRead) were compared by hash and not read again") }
    if let lastTime { lines.append("last entry of \(lastTime)") }
    if unsigned > 0 { lines.append("\(unsigned) entries are not signed yet: a run is under way or was interrupted") }
    if let openBatch { lines.append("batch \(openBatch) is open: a run is under way or was interrupted") }
    return lines.joined(separator: "\n")
  }
}
