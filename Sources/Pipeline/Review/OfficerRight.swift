// SPDX-License-Identifier: GPL-3.0-or-later

/// What an officer may sign.
public enum OfficerRight: String, CaseIterable, Sendable {
  case grant, refuse
  /// Pages of a reconciliation.
  case settle
  /// A reprint beyond the allowance.
  case reprint
  /// Revoking, replacing and duplicating certificates.
  case revoke

  /// The rights of a role: `examiner` judges forms and pages, `supervisor` may do all; a right's own name is that right.
  public static func rights(ofRole name: String) -> Set<OfficerRight>? {
    switch name {
    case "examiner": [.grant, .refuse, .settle]
    case "supervisor": Set(allCases)
    default: OfficerRight(rawValue: name).map { [$0] }
    }
  }

  public static let roles = ["examiner", "supervisor"] + allCases.map(\.rawValue)
}
