// SPDX-License-Identifier: GPL-3.0-or-later
public import Settings

/// A YAML recipe of the reconciling pipeline: scans in, a verdict for every page.
public struct ReconciliationRecipe: Equatable, Sendable {
  /// The stages in the only order that makes sense.
  public static let stages = ["receive", "decode", "verify", "match", "report"]

  /// Files beyond this are not kept, bytes.
  public var maximumBytes: Int
  /// A file of the inbox must not have changed for so long, seconds.
  public var settleSeconds: Int
  /// A run goes on and looks into the inbox again after so many seconds; 0: one batch and no more.
  public var watchSeconds: Int
  /// A ledger whose last sign of life is older gets a warning, days.
  public var freshDays: Int
  /// The paper around good codes is compared with what was printed.
  public var comparesPaper: Bool

  /// Reads a recipe with the `--set` overrides applied; unknown keys and stages are errors with their place.
  public init(yaml: [UInt8], file: String, overrides: [Override] = []) throws(SettingsError) {
    let recipe = try RecipeStages(
      yaml: yaml, file: file, overrides: overrides, pipeline: .reconciliation, stages: Self.stages)
    let receive = recipe["receive"]
    maximumBytes = try receive.integer("maximumMegabytes", in: 1...1024, default: 1024) << 20
    settleSeconds = try receive.integer("settleSeconds", in: 0...3600, default: 2)
    watchSeconds = try receive.integer("watchSeconds", in: 0...3600, default: 0)
    comparesPaper = try recipe["match"].bool("paper", default: true)
    freshDays = try recipe["verify"].integer("freshDays", in: 0...3650, default: 7)
    try recipe.finish()
  }
}
