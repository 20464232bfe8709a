// SPDX-License-Identifier: GPL-3.0-or-later
public import Settings
public import Submissions

/// A YAML recipe of the issuing pipeline: its stages in order, with their settings.
public struct IssuanceRecipe: Equatable, Sendable {
  /// The stages in the only order that makes sense; a recipe names them so that it reads as a table of contents.
  public static let stages = ["receive", "validate", "decide", "certify", "stamp", "proof", "release"]

  /// Larger inputs are refused unread, bytes.
  public var maximumBytes: Int
  /// A file of an inbox that changed less than this many seconds ago is still being written.
  public var settleSeconds: Int
  /// How exporters' CSV files are written.
  public var csv: CSVDialect
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
  /// The agreement whose certificate the template is, `ATIGA`; nil for the ordinary one. Forms of others wait for a
  /// recipe of theirs.
  public var agreement: String?
  /// Folders where the template's fonts are looked up, after its own.
  public var fontFolders: [String]
  /// One sheet in this many is rendered whole and its text compared.
  public var wholePageEvery: Int
  /// Sheets of one print run file; 0 makes no print runs.
  public var runSheets: Int
  /// Pictures of certificates in the report.
  public var thumbnails: Int
  /// Strings of the refusal letters' second language, beside the recipe; nil for English alone.
  public var letters: String?
  /// How long witnesses are waited for before release, seconds; for a chamber that has any.
  public var waitSeconds: Int
  /// What is done when too few of them have confirmed the ledger by then.
  public var whenAway: WhenAway

  public enum WhenAway: String, CaseIterable, Sendable {
    /// Nothing is released; the same command tries again.
    case hold
    /// Certificates go out; the published ledger stays as it was until the quorum is there.
    case release
  }

  /// Reads a recipe with the `--set` overrides applied; unknown keys and stages are errors with their place.
  public init(yaml: [UInt8], file: String, overrides: [Override] = []) throws(SettingsError) {
    let recipe = try RecipeStages(
      yaml: yaml, file: file, overrides: overrides, pipeline: .issuance, stages: Self.stages)
    func stage(_ name: String) -> SettingsNode { recipe[name] }

    let receive = stage("receive")
    maximumBytes = try receive.integer("maximumMegabytes", in: 1...256, default: 32) << 20
    csv = try Self.dialect(receive)
    settleSeconds = try receive.integer("settleSeconds", in: 0...3600, default: 2)
    let validate = stage("validate")
    ruleBooks = try validate.texts("rules")
    codeLists = try validate.text("codeLists", default: "codelists")
    isoCodes = try validate.text("isoCodes", default: "/usr/share/iso-codes/json")
    policy = try stage("decide").text("policy")
    copies = try stage("certify").integer("copies", in: 1...9, default: 1)
    let stamp = stage("stamp")
    template = try stamp.text("template")
    agreement = try stamp.optional("agreement")?.text()
    fontFolders = try stamp.optional("fonts")?.texts() ?? FontFolders.debian
    wholePageEvery = try stage("proof").integer("wholePageEvery", in: 1...1_000_000, default: 200)
    let release = stage("release")
    runSheets = try release.integer("runSheets", in: 0...100_000, default: 500)
    thumbnails = try release.integer("thumbnails", in: 0...60, default: 6)
    letters = try release.optional("letters")?.text()
    waitSeconds = try release.integer("waitSeconds", in: 1...3600, default: 30)
    whenAway = try Self.whenAway(release)
    try recipe.finish()
  }

  private static func whenAway(_ release: SettingsNode) throws(SettingsError) -> WhenAway {
    guard let node = try release.optional("whenAway") else { return .hold }
    let word = try node.text()
    guard let rule = WhenAway(rawValue: word) else {
      throw node.unknown("whenAway", word, valid: WhenAway.allCases.map(\.rawValue))
    }
    return rule
  }
}
