// SPDX-License-Identifier: GPL-3.0-or-later
import Testing

@testable import Trade

@Suite("Timestamps")
struct TimestampTests {
  @Test(
    "RFC 3339 with whole seconds is read in any offset and written in UTC",
    arguments: [
      ("1970-01-01T00:00:00Z", 0, "1970-01-01T00:00:00Z"),
      ("2026-11-23T22:00:00Z", 1_795_471_200, "2026-11-23T22:00:00Z"),
      ("2026-11-24T06:00:00+08:00", 1_795_471_200, "2026-11-23T22:00:00Z"),
      ("2026-11-23T18:30:00-03:30", 1_795_471_200, "2026-11-23T22:00:00Z"),
      ("1969-12-31T23:59:59Z", -1, "1969-12-31T23:59:59Z"), ("1969-12-31T00:00:00Z", -86_400, "1969-12-31T00:00:00Z"),
      ("1968-02-29T12:00:01Z", -58_017_599, "1968-02-29T12:00:01Z"),
      ("9999-12-31T23:59:59Z", 253_402_300_799, "9999-12-31T23:59:59Z"),
    ])
  func known(_ text: String, _ seconds: Int, _ written: String) {
    #expect(Timestamp(rfc3339: text)?.seconds == seconds)
    #expect(Timestamp(seconds: seconds).description == written)
  }

  @Test(
    "Another form is no timestamp",
    arguments: [
      "", "2026-11-23", "2026-11-23T22:00:00", "2026-11-23t22:00:00Z", "2026-11-23T22:00:00z", "2026-11-23 22:00:00Z",
      "2026-11-23T24:00:00Z", "2026-11-23T22:60:00Z", "2026-11-23T22:00:60Z", "2026-11-23T22:00:00.5Z",
      "2026-11-23T22:00:00+0800", "2026-11-23T22:00:00+24:00", "2026-11-23T22:00:00+08:60", "2026-02-30T22:00:00Z",
      "2026-11-23T22:00:00\u{2212}08:00", "2026-11-23T2 :00:00Z", "2026-11-23T22:00:00Z\n", "2026-11-23T-1:00:00Z",
      "2026-11-23T22:00:00 08:00", "２026-11-23T22:00Z",
    ])
  func otherForms(_ text: String) {
    #expect(Timestamp(rfc3339: text) == nil)
  }

  @Test("Any second comes back from its text")
  func roundTrip() {
    var seconds = -62_135_596_800
    while seconds < 253_402_300_799 {
      let time = Timestamp(seconds: seconds)
      #expect(Timestamp(rfc3339: time.description) == time)
      seconds += 31_415_926_535 / 17 + 7
    }
  }
}
