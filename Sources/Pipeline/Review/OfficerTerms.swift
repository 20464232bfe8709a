// SPDX-License-Identifier: GPL-3.0-or-later
public import CanonicalJSON
public import Trade

/// What an officer may sign, and from when until when: `trust/officers/<name>.json`, beside the public key.
public struct OfficerTerms: Equatable, Sendable {
  public var rights: Set<OfficerRight>
  /// First and last day, in the chamber's time zone; nil is without bound.
  public var from: CalendarDate?
  public var until: CalendarDate?

  /// An officer of whom no terms are kept may do all, at any time.
  public init(
    rights: Set<OfficerRight> = Set(OfficerRight.allCases), from: CalendarDate? = nil, until: CalendarDate? = nil
  ) {
    self.rights = rights
    self.from = from
    self.until = until
  }

  public func isGood(on day: CalendarDate) -> Bool {
    (from.map { day >= $0 } ?? true) && (until.map { day <= $0 } ?? true)
  }

  public var json: JSONValue {
    var object: JSONObject = [
      "may": .array(OfficerRight.allCases.filter(rights.contains).map { .string($0.rawValue) })
    ]
    if let from { object["from"] = .string(from.description) }
    if let until { object["until"] = .string(until.description) }
    return .object(object)
  }

  /// Nil for anything but what `json` writes.
  init?(_ json: JSONValue) {
    guard let may = json.object?["may"]?.array else { return nil }
    self.init(
      rights: Set(may.compactMap { $0.string.flatMap(OfficerRight.init(rawValue:)) }),
      from: json.object?["from"]?.string.flatMap { CalendarDate($0) },
      until: json.object?["until"]?.string.flatMap { CalendarDate($0) })
    guard self.json.canonicalBytes == json.canonicalBytes else { return nil }
  }

  /// `grant, refuse; from 2026-01-01 until 2026-12-31`.
  public var words: String {
    let may = OfficerRight.allCases.filter(rights.contains).map(\.rawValue).joined(separator: ", ")
    let days = [from.map { "from \($0)" }, until.map { "until \($0)" }].compactMap(\.self).joined(separator: " ")
    return may + (days.isEmpty ? "" : "; " + days)
  }
}
