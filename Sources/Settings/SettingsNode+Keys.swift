// SPDX-License-Identifier: GPL-3.0-or-later

// Readers of a key of this group: required without a default, else the default stands for a key left out.
extension SettingsNode {
  public func text(_ key: String) throws(SettingsError) -> String {
    try required(key).text()
  }

  public func text(_ key: String, default fallback: String) throws(SettingsError) -> String {
    guard let node = try optional(key) else { return fallback }
    return try node.text(allowingEmpty: true)
  }

  public func integer(_ key: String, in bounds: ClosedRange<Int> = .min ... .max) throws(SettingsError) -> Int {
    try required(key).integer(in: bounds)
  }

  public func integer(
    _ key: String, in bounds: ClosedRange<Int> = .min ... .max, default fallback: Int
  ) throws(SettingsError) -> Int {
    guard let node = try optional(key) else { return fallback }
    return try node.integer(in: bounds)
  }

  public func decimal(_ key: String, in bounds: ClosedRange<Double>) throws(SettingsError) -> Double {
    try required(key).decimal(in: bounds)
  }

  public func decimal(
    _ key: String, in bounds: ClosedRange<Double>, default fallback: Double
  ) throws(SettingsError) -> Double {
    guard let node = try optional(key) else { return fallback }
    return try node.decimal(in: bounds)
  }

  public func millimetres(
    _ key: String, in bounds: ClosedRange<Double> = -10_000...10_000
  ) throws(SettingsError) -> Double {
    try required(key).millimetres(in: bounds)
  }

  public func millimetres(
    _ key: String, in bounds: ClosedRange<Double> = -10_000...10_000, default fallback: Double
  ) throws(SettingsError) -> Double {
    guard let node = try optional(key) else { return fallback }
    return try node.millimetres(in: bounds)
  }

  public func bool(_ key: String) throws(SettingsError) -> Bool {
    try required(key).bool()
  }

  public func bool(_ key: String, default fallback: Bool) throws(SettingsError) -> Bool {
    guard let node = try optional(key) else { return fallback }
    return try node.bool()
  }

  public func choice<Choice>(_ key: String, _ type: Choice.Type = Choice.self) throws(SettingsError) -> Choice
  where Choice: RawRepresentable & CaseIterable, Choice.RawValue == String {
    try required(key).choice()
  }

  public func choice<Choice>(_ key: String, default fallback: Choice) throws(SettingsError) -> Choice
  where Choice: RawRepresentable & CaseIterable, Choice.RawValue == String {
    guard let node = try optional(key) else { return fallback }
    return try node.choice()
  }

  /// A list of texts, or one text; empty if the key was left out.
  public func texts(_ key: String) throws(SettingsError) -> [String] {
    guard let node = try optional(key) else { return [] }
    return try node.texts()
  }

  /// The items of a list; empty if the key was left out.
  public func items(_ key: String) throws(SettingsError) -> [SettingsNode] {
    guard let node = try optional(key) else { return [] }
    return try node.items()
  }
}
