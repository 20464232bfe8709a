// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import Trade

@Suite("Calendar dates")
struct CalendarDateTests {
  @Test("Every day of the calendar's 10,000 years follows the one before, and comes back from its text")
  func everyDay() throws {
    let first = try #require(CalendarDate(year: 1, month: 1, day: 1))
    let last = try #require(CalendarDate(year: 9999, month: 12, day: 31))
    #expect(last.daysSinceEpoch - first.daysSinceEpoch == 3_652_058)
    var expected = (year: 1, month: 1, day: 1)
    // A step of its own, by the rule of Gregory alone, beside the arithmetic of eras.
    let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    for days in first.daysSinceEpoch...last.daysSinceEpoch {
      let date = CalendarDate(daysSinceEpoch: days)
      let found = date.components
      guard found == expected, CalendarDate(year: found.year, month: found.month, day: found.day) == date else {
        Issue.record("day \(days): expected \(expected), found \(found)")
        return
      }
      let isLeap = expected.year % 4 == 0 && (expected.year % 100 != 0 || expected.year % 400 == 0)
      let length = expected.month == 2 && isLeap ? 29 : lengths[expected.month - 1]
      expected.day += 1
      if expected.day > length { (expected.month, expected.day) = (expected.month + 1, 1) }
      if expected.month > 12 { (expected.year, expected.month) = (expected.year + 1, 1) }
    }
  }

  @Test(
    "Days are counted from 1970",
    arguments: [
      ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2026-11-23", 20_780), ("1600-02-29", -135_081),
      ("0001-01-01", -719_162), ("9999-12-31", 2_932_896),
    ])
  func known(_ text: String, _ days: Int) {
    #expect(CalendarDate(text)?.daysSinceEpoch == days)
    #expect(CalendarDate(daysSinceEpoch: days).description == text)
  }

  @Test(
    "Another form or a day that does not exist is no date",
    arguments: [
      "", "2026-02-29", "2100-02-29", "1900-02-29", "2026-04-31", "2026-00-10", "2026-13-01", "2026-01-00",
      "2026-01-32", "0000-01-01", "2026-1-1", "26-01-01", "2026/01/01", "20260101", " 2026-01-01", "2026-01-01 ",
      "2026-01-01T", "+026-01-01", "-026-01-01", "2026-+1-01", "２０２６-01-01", "2026-01-0١", "2026\u{2010}01\u{2010}01",
    ])
  func otherForms(_ text: String) {
    #expect(CalendarDate(text) == nil)
  }

  @Test("Dates are compared and moved by days")
  func arithmetic() throws {
    let date = try #require(CalendarDate("2028-02-28"))
    #expect(date.adding(days: 2).description == "2028-03-01")
    #expect(date.adding(days: -366).description == "2027-02-27")
    #expect(date < date.adding(days: 1))
    #expect(date.description == "2028-02-28")
  }
}
