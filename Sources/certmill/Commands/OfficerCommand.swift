// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import CanonicalJSON
import Ledger
import Pipeline
import Tokens
import Trade

struct OfficerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "officer", abstract: "Keeps the list of the chamber's officers: who may sign what, and when.",
    subcommands: [New.self, List.self, End.self])

  struct New: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Makes an officer's key and makes the officer known.")
    @OptionGroup var place: WorkspaceOption
    @Argument(help: "Short name: a-z, 0-9, point, hyphen.") var name: String
    @Option(
      help: """
        Where the officer's private key is written; default: NAME.officer.pem. Or the PKCS#11 URI of one on a token.
        """)
    var key: String?
    @Option(
      help: """
        May be given several times: examiner (grant, refuse, settle), supervisor (all; the default), or one right: \
        grant, refuse, settle, reprint, revoke.
        """)
    var role: [String] = []
    @Option(help: "First day in office, YYYY-MM-DD.") var from: String?
    @Option(help: "Last day in office, YYYY-MM-DD.") var until: String?

    func run() throws {
      var rights: Set<OfficerRight> = []
      for name in role.isEmpty ? ["supervisor"] : role {
        guard let found = OfficerRight.rights(ofRole: name) else {
          throw ValidationError(
            "--role \(name): expected one of \(OfficerRight.roles.joined(separator: ", "))")
        }
        rights.formUnion(found)
      }
      let terms = OfficerTerms(
        rights: rights, from: try from.map { try CalendarDate(argument: $0, of: "--from") },
        until: try until.map { try CalendarDate(argument: $0, of: "--until") })
      let path = key ?? "\(name).officer.pem"
      let officer = try Officer.make(
        name, keyPath: path, terms: terms, in: place.open(), random: Surroundings.random)
      Terminal.out(
        "\(officer.name): "
          + (TokenURI.isMeant(by: path)
            ? "known by the key on the token" : "key written to \(path); give it to the officer alone, no copy is kept")
      )
      Terminal.out("may \(officer.terms.words)")
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Lists officers, what they may sign, and from when until when.")
    @OptionGroup var place: WorkspaceOption
    @Flag(help: "Prints one JSON document.") var json = false

    func run() throws {
      let workspace = try place.open()
      let officers = try Officer.all(of: workspace)
      let today = workspace.clock.day(at: Surroundings.now)
      if json {
        return Terminal.out(
          .array(
            officers.map { officer in
              var object = officer.terms.json.object ?? [:]
              object["inOffice"] = .bool(officer.terms.isGood(on: today))
              object["key"] = .string(officer.verifier.description)
              object["name"] = .string(officer.name)
              return .object(object)
            }))
      }
      if officers.isEmpty { return Terminal.out("no officer is known; make one with `certmill officer new`") }
      for officer in officers {
        let state = officer.terms.isGood(on: today) ? "" : "  (not in office today)"
        Terminal.out("\(officer.name)  \(officer.terms.words)\(state)")
      }
    }
  }

  struct End: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Sets an officer's last day; what was signed until then stands.")
    @OptionGroup var place: WorkspaceOption
    @Argument(help: "The officer's name.") var name: String
    @Option(help: "Last day in office, YYYY-MM-DD.") var on: String

    func run() throws {
      let officer = try Officer.end(name, on: CalendarDate(argument: on, of: "--on"), in: place.open())
      Terminal.out("\(officer.name): may \(officer.terms.words)")
    }
  }
}
