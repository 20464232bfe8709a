// SPDX-License-Identifier: GPL-3.0-or-later
public import ArgumentParser
import Pipeline
public import Submissions
public import Validation

extension CodeListKind: ExpressibleByArgument {}
extension CSVDialect.Encoding: ExpressibleByArgument {}

struct CodeListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "codelist", abstract: "Brings in the chamber's own code lists, and tells which ones there are.",
    subcommands: [Import.self, List.self])

  /// A workspace, or a folder.
  struct Place: ParsableArguments {
    @Option(name: [.customShort("w"), .long], help: "The workspace; its lists go before those of the recipe.")
    var workspace: String?
    @Option(help: ArgumentHelp("A folder of code lists instead, such as that of a recipe.", valueName: "folder"))
    var to: String?

    func validate() throws {
      guard (workspace == nil) != (to == nil) else { throw ValidationError("give -w DIR or --to FOLDER") }
    }

    var desk: CodeListDesk {
      get throws {
        if let to { return CodeListDesk(folder: to) }
        return CodeListDesk(try Workspace(opening: workspace ?? "."))
      }
    }
  }

  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Checks a list as somebody publishes it (CSV or TSV) and keeps it, sorted, with version and source.",
      discussion: """
        hs: code, text; points in codes are dropped, chapters and headings skipped. locode: UNECE's CSV, or code,
        name. product-rules-*: chapter, heading or subheading; rule (CTH or RVC40, CC except from chapter 01); where it
        was read. The others: code, name. Nothing is kept of a file with a fault. The next run uses the list; each
        batch has it by its digest.
        """)
    @Argument(help: "Which list.") var kind: CodeListKind
    @Argument(help: "The file.") var file: String
    @OptionGroup var place: Place
    @Option(help: "Its version as its publisher calls it, such as 2022 or 2024-2.") var version: String
    @Option(help: "Where it is from, a URL.") var source: String
    @Option(help: "How the file's bytes are letters.") var encoding = CSVDialect.Encoding.utf8

    func validate() throws {
      for (option, text) in [("--version", version), ("--source", source)] {
        guard !text.isEmpty, text.utf8.count <= 400, !text.unicodeScalars.contains(where: { $0.value < 0x20 }) else {
          throw ValidationError("\(option): expected one line of text")
        }
      }
    }

    func run() throws {
      let (list, path) = try place.desk.take(
        kind, from: file, encoding: encoding, header: CodeListHeader(version: version, source: source))
      for fault in list.faults { Terminal.message("\(file): \(fault)") }
      guard list.faults.isEmpty else {
        Terminal.message("\(file): nothing was taken of it")
        throw ExitCode(ExitStatus.usage.rawValue)
      }
      Terminal.out("\(path): \(list.count) codes, version \(version); \(list.skipped) rows without a code skipped")
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Lists with version, source, number of codes and SHA-256.")
    @OptionGroup var place: Place

    func run() throws {
      let entries = try place.desk.list()
      guard !entries.isEmpty else { return Terminal.message("no code lists there") }
      for entry in entries {
        let name = entry.file + String(repeating: " ", count: max(1, 28 - entry.file.count))
        let count = String(entry.count)
        let version = entry.header.version.isEmpty ? "no version" : "version \(entry.header.version)"
        Terminal.out(
          "\(name)\(String(repeating: " ", count: max(0, 6 - count.count)))\(count) codes  \(entry.digest.prefix(12))  "
            + "\(version)  \(entry.header.source)")
      }
    }
  }
}
