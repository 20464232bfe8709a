// SPDX-License-Identifier: GPL-3.0-or-later

extension Checkpoint {
  /// Why this checkpoint cannot follow one that was seen before by its size alone, or not at all at the same size; nil
  /// if it can. Whether it continues a smaller one, only hashes tell.
  func fault(after seen: Checkpoint) -> String? {
    if size < seen.size {
      return "the checkpoint is of \(size) entries, but one of \(seen.size) was seen before: "
        + "entries were taken away, or this copy is an old one"
    }
    return size == seen.size && root != seen.root ? Self.parted(after: seen) : nil
  }

  /// What is said where hashes do not lead from an earlier checkpoint to this one.
  static func parted(after seen: Checkpoint) -> String {
    "the first \(seen.size) entries are not those that were seen before: "
      + "there are two histories of this ledger; keep both checkpoints as evidence"
  }
}
