// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import Reconciliation

/// A row before its code is judged, as `decode` leaves it.
struct DecodedRow: Equatable {
  /// From 1; nil for a file that could not be opened.
  var page: Int?
  /// Pages of the file; nil if nobody knows.
  var pageCount: Int?
  var code: [UInt8]?
  /// Where there is no code: `blank` or `unreadable`, and why.
  var verdict = Verdict.unreadable
  var reason = ""
  /// Dots an inch.
  var resolution: Int?
  var step: String?
  var skew: Skew?
  /// As in `Draft`.
  var outline: [Int] = []

  /// What the entry `decode` hashes: the code's text, or the reason why there is none.
  var hashed: [UInt8] { code ?? Array(reason.utf8) }

  init(_ draft: Draft, pageCount: Int?) {
    page = draft.place?.page
    self.pageCount = pageCount
    code = draft.code?.text
    if let finding = draft.finding { (verdict, reason) = (finding.verdict, finding.reason) }
    resolution = draft.resolution
    step = draft.step
    skew = draft.skew
    outline = draft.outline
  }

  var json: JSONValue {
    var object = JSONObject()
    object["page"] = page.map { .number(JSONNumber($0)) }
    object["of"] = pageCount.map { .number(JSONNumber($0)) }
    object["resolution"] = resolution.map { .number(JSONNumber($0)) }
    object["step"] = step.map { .string($0) }
    object["skew"] = skew?.json
    if !outline.isEmpty { object["outline"] = .array(outline.map { .number(JSONNumber($0)) }) }
    guard let code else {
      object["verdict"] = .string(verdict.rawValue)
      object["reason"] = .string(reason)
      return .object(object)
    }
    // A code of somebody else's may hold any bytes.
    if let text = String(validating: code, as: UTF8.self) {
      object["code"] = .string(text)
    } else {
      object["bytes"] = .string(String(String.UnicodeScalarView(code.map { Unicode.Scalar($0) })))
    }
    return .object(object)
  }

  init?(_ json: JSONValue) {
    guard let object = json.object else { return nil }
    page = object["page"]?.integer
    pageCount = object["of"]?.integer
    resolution = object["resolution"]?.integer
    step = object["step"]?.string
    skew = Skew(object["skew"])
    outline = object["outline"]?.array?.compactMap(\.integer) ?? []
    code =
      object["code"]?.string.map { Array($0.utf8) }
      ?? object["bytes"]?.string.map { $0.unicodeScalars.compactMap { UInt8(exactly: $0.value) } }
    guard code == nil else { return }
    guard let verdict = object["verdict"]?.string.flatMap(Verdict.init(rawValue:)),
      let reason = object["reason"]?.string
    else { return nil }
    (self.verdict, self.reason) = (verdict, reason)
  }

  func row(file: String, _ finding: SealFinding?) -> PageRow {
    PageRow(
      file: file, page: page, finding ?? SealFinding(verdict, reason: reason), resolution: resolution, step: step,
      skew: skew)
  }
}
