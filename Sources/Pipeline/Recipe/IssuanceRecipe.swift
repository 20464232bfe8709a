// SPDX-License-Identifier: GPL-3.0-or-later
public import Settings

/// A YAML recipe of the issuing pipeline: its stages in order, with their settings.
public struct IssuanceRecipe: Equatable, Sendable {
  /// The stages in the only order that makes sense; a recipe names them so that it reads as a table of contents.
  public static let stages = ["receive", "validate", "decide", "certify", "stamp", "proof", "release"]

  /// Larger inputs are refused unread, bytes.
  public var maximumBytes: Int
  /// A file of an inbox that changed less than this many seconds ago is still being written.
  public var settleSeconds: Int
  /// Rule books, beside the recipe.
  public var ruleBooks: [String]
  /// Folder of code lists, beside the recipe.
  public var codeLists: String
  /// Folder of ISO 3166 and ISO 4217 as Debian's iso-codes has them.
  public var isoCodes: String
  public var policy: String
  /// Copies of a certificate where the form does not say.
  public var copies: Int
  public var template: String
  /// Folders where the template's fonts are looked up, after its own.
  public var fontFolders: [String]
  /// One sheet in this many is rendered whole and its text compared.
  public var wholePageEvery: Int
  /// Sheets of one print run file; 0 makes no print runs.
  public var runSheets: Int
  /// Pictures of certificates in the report.
  public var thumbnails: Int

  /// Reads a recipe with the `--set` overrides applied; unknown keys and stages are errors with their place.
  public init(yaml: [UInt8], file: String, overrides: [Override] = []) throws(SettingsError) {
    var root = try SettingsNode(parsing: yaml, file: file)
    for override in overrides { root = try root.setting(override.value, at: ["stages"] + override.path) }
    let pipeline = try root.required("pipeline")
    guard try pipeline.text() == "issuance" else {
      throw pipeline.unknown("pipeline", try pipeline.text(), valid: ["issuance"])
    }
    var settings: [String: SettingsNode] = [:]
    let items = try root.items("stages")
    for (index, item) in items.enumerated() {
      let name: String
      if item.isScalar {
        name = try item.text()
      } else {
        let keys = try item.keys()
        guard let key = keys.first, keys.count == 1 else {
          throw item.error("expected one stage, `- \(Self.stages[min(index, Self.stages.count - 1)]): {…}`")
        }
        name = key
        settings[name] = try item.optional(key)
      }
      guard Self.stages.contains(name) else { throw item.unknown("stage", name, valid: Self.stages) }
      guard index < Self.stages.count, name == Self.stages[index] else {
        throw item.error(
          "stage \"\(name)\" out of order; the order is " + Self.stages.joined(separator: ", "))
      }
    }
    guard items.count == Self.stages.count else {
      throw root.error("stage \"\(Self.stages[items.count])\" is missing after the last one")
    }
    let nothing = try SettingsNode(parsing: Array("{}".utf8), file: file)
    func stage(_ name: String) -> SettingsNode { settings[name] ?? nothing }

    let receive = stage("receive")
    maximumBytes = try receive.integer("maximumMegabytes", in: 1...256, default: 32) << 20
    settleSeconds = try receive.integer("settleSeconds", in: 0...3600, default: 2)
    let validate = stage("validate")
    ruleBooks = try validate.texts("rules")
    codeLists = try validate.text("codeLists", default: "codelists")
    isoCodes = try validate.text("isoCodes", default: "/usr/share/iso-codes/json")
    policy = try stage("decide").text("policy")
    copies = try stage("certify").integer("copies", in: 1...9, default: 1)
    let stamp = stage("stamp")
    template = try stamp.text("template")
    fontFolders = try stamp.optional("fonts")?.texts() ?? []
    wholePageEvery = try stage("proof").integer("wholePageEvery", in: 1...1_000_000, default: 200)
    let release = stage("release")
    runSheets = try release.integer("runSheets", in: 0...100_000, default: 500)
    thumbnails = try release.integer("thumbnails", in: 0...60, default: 6)
    for name in Self.stages { try stage(name).finish() }
    try root.finish()
  }
}

/// One `--set STAGE.KEY=VALUE`.
public struct Override: Equatable, Sendable {
  public var path: [String]
  public var value: String

  /// Throws for anything that is not of that form.
  public init(_ text: String) throws(SettingsError) {
    guard let equals = text.firstIndex(of: "=") else {
      throw SettingsError(file: "--set \(text)", message: "expected STAGE.KEY=VALUE, such as certify.copies=1")
    }
    path = text[..<equals].split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    value = String(text[text.index(after: equals)...])
    guard path.count == 2, path.allSatisfy({ !$0.isEmpty }) else {
      throw SettingsError(file: "--set \(text)", message: "expected STAGE.KEY=VALUE, such as certify.copies=1")
    }
  }

  public var text: String { path.joined(separator: ".") + "=" + value }
}
