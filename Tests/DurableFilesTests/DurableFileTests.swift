// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Foundation
import Testing

@Suite struct DurableFileTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  @Test("A file is written whole, replaced whole, and no temporary file stays")
  func write() throws {
    try DurableFile.write(Array("one".utf8), to: folder / "file")
    #expect(try DurableFile.read(folder / "file") == Array("one".utf8))
    try DurableFile.write([], to: folder / "file")
    #expect(try DurableFile.read(folder / "file") == [])
    let large = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0) }
    try DurableFile.write(large, to: folder / "file")
    #expect(try DurableFile.read(folder / "file") == large)
    #expect(folder.names == ["file"])
  }

  @Test("What a killed write left behind is overwritten")
  func leftover() throws {
    try DurableFile.writeUnsynced(Array("half of a longer text".utf8), to: folder / "file.tmp")
    try DurableFile.write(Array("new".utf8), to: folder / "file")
    #expect(try DurableFile.read(folder / "file") == Array("new".utf8))
    #expect(folder.names == ["file"])
  }

  @Test("Keys are readable by their owner only")
  func mode() throws {
    try DurableFile.write([1], to: folder / "key", mode: 0o600)
    let attributes = try FileManager.default.attributesOfItem(atPath: folder / "key")
    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }

  @Test("Erasing overwrites the file's own bytes, as another link to them shows, and removes it")
  func erase() throws {
    try DurableFile.write([1, 2, 3], to: folder / "key")
    try FileManager.default.linkItem(atPath: folder / "key", toPath: folder / "link")
    try DurableFile.erase(folder / "key")
    try DurableFile.erase(folder / "never there")
    #expect(try DurableFile.read(folder / "link") == [0, 0, 0])
    #expect(folder.names == ["link"])
  }

  @Test("Creating refuses a name that is taken and leaves the file as it was")
  func create() throws {
    try DurableFile.create([1], at: folder / "file")
    let error = #expect(throws: FileError.self) { try DurableFile.create([2], at: folder / "file") }
    #expect(error?.alreadyExists == true)
    #expect(try DurableFile.read(folder / "file") == [1])
    #expect(folder.names == ["file"])
  }

  @Test("Reading refuses what is larger than allowed, missing, or no file; it does not wait for a pipe")
  func read() throws {
    try DurableFile.write([1, 2, 3], to: folder / "file")
    #expect(try DurableFile.read(folder / "file", limit: 3) == [1, 2, 3])
    #expect(throws: FileError(path: folder / "file", operation: .read, cause: .tooLarge(limit: 2))) {
      try DurableFile.read(folder / "file", limit: 2)
    }
    let missing = #expect(throws: FileError.self) { try DurableFile.read(folder / "nothing") }
    #expect(missing?.isMissing == true)
    #expect(throws: FileError(path: folder.path, operation: .open, cause: .notAFile)) {
      try DurableFile.read(folder.path)
    }
    mkfifo(folder / "pipe", 0o600)
    #expect(throws: FileError(path: folder / "pipe", operation: .open, cause: .notAFile)) {
      try DurableFile.read(folder / "pipe")
    }
    #expect(throws: FileError.self) { try DurableFile.read((folder / "file") + "\u{0}.txt") }
  }

  @Test("A write through a symbolic link at the temporary name is refused")
  func symbolicLink() throws {
    try DurableFile.write([1], to: folder / "victim")
    symlink(folder / "victim", folder / "file.tmp")
    #expect(throws: FileError.self) { try DurableFile.write([2], to: folder / "file") }
    #expect(try DurableFile.read(folder / "victim") == [1])
  }

  @Test("Folders are made with those above them; one that is there is no error, a file in the way is")
  func makeFolder() throws {
    try DurableFile.makeFolder(folder / "a/b/c", mode: 0o700)
    try DurableFile.makeFolder(folder / "a/b/c")
    try DurableFile.makeFolder(folder / "a/b/d/")
    #expect(DurableFile.exists(folder / "a/b/c"))
    #expect(DurableFile.exists(folder / "a/b/d"))
    try DurableFile.write([], to: folder / "file")
    #expect(throws: FileError.self) { try DurableFile.makeFolder(folder / "file") }
    #expect(throws: FileError.self) { try DurableFile.makeFolder(folder / "file/below") }
  }

  @Test("Removing what is not there is no error")
  func remove() throws {
    try DurableFile.write([], to: folder / "file")
    try DurableFile.remove(folder / "file")
    try DurableFile.remove(folder / "file")
    try DurableFile.removeFolder(folder / "nothing")
    #expect(folder.names == [])
  }

  @Test("A full disk is told from other faults")
  func kinds() throws {
    let full = FileError(path: "x", operation: .write, cause: .system(ENOSPC))
    #expect(full.isFull)
    #expect(full.description == "x: cannot write: No space left on device")
    #expect(!FileError(path: "x", operation: .open, cause: .system(ENOENT)).isFull)
    // A place where nobody can make a file.
    #expect(throws: FileError.self) { try DurableFile.writeUnsynced([1], to: "/proc/nothing") }
  }
}
