// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import PaperComparison
import Reconciliation

extension PageRow {
  /// Verdicts that say of a sheet that the issuer made it.
  private static let issued: Set<Verdict> = [.genuine, .repeat, .revoked, .replaced, .spoiled, .sealed]
  /// What a genuine code's reason ends with as long as nobody looked at the sheet.
  private static let notCompared = "; the goods on this sheet were not compared"

  /// Whether there is anything to compare the sheet with, and nobody has yet.
  var awaitsComparison: Bool { paper == .notCompared && claims != nil && Self.issued.contains(verdict) }

  /// Takes what the paper is found to be.
  mutating func take(_ finding: SheetFinding) {
    paper = finding.paper
    differences = finding.differences
    reason =
      reason.replacing(Self.notCompared, with: "") + (finding.paper == .altered ? ", but " : "; ") + finding.reason
  }

  /// What somebody has to look at on the sheet, to be put behind another reason; empty where there is nothing.
  var paperWords: String {
    guard paper.isToBeLookedAt else { return "" }
    let boxes = differences.map { "\($0.box.rawValue) (\($0.reason))" }.joined(separator: ", ")
    return "; the paper is \(paper == .altered ? "altered" : "to be looked at")" + (boxes.isEmpty ? "" : ": \(boxes)")
  }

  /// The boxes that differ, without their pictures, as `--json` has them.
  var boxes: JSONValue {
    .array(
      differences.map { difference in
        [
          "altered": .bool(difference.isAltered), "box": .string(difference.box.rawValue),
          "reason": .string(difference.reason),
        ]
      })
  }
}

extension PaperVerdict {
  /// Whatever the code is.
  var isToBeLookedAt: Bool { self == .altered || self == .byEye }
}

extension SheetFinding.Difference {
  /// What `PageRow.boxes` writes.
  init?(_ json: JSONValue) {
    guard let object = json.object, let box = object["box"]?.string.flatMap(NamedText.Box.init(rawValue:)),
      let isAltered = object["altered"]?.bool, let reason = object["reason"]?.string
    else { return nil }
    self.init(box: box, isAltered: isAltered, reason: reason)
  }
}
