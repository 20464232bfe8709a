// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import DurableFiles
import Ledger
import Logging
import Pipeline
import Trade
import WitnessService

struct WitnessCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "witness", abstract: "Watches the ledgers of others, so that none of them can have two histories.",
    subcommands: [Init.self, Watch.self, Serve.self])

  struct Init: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Makes a witness: a key of its own and an empty memory.",
      discussion: """
        Never put a backup of the folder back: a witness that has forgotten can be shown a second history. Make a new \
        one, with another name.
        """)
    @Argument(help: "The folder to make.") var folder: String
    @Option(help: "What its cosignatures stand under: an address such as witness.example.be/1.") var name: String

    func run() throws {
      let verifier = try WitnessDesk(folder).make(name: name, random: Surroundings.random)
      Terminal.out("\(verifier)")
      Terminal.message("\(folder): witness made; the line above is its public key, for those whose ledgers it watches")
    }
  }

  struct Watch: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Watches a ledger from now on, or takes one more key of it.")
    @Argument(help: "The witness's folder.") var folder: String
    @Argument(help: "The ledger's public key, C2SP vkey, or the file that holds it; got from the chamber itself.")
    var vkey: String

    func run() throws {
      let (key, isNew) = try WitnessDesk(folder).watch(vkey, now: Surroundings.now)
      Terminal.out("\(key.name): " + (isNew ? "is watched" : "was watched already under this key"))
    }
  }

  struct Serve: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Cosigns over HTTP: POST /add-checkpoint (C2SP tlog-witness).",
      discussion: "SIGTERM ends it when the requests under way are answered. TLS is for a web server before it.")
    @Argument(help: "The witness's folder.") var folder: String
    @Option(help: "Where to listen, HOST:PORT.") var listen = "127.0.0.1:7380"
    @Option(help: "A request must be there by then, seconds.") var patience = 20

    func validate() throws {
      if !(1...3600).contains(patience) { throw ValidationError("--patience \(patience): expected 1 to 3600 seconds") }
    }

    func run() throws {
      guard let colon = listen.lastIndex(of: ":"), let port = Int(listen[listen.index(after: colon)...]),
        (0...65_535).contains(port), colon > listen.startIndex
      else { throw ValidationError("--listen \(listen): expected HOST:PORT such as 127.0.0.1:7380") }
      let host = listen[..<colon].trimmingPrefix("[").prefix { $0 != "]" }
      let signer = try WitnessDesk(folder).signer()
      let server = try WitnessServer(
        folder: folder, signer: signer, holder: "\(FileLock.thisProcess) since \(Surroundings.now)",
        address: .init(host: String(host), port: port), limits: .init(bodySeconds: patience),
        now: { Surroundings.now.seconds },
        logger: Logger(label: "certmill") { _ in
          var handler = StreamLogHandler.standardError(label: "certmill")
          handler.logLevel = .notice
          return handler
        })
      try server.serve { port in
        Terminal.message("\(signer.verifier.name): listens on \(host) port \(port)")
      }
    }
  }
}
