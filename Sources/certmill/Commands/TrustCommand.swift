// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import CanonicalJSON
import Ledger
import Pipeline
import Reconciliation
import Signing
import Trade

struct TrustCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trust", abstract: "Keeps the keys of the chambers that a workspace trusts.",
    subcommands: [Add.self, List.self, Remove.self])

  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Adds a chamber's key statement. Compare its keys with the chamber by another way first.",
      discussion: """
        From a host (https://co.straits.example) /.well-known/certmill.json is fetched, and taken only with the --pin that \
        the chamber tells you: the SHA-256 that `certmill keys show` prints there.
        """)
    @Argument(help: ArgumentHelp("The chamber's statement, or the address of its host.", valueName: "file|url"))
    var file: String
    @Option(help: "SHA-256 of the statement, 64 hexadecimal digits.") var pin: String?
    @OptionGroup var place: WorkspaceOption

    func run() throws {
      let digest = try pin.map { pin in
        guard let digest = Digest(hex: pin.lowercased()) else {
          throw ValidationError("--pin \(pin): expected 64 hexadecimal digits")
        }
        return digest
      }
      let (entry, isNew) = try TrustDesk(place.open()).add(file, pin: digest)
      Terminal.out(
        isNew
          ? "\(entry.issuer): trusted from now on: \(entry.name.visible), keys \(entry.keyWords.joined(separator: ", "))"
          : "\(entry.issuer): was trusted with these very keys already; nothing was changed")
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Lists issuers, hosts, keys, and what was seen of their ledgers.")
    @OptionGroup var place: WorkspaceOption
    @Flag(help: "Prints one JSON document.") var json = false

    func run() throws {
      let rows = try TrustDesk(place.open()).list()
      if json { return Terminal.out(.array(rows.map(\.json))) }
      for row in rows {
        let entry = row.entry
        Terminal.out("\(entry.issuer)  \(entry.country)  \(entry.name.visible)\(row.isOwn ? "  (this chamber)" : "")")
        Terminal.out("  hosts    \(entry.hosts.joined(separator: " "))")
        for key in entry.keyWords { Terminal.out("  key      \(key)") }
        Terminal.out(
          "  ledger   \(entry.ledger.origin), \(entry.ledger.quorum) of \(entry.ledger.witnesses.count) witnesses")
        Terminal.out("  seen     " + (row.seen.map { "\($0.size) entries, root \($0.root)" } ?? "nothing yet"))
        if let trouble = row.trouble { Terminal.out("  trouble  \(trouble.visible)") }
      }
    }
  }

  struct Remove: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Takes a chamber's keys away; asks for its id once more, on standard input.")
    @Argument(help: "The issuer's id.") var issuer: String
    @OptionGroup var place: WorkspaceOption

    func run() throws {
      let desk = TrustDesk(try place.open())
      guard let entry = try desk.entry(of: issuer) else { throw TrustDeskError.unknown(issuer) }
      Terminal.message("\(issuer) (\(entry.name.visible)) will not be trusted any more; type its id to remove it:")
      guard readLine() == issuer else { throw TrustDeskError.notConfirmed(issuer) }
      try desk.remove(issuer)
      Terminal.out("\(issuer): removed from the trust folder")
    }
  }
}

extension TrustEntry {
  /// Each key of seals by its id, with the days on which it is good.
  fileprivate var keyWords: [String] {
    keys.map { key in
      "\(key.id) from \(key.from)" + (key.until.map { " to \($0)" } ?? "")
        + (key.compromised.map { ", COMPROMISED \($0)" } ?? "")
    }
  }
}

extension TrustDesk.Row {
  fileprivate var json: JSONValue {
    func date(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }
    let keys: [JSONValue] = entry.keys.map { key in
      [
        "compromised": date(key.compromised?.description), "from": .string(key.from.description),
        "id": .string(key.id), "until": date(key.until?.description),
      ]
    }
    return [
      "country": .string(entry.country), "hosts": .array(entry.hosts.map { .string($0) }),
      "issuer": .string(entry.issuer), "keys": .array(keys), "name": .string(entry.name),
      "origin": .string(entry.ledger.origin), "own": .bool(isOwn), "quorum": .number(JSONNumber(entry.ledger.quorum)),
      "root": date(seen?.root.hex), "size": seen.map { .number(JSONNumber($0.size)) } ?? .null,
      "trouble": date(trouble), "witnesses": .number(JSONNumber(entry.ledger.witnesses.count)),
    ]
  }
}
