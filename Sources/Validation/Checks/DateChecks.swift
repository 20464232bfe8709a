// SPDX-License-Identifier: GPL-3.0-or-later
internal import Settings
internal import Trade

/// Dates: of the calendar, in order, not too old. Only `date` speaks of text that is no date.
enum DateChecks {
  /// `YYYY-MM-DD`, a day of the calendar.
  static func date(_ settings: CheckSettings) throws(SettingsError) -> Check {
    .eachText(of: settings.field) { text, _ in
      if CalendarDate(text) != nil { return nil }
      // A form that fits tells that the day does not exist; anything else is the form.
      let shape =
        text.utf8.count == 10
        && text.utf8.enumerated().allSatisfy { place, byte in
          place == 4 || place == 7
            ? byte == UInt8(ascii: "-") : byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
        }
      return Fault(found: text, expected: shape ? "a day that the calendar has" : "the form YYYY-MM-DD")
    }
  }

  /// `day: issue` or another date field: not after that day.
  static func notAfter(_ settings: CheckSettings) throws(SettingsError) -> Check {
    let node = try settings.required("day")
    let field = settings.field
    if try node.text() == "issue" {
      return .eachText(of: field) { text, issued in
        guard let day = CalendarDate(text), day > issued else { return nil }
        return Fault(found: text, expected: "\(issued) or earlier")
      }
    }
    let other = try settings.other("day")
    return Check(scope: field.scope) { form, index, _, report in
      guard let text = field.first(of: form, at: index), let day = CalendarDate(text),
        let limit = other.first(of: form, at: index).flatMap({ CalendarDate($0) }), day > limit
      else { return }
      report(Fault(found: text, expected: "\(limit) or earlier"))
    }
  }

  /// `days`: not more than so many days before the issue.
  static func notOlder(_ settings: CheckSettings) throws(SettingsError) -> Check {
    let days = try settings.required("days").integer(in: 0...100_000)
    return .eachText(of: settings.field) { text, issued in
      guard let day = CalendarDate(text), issued.daysSinceEpoch - day.daysSinceEpoch > days else { return nil }
      return Fault(found: text, expected: "\(issued.adding(days: -days)) or later")
    }
  }

  /// `days`, `flag`: a day so long before the issue makes the certificate retroactive, which the flag must say.
  static func retroactive(_ settings: CheckSettings) throws(SettingsError) -> Check {
    let days = try settings.required("days").integer(in: 0...3650)
    let flag = try settings.required("flag").text()
    let field = settings.field
    return Check(scope: field.scope) { form, index, issued, report in
      guard let text = field.first(of: form, at: index), let day = CalendarDate(text),
        issued.daysSinceEpoch - day.daysSinceEpoch > days, form.flags?.contains(flag) != true
      else { return }
      report(Fault(found: text, expected: "\(issued.adding(days: -days)) or later, or the flag \(flag)"))
    }
  }
}
