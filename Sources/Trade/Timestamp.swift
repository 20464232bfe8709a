// SPDX-License-Identifier: GPL-3.0-or-later

/// A second of Unix time; the pipeline's clock, always an argument.
public struct Timestamp: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// Seconds since 1970-01-01T00:00:00Z.
  public let seconds: Int

  public init(seconds: Int) {
    self.seconds = seconds
  }

  /// RFC 3339 section 5.6 with whole seconds: `2026-11-23T22:00:00Z` or with an offset `+08:00`; nil otherwise.
  public init?(rfc3339 text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 20 || bytes.count == 25, bytes[10] == UInt8(ascii: "T"),
      bytes[13] == UInt8(ascii: ":"), bytes[16] == UInt8(ascii: ":"),
      let date = CalendarDate(text.prefix(10)),
      let hour = Self.twoDigits(bytes, at: 11), hour < 24, let minute = Self.twoDigits(bytes, at: 14), minute < 60,
      let second = Self.twoDigits(bytes, at: 17), second < 60
    else { return nil }
    var offset = 0
    if bytes.count == 20 {
      guard bytes[19] == UInt8(ascii: "Z") else { return nil }
    } else {
      guard let hours = Self.twoDigits(bytes, at: 20), hours < 24, bytes[22] == UInt8(ascii: ":"),
        let minutes = Self.twoDigits(bytes, at: 23), minutes < 60
      else { return nil }
      switch bytes[19] {
      case UInt8(ascii: "+"): offset = hours * 3600 + minutes * 60
      case UInt8(ascii: "-"): offset = -(hours * 3600 + minutes * 60)
      default: return nil
      }
    }
    self.init(seconds: date.daysSinceEpoch * 86_400 + hour * 3600 + minute * 60 + second - offset)
  }

  /// RFC 3339 in UTC, `2026-11-23T22:00:00Z`.
  public var description: String {
    let day = CalendarDate(daysSinceEpoch: seconds >= 0 ? seconds / 86_400 : (seconds + 1) / 86_400 - 1)
    let rest = seconds - day.daysSinceEpoch * 86_400
    func two(_ value: Int) -> String { CalendarDate.padded(value, to: 2) }
    return "\(day)T\(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60))Z"
  }

  public static func < (left: Timestamp, right: Timestamp) -> Bool {
    left.seconds < right.seconds
  }

  private static func twoDigits(_ bytes: [UInt8], at index: Int) -> Int? {
    let tens = bytes[index]
    let ones = bytes[index + 1]
    let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
    guard digits.contains(tens), digits.contains(ones) else { return nil }
    return Int(tens - 48) * 10 + Int(ones - 48)
  }
}
