// SPDX-License-Identifier: GPL-3.0-or-later
public import CanonicalJSON
public import PaperComparison
public import Reconciliation
public import Seals
import Signing

/// One row of a verification: a code on a page, a page without one, or a text.
public struct PageRow: Equatable, Sendable {
  /// As it was named; nil for a text.
  public var file: String?
  /// A certificate's number that somebody has typed instead.
  var typed: String?
  /// From 1; nil for a text, and for a file that could not be opened.
  public var page: Int?
  public var verdict: Verdict
  public var paper: PaperVerdict
  /// Boxes of the paper that are not what was printed, or have to be looked at.
  public var differences: [SheetFinding.Difference] = []
  /// What the code says of itself; only the verdict tells whether it is true.
  public var claims: SealClaims?
  /// PDFs that may bear the code's copy, by the issuer's ledger; not kept with the row.
  var stamps: [Digest] = []
  /// A sentence for whoever handles the claim.
  public var reason: String
  /// Dots an inch.
  public var resolution: Int?
  /// What was done to the picture before the code could be read.
  public var step: String?
  /// Of the code; nil where none was read.
  public var skew: Skew?

  init(
    file: String?, page: Int?, _ finding: SealFinding, resolution: Int? = nil, step: String? = nil, skew: Skew? = nil
  ) {
    self.file = file
    self.page = page
    verdict = finding.verdict
    paper = finding.paper
    claims = finding.claims
    reason = finding.reason
    stamps = finding.stamps
    self.resolution = resolution
    self.step = step
    self.skew = skew
  }

  /// The columns of every reconciliation's report.
  public var json: JSONValue {
    func text(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }
    func number(_ value: Int?) -> JSONValue { value.map { .number(JSONNumber($0)) } ?? .null }
    var row: JSONObject = [
      "file": text(file), "page": number(page), "verdict": .string(verdict.rawValue),
      "paper": .string(paper.rawValue), "issuer": text(claims?.issuer), "number": text(claims?.number ?? typed),
      "copy": number(claims?.copy), "copies": number(claims?.copies),
      "sheet": number(claims.map { $0.sheet ?? 1 }), "sheets": number(claims.map { $0.sheets ?? 1 }),
      "reason": .string(reason), "resolution": number(resolution), "step": text(step),
      "skew": skew?.json ?? .null,
    ]
    if !differences.isEmpty { row["boxes"] = boxes }
    return .object(row)
  }
}

extension PageRow {
  /// Exactly what `json` writes; the claims are not in it.
  init?(_ json: JSONValue) {
    guard let object = json.object, let verdict = object["verdict"]?.string.flatMap(Verdict.init(rawValue:)),
      let paper = object["paper"]?.string.flatMap(PaperVerdict.init(rawValue:)), let reason = object["reason"]?.string
    else { return nil }
    self.init(
      file: object["file"]?.string, page: object["page"]?.integer, SealFinding(verdict, paper: paper, reason: reason),
      resolution: object["resolution"]?.integer, step: object["step"]?.string,
      skew: Skew(object["skew"]))
    differences = (object["boxes"]?.array ?? []).compactMap { SheetFinding.Difference($0) }
  }
}

extension [PageRow] {
  /// Whether every code is genuine, and no paper around one altered.
  public var areAllGenuine: Bool { !isEmpty && allSatisfy { $0.verdict == .genuine && $0.paper != .altered } }

  /// `pages` as in a reconciliation's report, and how many have which verdict.
  public var json: JSONValue {
    var counts = JSONObject()
    for verdict in Verdict.allCases {
      let count = self.count { $0.verdict == verdict }
      if count > 0 { counts[verdict.rawValue] = .number(JSONNumber(count)) }
    }
    return ["pages": .array(map(\.json)), "verdicts": .object(counts)]
  }
}
