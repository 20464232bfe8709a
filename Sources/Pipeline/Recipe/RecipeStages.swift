// SPDX-License-Identifier: GPL-3.0-or-later
public import Settings

/// The pipelines that a recipe can name.
public enum PipelineKind: String, CaseIterable, Sendable {
  case issuance
  case printRoom = "print-room"
  case reconciliation

  /// What a recipe's `pipeline` key says.
  public init(ofRecipe yaml: [UInt8], file: String) throws(SettingsError) {
    let node = try SettingsNode(parsing: yaml, file: file).required("pipeline")
    let name = try node.text()
    guard let kind = PipelineKind(rawValue: name) else {
      throw node.unknown("pipeline", name, valid: Self.allCases.map(\.rawValue))
    }
    self = kind
  }
}

/// The stages of a recipe with the `--set` overrides applied: all that the pipeline has, in its order.
struct RecipeStages {
  private let root: SettingsNode
  private let names: [String]
  private var settings: [String: SettingsNode] = [:]
  private let nothing: SettingsNode

  /// Unknown, missing and misplaced stages are errors with their place.
  init(
    yaml: [UInt8], file: String, overrides: [Override], pipeline: PipelineKind, stages names: [String]
  ) throws(SettingsError) {
    var root = try SettingsNode(parsing: yaml, file: file)
    for override in overrides { root = try root.setting(override.value, at: ["stages"] + override.path) }
    let kind = try root.required("pipeline")
    guard try kind.text() == pipeline.rawValue else {
      throw kind.unknown("pipeline", try kind.text(), valid: [pipeline.rawValue])
    }
    let items = try root.items("stages")
    for (index, item) in items.enumerated() {
      let name: String
      if item.isScalar {
        name = try item.text()
      } else {
        let keys = try item.keys()
        guard let key = keys.first, keys.count == 1 else {
          throw item.error("expected one stage, `- \(names[min(index, names.count - 1)]): {…}`")
        }
        name = key
        settings[name] = try item.optional(key)
      }
      guard names.contains(name) else { throw item.unknown("stage", name, valid: names) }
      guard index < names.count, name == names[index] else {
        throw item.error("stage \"\(name)\" out of order; the order is " + names.joined(separator: ", "))
      }
    }
    guard items.count == names.count else {
      throw root.error("stage \"\(names[items.count])\" is missing after the last one")
    }
    self.root = root
    self.names = names
    nothing = try SettingsNode(parsing: Array("{}".utf8), file: file)
  }

  /// A stage's settings; empty for a stage that only has its name.
  subscript(name: String) -> SettingsNode { settings[name] ?? nothing }

  /// Throws for a key that nobody has asked for.
  func finish() throws(SettingsError) {
    for name in names { try self[name].finish() }
    try root.finish()
  }
}
