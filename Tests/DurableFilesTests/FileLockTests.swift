// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Foundation
import Glibc
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

  @Test("A lock that is given back is free, even while a process that is being started holds a copy of its descriptor")
  func copied() throws {
    var copy: Int32 = -1
    do {
      let lock = try FileLock.acquire(folder / "lock", holder: "first")
      // As a child has it between fork and exec.
      for number in try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd") {
        let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/" + number)
        if target == folder / "lock", let descriptor = Int32(number) { copy = dup(descriptor) }
      }
      _ = consume lock
    }
    #expect(copy >= 0)
    defer { close(copy) }
    _ = try FileLock.acquire(folder / "lock", holder: "second")
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
