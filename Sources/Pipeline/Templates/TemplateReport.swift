// SPDX-License-Identifier: GPL-3.0-or-later
public import CanonicalJSON
import Printing

/// What `certmill template check` tells, as lines for people and as one JSON document.
public struct TemplateReport {
  private let inspection: TemplateInspection
  /// Where missing fonts were looked for; empty where none is missing.
  private let fontFolders: [String]

  init(_ inspection: TemplateInspection, fontFolders: [String]) {
    self.inspection = inspection
    self.fontFolders = fontFolders
  }

  /// Nothing is wrong; there may be warnings.
  public var isGood: Bool { inspection.isGood }

  /// One line a fault, with file, line and place.
  public var faults: [String] {
    let told = inspection.faults.map(\.description.visible)
    guard !fontFolders.isEmpty else { return told }
    return told + ["fonts were looked for in " + fontFolders.joined(separator: ", ") + "; --fonts names other folders"]
  }

  /// What the template has.
  public var facts: [String] {
    guard let facts = inspection.facts else { return [] }
    var lines = [
      "template  \(facts.name.visible)",
      "sheet     \(millimetreWords(facts.width)) × \(millimetreWords(facts.height)) mm"
        + (facts.isPreprinted ? ", pre-printed stock" : ""),
    ]
    if let artwork = facts.artwork {
      let inks = artwork.spotColours.isEmpty ? "none" : artwork.spotColours.joined(separator: ", ")
      lines.append(
        "artwork   \(artwork.file.visible), \(artwork.pages) page\(artwork.pages == 1 ? "" : "s"), \(artwork.objects) objects, "
          + "spot colours: \(inks.visible)")
    }
    lines.append("fonts     " + facts.fonts.joined(separator: ", ").visible)
    lines.append("boxes     \(facts.boxes.count): " + facts.boxes.joined(separator: ", "))
    lines.append("columns   " + facts.columns.joined(separator: ", "))
    lines.append("code      x \(millimetreWords(facts.codeX)), y \(millimetreWords(facts.codeY)) mm")
    if !facts.printers.isEmpty { lines.append("printers  " + facts.printers.joined(separator: ", ").visible) }
    if let bytes = facts.prefixBytes {
      lines.append("size      \((bytes + 1023) / 1024) KB of artwork and fonts in each certificate's file")
    }
    return lines
  }

  public var json: JSONValue {
    let faults: [JSONValue] = inspection.faults.map { fault in
      [
        "file": .string(fault.file), "line": .number(JSONNumber(fault.line)), "place": .string(fault.place),
        "problem": .string(fault.problem), "severity": .string(fault.severity.rawValue),
      ]
    }
    return ["faults": .array(faults), "good": .bool(isGood), "template": inspection.facts.map(Self.json) ?? .null]
  }

  private static func json(_ facts: TemplateFacts) -> JSONValue {
    func texts(_ names: [String]) -> JSONValue { .array(names.map { .string($0) }) }
    let artwork: JSONValue? = facts.artwork.map { artwork in
      [
        "file": .string(artwork.file), "objects": .number(JSONNumber(artwork.objects)),
        "pages": .number(JSONNumber(artwork.pages)), "spotColours": texts(artwork.spotColours),
      ]
    }
    return [
      "artwork": artwork ?? .null, "boxes": texts(facts.boxes), "columns": texts(facts.columns),
      // Millimetres as decimal text, as amounts and weights are in a form.
      "code": ["x": .string(millimetreWords(facts.codeX)), "y": .string(millimetreWords(facts.codeY))],
      "fonts": texts(facts.fonts), "height": .string(millimetreWords(facts.height)), "name": .string(facts.name),
      "prefixBytes": facts.prefixBytes.map { .number(JSONNumber($0)) } ?? .null,
      "preprinted": .bool(facts.isPreprinted), "printers": texts(facts.printers),
      "width": .string(millimetreWords(facts.width)),
    ]
  }
}
