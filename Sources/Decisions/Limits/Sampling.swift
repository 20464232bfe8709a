// SPDX-License-Identifier: GPL-3.0-or-later
internal import Settings

/// Which share of forms is inspected though nothing is wrong with them.
///
/// Chance is an argument: a number that the chamber's secret and the seed give, so that no exporter can tell or choose
/// who is drawn, and the same night draws the same.
public struct Sampling: Equatable, Sendable {
  /// 0 to 100.
  public let percent: Double
  /// As the policy writes it.
  private let written: String
  /// Another seed draws others.
  public let seed: String

  init(_ node: SettingsNode) throws(SettingsError) {
    percent = try node.decimal("percent", in: 0...100)
    written = try node.text("percent")
    seed = try node.text("seed")
  }

  /// True for the drawn ones; `draw` is anything from 0 to the greatest `UInt64`, all equally likely.
  public func isDrawn(_ draw: UInt64) -> Bool {
    // 53 bits are exact in a Double.
    Double(draw >> 11) / 0x1p53 * 100 < percent
  }

  /// Why it is held.
  public var reason: String { "drawn for inspection (\(written) % of all forms)" }
}
