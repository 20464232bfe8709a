// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Pipeline
import Tokens
import Trade

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Makes a workspace: of a chamber that issues, or of a reader.",
    discussion: """
      A chamber's workspace has settings, keys and an empty signed ledger: --chamber, --name, --country and --host are \
      needed. A reader's (--reader) has no issuer's keys; its ledger is of what it saw.

      certmill init /srv/certmill --chamber SG-CC1 --name "Straits Chamber of Trade" --country SG --host CO.STRAITS.EXAMPLE
      certmill init /srv/reader --reader --name "Merlion Insurance"
      """)

  @Argument(help: "The folder to make.") var folder: String
  @Flag(help: "Makes a workspace that only reads: an insurer's, a bank's, a customs office's.") var reader = false
  @Option(help: "Issuer id: 1-8 of A-Z, 0-9 and hyphen.") var chamber: String?
  @Option(help: "Name as printed on certificates; a reader's, of which its ledger's is made: default the folder's.")
  var name: String?
  @Option(help: "Country, ISO 3166-1 alpha-2.") var country: String?
  @Option(help: "Host of the verification address, at most 30 characters.") var host: String?
  @Option(help: "IANA time zone that years and batch days follow.") var timeZone = "UTC"
  @Option(help: "Witnesses who confirm the ledger, and how many of them: a C2SP tlog-policy; default: none.")
  var witnesses: String?
  @Option(help: "First day on which the issuer's key is good, YYYY-MM-DD; default: today.") var from: String?

  @Option(
    help: ArgumentHelp("Key of seals on a token, PKCS#11 (RFC 7512); default: a new one in a file.", valueName: "uri"))
  var issuerKey: String?
  @Option(help: ArgumentHelp("Key of checkpoints on a token; default: a new one in a file.", valueName: "uri"))
  var ledgerKey: String?

  @OptionGroup var phrase: PassphraseOption

  private func settings() throws -> WorkspaceSettings {
    if reader {
      for (option, value) in [
        ("--chamber", chamber), ("--country", country), ("--host", host), ("--witnesses", witnesses), ("--from", from),
        ("--issuer-key", issuerKey),
      ] where value != nil {
        throw ValidationError("\(option) is a chamber's; a reader's workspace issues nothing")
      }
      return WorkspaceSettings(reader: name ?? Workspace.name(ofFolder: folder), timeZone: timeZone)
    }
    guard let chamber, let name, let country, let host else {
      throw ValidationError(
        "a chamber's workspace needs --chamber, --name, --country and --host; one that only reads --reader")
    }
    return WorkspaceSettings(
      chamber: chamber, name: name, country: country, host: host.uppercased(), timeZone: timeZone)
  }

  func run() throws {
    let settings = try settings()
    if let fault = settings.fault { throw WorkspaceError.settings(path: folder, fault: fault) }
    let day =
      try from.map { try CalendarDate(argument: $0, of: "--from") }
      ?? CalendarDate(daysSinceEpoch: Surroundings.now.seconds / 86_400)
    let owner = settings.issuer?.id ?? "\(settings.name), who reads"
    switch try WorkspaceSetup.make(
      folder, settings, today: day, passphrase: phrase.source, witnesses: witnesses,
      issuerToken: issuerKey.map { text in try TokenURI(text) },
      ledgerToken: ledgerKey.map { text in try TokenURI(text) }, random: Surroundings.random)
    {
    case .made:
      Terminal.out(
        "\(folder): workspace of \(owner) made; "
          + (settings.issuer.map { "its public keys are in trust/\($0.id).json" }
            ?? "add the chambers that you trust: `certmill trust add FILE -w \(folder)`"))
    case .unchanged:
      Terminal.out("\(folder): is already the workspace of \(owner); nothing was changed")
    }
  }
}
