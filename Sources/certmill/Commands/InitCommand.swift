// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Pipeline
import Tokens
import Trade

struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Makes a chamber's workspace: settings, keys, an empty signed ledger.")

  @Argument(help: "The folder to make.") var folder: String
  @Option(help: "Issuer id: 1-8 of A-Z, 0-9 and hyphen.") var chamber: String
  @Option(help: "Name as printed on certificates.") var name: String
  @Option(help: "Country, ISO 3166-1 alpha-2.") var country: String
  @Option(help: "Host of the verification address, at most 30 characters.") var host: String
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

  func run() throws {
    let settings = WorkspaceSettings(
      chamber: chamber, name: name, country: country, host: host.uppercased(), timeZone: timeZone)
    if let fault = settings.fault { throw WorkspaceError.settings(path: folder, fault: fault) }
    var day = CalendarDate(daysSinceEpoch: Surroundings.now.seconds / 86_400)
    if let from {
      guard let parsed = CalendarDate(from) else { throw ValidationError("--from \(from): expected YYYY-MM-DD") }
      day = parsed
    }
    switch try WorkspaceSetup.make(
      folder, settings, today: day, passphrase: phrase.source, witnesses: witnesses,
      issuerToken: issuerKey.map { text in try TokenURI(text) },
      ledgerToken: ledgerKey.map { text in try TokenURI(text) }, random: Surroundings.random)
    {
    case .made:
      Terminal.out("\(folder): workspace of \(chamber) made; its public keys are in trust/\(chamber).json")
    case .unchanged:
      Terminal.out("\(folder): is already the workspace of \(chamber); nothing was changed")
    }
  }
}
