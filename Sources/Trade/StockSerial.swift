// SPDX-License-Identifier: GPL-3.0-or-later

/// The serial number that a sheet of pre-printed security paper bears, `A000104`: a prefix and digits of a fixed width.
public struct StockSerial: Hashable, Sendable, CustomStringConvertible {
  /// A-Z, 0-9, point, slash and hyphen, up to 20; does not end in a digit.
  public let prefix: String
  /// Digits, 1 to 12, leading zeros included.
  public let width: Int
  public let value: Int

  /// Nil for a value that needs more digits.
  init?(prefix: String, width: Int, value: Int) {
    guard value >= 0, String(value).utf8.count <= width else { return nil }
    self.prefix = prefix
    self.width = width
    self.value = value
  }

  /// As printed; nil for anything that is no serial.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    let digits = bytes.reversed().prefix { (48...57).contains($0) }.count
    let prefix = bytes.prefix(bytes.count - digits)
    let isPrefix = prefix.allSatisfy { (65...90).contains($0) || (45...57).contains($0) }
    guard (1...12).contains(digits), prefix.count <= 20, isPrefix, let value = Int(text.suffix(digits)) else {
      return nil
    }
    self.prefix = String(decoding: prefix, as: UTF8.self)
    width = digits
    self.value = value
  }

  public var description: String { prefix + CalendarDate.padded(value, to: width) }
}
