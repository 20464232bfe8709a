// SPDX-License-Identifier: GPL-3.0-or-later

/// Serials in a row, as a packet of security paper has them; never empty.
public struct StockRange: Hashable, Sendable, CustomStringConvertible {
  public let first: StockSerial
  public let last: StockSerial

  /// More than any chamber buys at once; keeps a mistyped serial from being taken.
  public static let longest = 1_000_000

  /// Nil where the two are not of one series, in the wrong order, or too far apart.
  public init?(first: StockSerial, last: StockSerial) {
    guard first.prefix == last.prefix, first.width == last.width, first.value <= last.value,
      last.value - first.value < Self.longest
    else { return nil }
    self.first = first
    self.last = last
  }

  public var count: Int { last.value - first.value + 1 }

  /// `A000001–A000500`, or the one serial.
  public var description: String { count == 1 ? "\(first)" : "\(first)–\(last)" }

  public func contains(_ serial: StockSerial) -> Bool {
    serial.prefix == first.prefix && serial.width == first.width
      && (first.value...last.value).contains(serial.value)
  }

  public func overlaps(_ other: StockRange) -> Bool {
    contains(other.first) || contains(other.last) || other.contains(first)
  }

  /// The serial of that place in the range, from 0.
  public subscript(index: Int) -> StockSerial {
    precondition((0..<count).contains(index), "a place in the range")
    guard let serial = StockSerial(prefix: first.prefix, width: first.width, value: first.value + index) else {
      preconditionFailure("between two serials of one width every value fits")
    }
    return serial
  }

  /// A row of serials in order, joined where one follows the other.
  public static func joining(_ serials: some Sequence<StockSerial>) -> [StockRange] {
    var ranges: [StockRange] = []
    for serial in serials {
      if let last = ranges.last, last.first.prefix == serial.prefix, last.last.value + 1 == serial.value,
        let longer = StockRange(first: last.first, last: serial)
      {
        ranges[ranges.count - 1] = longer
      } else if let one = StockRange(first: serial, last: serial) {
        ranges.append(one)
      }
    }
    return ranges
  }
}
