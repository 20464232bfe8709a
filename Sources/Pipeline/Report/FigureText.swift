// SPDX-License-Identifier: GPL-3.0-or-later
import Trade

extension Int {
  /// With a comma before every third digit: `1,234,567`.
  var grouped: String {
    let digits = Array(String(magnitude).utf8)
    var text: [UInt8] = self < 0 ? [UInt8(ascii: "-")] : []
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text.append(UInt8(ascii: ",")) }
      text.append(digit)
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// `1 sheet`, `2 sheets`.
  func counted(_ one: String, _ many: String) -> String {
    grouped + " " + (self == 1 ? one : many)
  }
}

extension Double {
  /// Grouped, with two decimals below ten, one below a hundred, else none; a dash for what is no number.
  var rounded3: String {
    guard isFinite, magnitude < 1e15 else { return "–" }
    let (scale, places): (Double, Int) = magnitude < 9.995 ? (100, 2) : magnitude < 99.95 ? (10, 1) : (1, 0)
    let scaled = Int((magnitude * scale).rounded())
    let whole = (self < 0 ? "-" : "") + (scaled / Int(scale)).grouped
    guard places > 0 else { return whole }
    let digits = String(scaled % Int(scale))
    return whole + "." + String(repeating: "0", count: places - digits.utf8.count) + digits
  }
}

extension CalendarDate {
  /// `Monday, 23 November 2026`.
  var inWords: String {
    let days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    let months = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
      "December",
    ]
    // 1970-01-01 was a Thursday.
    let weekday = ((daysSinceEpoch + 3) % 7 + 7) % 7
    let (year, month, day) = components
    return "\(days[weekday]), \(day) \(months[month - 1]) \(year)"
  }
}
