// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import CanonicalJSON
import Pipeline
import Signing
import Submissions
import Trade

struct ConvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Shows what is understood of applications, as flat JSON, and where each field came from.",
    discussion: """
      Nothing is issued, kept or judged by rules; a run does that. Exit code 0 if every file is an application without \
      errors of reading, 2 if not. A folder is one application if its name ends in .application.

      certmill convert samples/inbox/clean-japanese-tea.json
      """)
  @Argument(help: "Files of any format that is taken.") var files: [String]
  @Option(help: "A recipe, for its CSV settings and limits.") var recipe: String?
  @Option(help: "Overrides a setting of the recipe: receive.csv.separator=tab.") var set: [String] = []
  @Flag(help: "Prints one JSON document.") var json = false

  func validate() throws {
    if files.isEmpty { throw ValidationError("give one file at least") }
    if recipe == nil, !set.isEmpty { throw ValidationError("--set needs --recipe") }
  }

  func run() throws {
    let overrides = try set.map { text in try Override(text) }
    let desk = try ConvertDesk(recipe: recipe, overrides: overrides, executable: Surroundings.executable)
    var documents: [JSONValue] = []
    var isGood = true
    for file in files {
      let conversions = try desk.convert(file)
      for (index, conversion) in conversions.enumerated() {
        let name = conversions.count > 1 ? "\(file)#\(index + 1)" : file
        if conversion.findings.contains(where: { $0.severity == .error }) { isGood = false }
        if json {
          documents.append(Self.json(conversion, name))
        } else {
          for line in Self.lines(conversion, name) { Terminal.out(line) }
        }
      }
    }
    if json { Terminal.out(.array(documents)) }
    guard isGood else { throw ExitCode(ExitStatus.notAllGood.rawValue) }
  }

  private static func lines(_ conversion: Conversion, _ name: String) -> [String] {
    var lines = ["\(name.visible): \(conversion.kind)"]
    if conversion.form != .null {
      lines += IndentedJSON.lines(conversion.form)
      lines.append("from:")
      let width = min(40, conversion.fields.map(\.field.count).max() ?? 0)
      for (field, _, place) in conversion.fields {
        let blanks = String(repeating: " ", count: max(0, width - field.count))
        lines.append("  \(field)\(blanks)  \(place?.visible ?? "(set by the reader)")")
      }
    }
    if !conversion.papers.isEmpty {
      lines.append("papers:")
      for paper in conversion.papers {
        lines.append("  \(paper.name.visible)  \(paper.size) bytes  sha256 \(paper.digest.hex)")
      }
    }
    for finding in conversion.findings {
      var place = finding.box.isEmpty ? "" : "box \(finding.box)"
      if let item = finding.item { place += (place.isEmpty ? "item " : ", item ") + String(item) }
      lines.append(
        "\(finding.severity.rawValue): \(place.isEmpty ? "" : place + ": ")\(finding.message.visible) (\(finding.rule))"
      )
    }
    return lines
  }

  private static func json(_ conversion: Conversion, _ name: String) -> JSONValue {
    var sources = JSONObject()
    for (field, _, place) in conversion.fields { sources[field] = place.map { .string($0) } ?? .null }
    return [
      "file": .string(name), "kind": .string(conversion.kind), "form": conversion.form, "from": .object(sources),
      "papers": .array(conversion.papers.map(\.json)), "findings": .array(conversion.findings.map(\.json)),
    ]
  }
}
