// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Testing

@Suite struct AppendFileTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test("Appended bytes stand behind each other and are there when the file is opened again")
  func append() throws {
    var file = try AppendFile(folder / "file")
    try file.append([1, 2])
    try file.append([])
    try file.append([3])
    try file.sync()
    #expect(file.size == 3)
    #expect(try file.read(at: 1, count: 2) == [2, 3])
    try file.close()
    var again = try AppendFile(folder / "file")
    #expect(again.size == 3)
    try again.append([4])
    #expect(try DurableFile.read(folder / "file") == [1, 2, 3, 4])
  }

  @Test("A torn end is cut off; a file shorter than that is refused")
  func truncate() throws {
    try DurableFile.write([1, 2, 3, 4], to: folder / "file")
    var file = try AppendFile(folder / "file", truncatingTo: 2)
    try file.append([9])
    #expect(try DurableFile.read(folder / "file") == [1, 2, 9])
    #expect(throws: FileError(path: folder / "file", operation: .truncate, cause: .truncated(expected: 4, found: 3))) {
      _ = try AppendFile(folder / "file", truncatingTo: 4)
    }
  }

  @Test("Reading beyond the end is an error")
  func shortRead() throws {
    let file = try AppendFile(folder / "file")
    #expect(throws: FileError(path: folder / "file", operation: .read, cause: .truncated(expected: 1, found: 0))) {
      _ = try file.read(at: 0, count: 1)
    }
  }

  @Test("A device that is full refuses the bytes")
  func full() throws {
    #expect(throws: FileError(path: "/dev/full", operation: .open, cause: .notAFile)) {
      _ = try AppendFile("/dev/full")
    }
  }
}
