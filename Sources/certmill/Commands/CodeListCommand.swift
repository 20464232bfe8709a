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
        Columns are known by the names in the first row, such as Status, CommonCode, Name (Recommendations 20 and 21) \
        or hscode, description; without names they are code, text. hs: also UN Comtrade's H6.json; points in codes are \
        dropped, chapters and headings skipped. locode: UNECE's CSV, all its parts at once. product-rules-*: chapter, \
        heading or subheading; rule (CTH or RVC40, CC except from chapter 01); where it was read. Codes that are marked as \
        withdrawn (X) are left out, deprecated ones (D; X in UN/LOCODE) kept and told. Nothing is kept of a file with a \
        fault. The next run uses the list; each batch has it by its digest.
        """)
    @Argument(help: "Which list.") var kind: CodeListKind
    @Argument(help: "The file, or all files of a list that comes in parts.") var files: [String]
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
        kind, from: files, encoding: encoding, header: CodeListHeader(version: version, source: source))
      for fault in list.faults { Terminal.message(fault) }
      guard list.faults.isEmpty else {
        Terminal.message("nothing was taken; mend what is told, or ask the publisher, and import again")
        throw ExitCode(ExitStatus.usage.rawValue)
      }
      Terminal.out("\(path): \(list.count) codes, version \(version), of \(source)")
      if list.skipped > 0 { Terminal.out("  rows skipped, as they have no code of their own: \(list.skipped)") }
      if list.withdrawn > 0 { Terminal.out("  withdrawn codes, left out: \(list.withdrawn)") }
      guard !list.deprecated.isEmpty else { return }
      let first = list.deprecated.prefix(12).joined(separator: " ")
      let more = list.deprecated.count > 12 ? " …" : ""
      Terminal.out("  deprecated codes, which still count: \(list.deprecated.count) (\(first)\(more))")
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
