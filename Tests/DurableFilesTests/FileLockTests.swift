// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Testing

@Suite struct FileLockTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test("The second to lock learns who holds it; afterwards the lock is free again")
  func held() throws {
    do {
      let lock = try FileLock.acquire(folder / "lock", holder: "process 1 on here since noon")
      let error = #expect(throws: LockError.self) {
        _ = try FileLock.acquire(folder / "lock", holder: "somebody else")
      }
      #expect(error == .held(path: folder / "lock", by: "process 1 on here since noon"))
      _ = consume lock
    }
    _ = try FileLock.acquire(folder / "lock", holder: "short")
    #expect(try DurableFile.read(folder / "lock") == Array("short\n".utf8))
  }

  @Test("A lock file that cannot be made is an error of the file")
  func unusable() throws {
    let error = #expect(throws: LockError.self) { _ = try FileLock.acquire(folder / "none/lock", holder: "") }
    guard case .file(let cause) = error else {
      Issue.record("expected an error of the file")
      return
    }
    #expect(cause.isMissing)
  }

  @Test("This process names itself in one line")
  func thisProcess() {
    #expect(FileLock.thisProcess.hasPrefix("process "))
    #expect(!FileLock.thisProcess.contains("\n"))
  }
}
