// SPDX-License-Identifier: GPL-3.0-or-later

// Readers of a value that the caller holds.
extension SettingsNode {
  /// The items of a list, in order.
  public func items() throws(SettingsError) -> [SettingsNode] {
    if let items = reading.items { return items }
    guard case .sequence(let trees) = tree.value else {
      throw error("expected a list, found \(tree.kind)")
    }
    let items = trees.enumerated().map { SettingsNode(tree: $1, path: "\(path)[\($0 + 1)]") }
    reading.items = items
    return items
  }

  /// Text as written, quotes taken off; not empty unless allowed.
  public func text(allowingEmpty: Bool = false) throws(SettingsError) -> String {
    guard case .scalar(let text, let plain) = tree.value, !(plain && tree.isNull && !allowingEmpty) else {
      throw error("expected text, found \(tree.kind)")
    }
    guard allowingEmpty || !text.isEmpty else { throw error("expected text, found empty quotes") }
    return plain && tree.isNull ? "" : text
  }

  /// A whole number in decimal digits, within the bounds.
  public func integer(in bounds: ClosedRange<Int> = .min ... .max) throws(SettingsError) -> Int {
    guard case .scalar(let text, plain: true) = tree.value, let value = Int(text), String(value) == text else {
      throw error("expected a whole number, found \(found)")
    }
    guard bounds.contains(value) else {
      throw error(
        "\(value) is out of bounds, expected \(Self.words(bounds.lowerBound, bounds.upperBound, Int.min, Int.max))")
    }
    return value
  }

  /// A decimal number with a point, `-1.5`, within the bounds; never infinite, no exponent.
  public func decimal(
    in bounds: ClosedRange<Double> = -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude
  ) throws(SettingsError) -> Double {
    guard case .scalar(let text, plain: true) = tree.value, Self.isDecimal(text), let value = Double(text),
      value.isFinite
    else { throw error("expected a number such as 12.5, found \(found)") }
    guard bounds.contains(value) else {
      let limit = Double.greatestFiniteMagnitude
      throw error(
        "\(text) is out of bounds, expected \(Self.words(bounds.lowerBound, bounds.upperBound, -limit, limit))")
    }
    return value
  }

  /// A length in millimetres, within the bounds; a unit is not written.
  public func millimetres(in bounds: ClosedRange<Double> = -10_000...10_000) throws(SettingsError) -> Double {
    try decimal(in: bounds)
  }

  /// `true` or `false`.
  public func bool() throws(SettingsError) -> Bool {
    switch tree.value {
    case .scalar("true", plain: true): return true
    case .scalar("false", plain: true): return false
    case .scalar(let text, plain: true):
      let lower = text.lowercased()
      let meant =
        ["yes", "on", "true"].contains(lower) ? "true" : ["no", "off", "false"].contains(lower) ? "false" : nil
      throw error("expected true or false, found \(found)", suggestion: meant)
    default: throw error("expected true or false, found \(found)")
    }
  }

  /// One of the names of an enumeration, as its raw values spell them.
  public func choice<Choice>(_ type: Choice.Type = Choice.self) throws(SettingsError) -> Choice
  where Choice: RawRepresentable & CaseIterable, Choice.RawValue == String {
    let name = try text()
    if let choice = Choice(rawValue: name) { return choice }
    throw unknown("name", name, valid: Choice.allCases.map(\.rawValue))
  }

  /// One of some names.
  public func choice(of names: [String]) throws(SettingsError) -> String {
    let name = try text()
    guard names.contains(name) else { throw unknown("name", name, valid: names) }
    return name
  }

  /// Texts of a list; a single text counts as a list of one.
  public func texts() throws(SettingsError) -> [String] {
    if isScalar { return [try text()] }
    var texts: [String] = []
    for item in try items() { texts.append(try item.text()) }
    return texts
  }

  /// What stands here, for a message: short, in quotes.
  private var found: String {
    guard case .scalar(let text, let plain) = tree.value, !tree.isNull else { return tree.kind }
    let short = text.unicodeScalars.count > 40 ? String(text.unicodeScalars.prefix(40)) + "…" : text
    return plain ? "\"\(short)\"" : "the quoted text \"\(short)\""
  }

  private static func isDecimal(_ text: String) -> Bool {
    var digits = 0
    var points = 0
    for (index, byte) in text.utf8.enumerated() {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digits += 1
      case UInt8(ascii: "-") where index == 0: break
      case UInt8(ascii: ".") where digits > 0: points += 1
      default: return false
      }
    }
    return digits > 0 && points <= 1 && text.utf8.last != UInt8(ascii: ".")
  }

  private static func words<Number: Comparable>(
    _ lower: Number, _ upper: Number, _ least: Number, _ most: Number
  ) -> String {
    switch (lower > least, upper < most) {
    case (true, true): "\(lower) to \(upper)"
    case (true, false): "at least \(lower)"
    default: "at most \(upper)"
    }
  }
}
