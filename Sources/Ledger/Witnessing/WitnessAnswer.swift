// SPDX-License-Identifier: GPL-3.0-or-later

/// What a witness says to a checkpoint (https://c2sp.org/tlog-witness, "add-checkpoint").
public enum WitnessAnswer: Equatable, Sendable {
  /// It continues all that the witness has seen of this log; the witness will hold on to it.
  case cosigned(NoteSignature)
  /// Not of the form, or an older size that is beyond the checkpoint's own.
  case malformed(reason: String)
  /// None of the logs that the witness knows.
  case unknownLog
  /// No good signature of the log's own.
  case notSigned
  /// The proof starts elsewhere than at what the witness has cosigned last.
  case elsewhere(size: Int)
  /// The log has signed two trees of this size. Both notes are kept in the folder `evidence`.
  case forked(size: Int, evidence: String)
  /// The proof does not lead from what was cosigned last to this checkpoint: the log has another history, or the
  /// proof is not its own. Both notes and the proof are kept.
  case unproven(evidence: String)

  /// Status code of the answer (https://c2sp.org/tlog-witness).
  public var status: Int {
    switch self {
    case .cosigned: 200
    case .malformed: 400
    case .notSigned: 403
    case .unknownLog: 404
    case .elsewhere, .forked: 409
    case .unproven: 422
    }
  }

  /// Media type of the body that tells where a witness stands, in answers of status 409.
  public static let sizeType = "text/x.tlog.size"

  /// That body: a size and a newline.
  public static func sizeBody(_ size: Int) -> String { "\(size)\n" }

  /// Nil for a body that `sizeBody` does not write.
  public static func size(parsing body: [UInt8]) -> Int? {
    guard body.last == 0x0A, body.count <= 20 else { return nil }
    return Int(decimal: String(decoding: body.dropLast(), as: UTF8.self))
  }
}
