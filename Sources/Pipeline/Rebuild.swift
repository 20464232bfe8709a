// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Ledger

/// `certmill rebuild`: makes the state again from ledger, journals and store.
public enum Rebuild {
  /// Builds beside the old file and replaces it when all has been read; gives the number of entries.
  public static func run(_ workspace: Workspace, now: String) throws -> Int {
    let lock = try FileLock.acquire(workspace.lockPath, holder: "\(FileLock.thisProcess) since \(now)")
    defer { _ = lock }
    let path = workspace.statePath + ".rebuild"
    for ending in ["", "-wal", "-shm"] { try DurableFile.remove(path + ending) }
    let size = try State.open(path) { state in
      let recorder = try Recorder(workspace, store: workspace.store, state: state)
      try recorder.close()
      return recorder.size
    }
    for ending in ["-wal", "-shm"] { try DurableFile.remove(workspace.statePath + ending) }
    try DurableFile.move(path, to: workspace.statePath)
    return size
  }
}
