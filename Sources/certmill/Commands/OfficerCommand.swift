// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Pipeline
import Tokens

struct OfficerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "officer", abstract: "The chamber's officers.", subcommands: [New.self])

  struct New: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Makes an officer's key and makes the officer known.")
    @OptionGroup var place: WorkspaceOption
    @Argument(help: "Short name: a-z, 0-9, point, hyphen.") var name: String
    @Option(
      help: """
        Where the officer's private key is written; default: NAME.officer.pem. Or the PKCS#11 URI of one on a token.
        """)
    var key: String?

    func run() throws {
      let path = key ?? "\(name).officer.pem"
      let officer = try Officer.make(name, keyPath: path, in: place.open(), random: Surroundings.random)
      Terminal.out(
        "\(officer.name): "
          + (TokenURI.isMeant(by: path)
            ? "known by the key on the token" : "key written to \(path); give it to the officer alone, no copy is kept")
      )
    }
  }
}
