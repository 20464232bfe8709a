// SPDX-License-Identifier: GPL-3.0-or-later
public import DurableFiles

/// Why a witness could not answer at all. A checkpoint that it does not cosign is an answer, never this.
public enum WitnessError: Error, Equatable, CustomStringConvertible {
  case file(FileError)
  case lock(LockError)
  /// What it remembers of a log is missing or damaged: it must not cosign that log again with this key.
  case forgotten(path: String, reason: String)
  /// A key that is not a log's.
  case notALog(name: String)
  /// The key could not sign.
  case note(NoteError)

  public var description: String {
    switch self {
    case .file(let error): error.description
    case .lock(let error): error.description
    case .forgotten(let path, let reason):
      "\(path): cannot tell what was cosigned last: \(reason); a witness that has forgotten must not go on under its key: "
        + "make a new one with `certmill witness init`"
    case .notALog(let name): "\(name): cannot watch this log: a key that signs checkpoints (type 1) expected"
    case .note(let error): error.description
    }
  }

  static func files<Value: ~Copyable>(_ body: () throws(FileError) -> Value) throws(WitnessError) -> Value {
    do throws(FileError) { return try body() } catch { throw .file(error) }
  }
}
