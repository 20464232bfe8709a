// SPDX-License-Identifier: GPL-3.0-or-later
public import CanonicalJSON

/// `certmill status NUMBER`: how one certificate stands.
public struct CertificateStatus: Equatable, Sendable {
  public var number: String
  /// `in force`, `revoked`, `replaced`, `void`, `unfinished`.
  public var state: String
  /// The code of a revocation's reason, or why a number is void.
  public var reason: String?
  public var successor: String?
  /// Numbers that this one has taken the place of.
  public var predecessors: [String]
  public var batch: String
  public var copies: Int
  public var sheets: Int
  /// Its documents were deleted.
  public var isPurged: Bool

  /// Reads without a lock: as of the last committed group.
  public init(_ number: String, of workspace: Workspace) throws {
    self = try State.open(workspace.statePath, readOnly: true) { state in
      guard let row = try state.certificate(number) else { throw DeskError.unknownNumber(number) }
      return CertificateStatus(row, predecessors: try state.predecessors(of: number))
    }
  }

  private init(_ row: CertificateRow, predecessors: [String]) {
    number = row.number
    state =
      row.status == "proofed" ? "in force" : ["certified", "stamped"].contains(row.status) ? "unfinished" : row.status
    (reason, successor) = row.status == "replaced" ? (nil, row.reason) : (row.reason, nil)
    self.predecessors = predecessors
    batch = row.batch
    copies = row.copies
    sheets = row.sheets
    isPurged = row.isPurged
  }

  public var words: String {
    var text = "\(number): \(state)"
    if let successor { text += " by \(successor)" }
    if let reason, !reason.isEmpty { text += " (\(reason))" }
    text += ", batch \(batch), \(copies) × \(sheets) sheets"
    if !predecessors.isEmpty { text += ", in the place of \(predecessors.joined(separator: ", "))" }
    return text + (isPurged ? "; its documents were deleted with those of its year" : "")
  }

  public var json: JSONValue {
    [
      "batch": .string(batch), "copies": .number(JSONNumber(copies)), "number": .string(number),
      "predecessors": .array(predecessors.map { .string($0) }), "purged": .bool(isPurged),
      "reason": reason.map { .string($0) } ?? .null, "sheets": .number(JSONNumber(sheets)), "state": .string(state),
      "successor": successor.map { .string($0) } ?? .null,
    ]
  }
}
