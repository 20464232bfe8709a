// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import DurableFiles
import Ledger
import Pipeline
import Reconciliation
import Signing
import Tokens
import Trade

struct KeysCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys",
    abstract: "Shows the chamber's keys, replaces them, declares them compromised, states them to others.",
    subcommands: [Show.self, Rotate.self, Compromised.self, Statement.self, Accept.self])

  /// Which of the chamber's two keys.
  enum Name: String, ExpressibleByArgument, CaseIterable {
    case issuer, ledger
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Lists public keys with their fingerprints, to be compared by telephone.",
      discussion:
        "The workspace's own, or those of a trust entry: trust/<issuer id>.json, or what a chamber's host serves.")
    @Argument(
      help: ArgumentHelp(
        "A trust entry, or the address of a host; default: the workspace's own.", valueName: "file|url"))
    var file: String?
    @OptionGroup var place: WorkspaceOption

    func run() throws {
      let (entry, bytes) = try file.map(StatementDesk.read) ?? KeyDesk.statement(of: place.open())
      Terminal.out("\(entry.issuer)  \(entry.name.visible)")
      for key in entry.keys { Terminal.out("seals   \(key.key.fingerprint)  \(key.days)") }
      for key in entry.ledger.earlier { Terminal.out("ledger  \(key.key.key.fingerprint)  \(key.days)") }
      Terminal.out("ledger  \(entry.ledger.key.key.fingerprint)  in use")
      Terminal.out("sha256 of the file  \(Digest(sha256: bytes).hex)")
    }
  }

  struct Rotate: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Makes a new key; the old one vouches for it, and what it signed stays good.")
    @Argument(help: "issuer (seals) or ledger (checkpoints).") var key: Name
    @OptionGroup var place: WorkspaceOption
    @Option(help: "First day of the issuer's new key, YYYY-MM-DD, UTC; default: today.") var from: String?
    @OptionGroup var token: NewKeyOption

    func validate() throws {
      if key == .ledger && from != nil { throw ValidationError("--from: a ledger's key changes at once") }
    }

    func run() throws {
      let desk = KeyDesk(try place.open(), now: Surroundings.now, random: Surroundings.random)
      let day = try from.map { try CalendarDate(argument: $0, of: "--from") }
      let entry = try key == .issuer ? desk.rotateIssuer(from: day, to: token.uri) : desk.rotateLedger(to: token.uri)
      let made = key == .issuer ? entry.keys.last?.key : entry.ledger.key.key
      Terminal.out("\(entry.issuer): new key \(made?.fingerprint ?? "")")
      Terminal.out("give trust/\(entry.issuer).json to those who rely on it, and back up keys/")
    }
  }

  struct Compromised: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Declares a key that a thief may have, from a day on, and makes a new one.",
      discussion: """
        Codes dated that day or later are forged to readers from then on; earlier ones count as far as witnesses \
        confirmed them in the ledger before. Nothing vouches for the new key: readers compare its fingerprint.
        """)
    @Argument(help: "issuer (seals) or ledger (checkpoints).") var key: Name
    @OptionGroup var place: WorkspaceOption
    @Option(help: "The day from which a thief may have had it, YYYY-MM-DD, UTC.") var since: String
    @OptionGroup var token: NewKeyOption

    func run() throws {
      let desk = KeyDesk(try place.open(), now: Surroundings.now, random: Surroundings.random)
      let day = try CalendarDate(argument: since, of: "--since")
      switch key {
      case .issuer:
        let (entry, certificates) = try desk.compromisedIssuer(since: day, to: token.uri)
        Terminal.out("\(entry.issuer): new key \(entry.keys.last?.key.fingerprint ?? "")")
        Terminal.out("\(certificates) certificates were issued since \(day); they have to be replaced")
      case .ledger:
        let entry = try desk.compromisedLedger(since: day, to: token.uri)
        Terminal.out("\(entry.issuer): new key \(entry.ledger.key.key.fingerprint)")
      }
      Terminal.out("tell everybody who relies on the old key; they compare the new fingerprint with you")
    }
  }

  struct Statement: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Writes the chamber's public keys as its host serves them: /.well-known/certmill.json.")
    @Option(name: [.customShort("o"), .long], help: "The file to write.") var output: String
    @OptionGroup var place: WorkspaceOption

    func run() throws {
      let (entry, bytes) = try KeyDesk.statement(of: place.open())
      try DurableFile.write(bytes, to: output)
      Terminal.out("\(output): keys of \(entry.issuer), sha256 \(Digest(sha256: bytes).hex)")
    }
  }

  struct Accept: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Takes a chamber's newer key statement, if the keys that you hold vouch for it.",
      discussion: "From a host (https://co.straits.example) it is fetched at /.well-known/certmill.json.")
    @Argument(help: ArgumentHelp("The statement, or the address of the chamber's host.", valueName: "file|url"))
    var file: String
    @Option(help: "The trust folder.") var trust: String

    func run() throws {
      let (issuer, news) = try StatementDesk.accept(file, into: trust)
      if news.isEmpty { return Terminal.out("\(issuer): nothing is new") }
      for line in news { Terminal.out("\(issuer): \(line)") }
    }
  }
}

/// `--key URI` of a key that takes another one's place.
struct NewKeyOption: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The new key, made on a token already, PKCS#11 (RFC 7512); default: one in a file.", valueName: "uri"))
  var key: String?

  /// Parsed here: the argument parser would quote a text that is refused, with a PIN in it.
  var uri: TokenURI? {
    get throws { try key.map { text in try TokenURI(text) } }
  }
}

extension TrustEntry.SealKey {
  fileprivate var days: String {
    "from \(from)" + (until.map { " until \($0)" } ?? "") + (compromised.map { ", COMPROMISED since \($0)" } ?? "")
  }
}

extension TrustEntry.LedgerKeys.Earlier {
  fileprivate var days: String {
    "until \(until?.description ?? "now")" + (compromised.map { ", COMPROMISED since \($0)" } ?? "")
  }
}
