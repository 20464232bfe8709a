// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import Decisions

/// The event that a `decide` entry hashes: `{"by","decision","officers"?,"reason"?}`; an officer's is the signed note
/// over it, two officers' are their notes, one after the other.
struct DecisionEvent {
  var verdict: StateChange.Verdict
  var by: String
  var reason: String?
  /// How many officers a grant needs, where it is held.
  var officers: Int

  /// The canonical JSON.
  var bytes: [UInt8] {
    var object: JSONObject = ["by": .string(by), "decision": .string(verdict.rawValue)]
    if officers > 1 { object["officers"] = .number(JSONNumber(officers)) }
    if let reason { object["reason"] = .string(reason) }
    return JSONValue.object(object).canonicalBytes
  }

  init(_ verdict: StateChange.Verdict, by: String, reason: String? = nil, officers: Int = 1) {
    self.verdict = verdict
    self.by = by
    self.reason = reason
    self.officers = officers
  }

  /// From the event, or from `{"note": text}` with an officer's note or two.
  init?(parsing json: JSONValue) {
    guard let object = json.object else { return nil }
    if let note = object["note"]?.string {
      self.init(OfficerNote.decisions(in: note))
      return
    }
    guard let by = object["by"]?.string,
      let verdict = object["decision"]?.string.flatMap(StateChange.Verdict.init(rawValue:))
    else { return nil }
    self.init(
      verdict, by: by, reason: object["reason"]?.string, officers: object["officers"]?.integer ?? 1)
  }

  /// What officers' words come to: one refusal refuses.
  init?(_ decisions: [OfficerDecision]) {
    guard let first = decisions.first else { return nil }
    if let refusal = decisions.first(where: { $0.word == .refuse }) {
      self.init(.refuse, by: refusal.officer, reason: refusal.reason)
      return
    }
    let reasons = decisions.compactMap(\.reason)
    self.init(
      .grant, by: decisions.count == 1 ? first.officer : decisions.map(\.officer).joined(separator: " and "),
      reason: reasons.isEmpty ? nil : reasons.joined(separator: "; "))
  }
}
