// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Foundation
import Signing
import Testing

@Suite struct ByteStoreTests {
  let folder: TemporaryFolder
  let store: ByteStore

  init() throws {
    folder = try TemporaryFolder()
    store = ByteStore(folder: folder / "store")
  }

  @Test("What is put can be got by its digest, under the path that sha256sum names")
  func put() throws {
    let digest = try store.put(Array("abc".utf8))
    #expect(digest.hex == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(store.path(of: digest) == folder / "store/ba/\(digest.hex)")
    #expect(try store.get(digest) == Array("abc".utf8))
    #expect(store.contains(digest))
    try store.synchronise()
    #expect(throws: FileError.self) { try store.get(Digest(sha256: [1])) }
    let attributes = try FileManager.default.attributesOfItem(atPath: store.path(of: digest))
    #expect(attributes[.posixPermissions] as? Int == 0o444)
  }

  @Test("A file is copied in whole, whatever its length", arguments: [0, 1, 1 << 20, (1 << 20) + 1, 5 << 20])
  func copying(length: Int) throws {
    let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
    let file = folder / "scan.pdf"
    try DurableFile.write(bytes, to: file)
    let (digest, size) = try store.put(copying: file, limit: length)
    #expect(digest == Digest(sha256: bytes) && size == length)
    #expect(try store.get(digest) == bytes)
    #expect(try store.put(copying: file, limit: length).digest == digest)
    if length > 0 {
      #expect(throws: FileError(path: file, operation: .read, cause: .tooLarge(limit: length - 1))) {
        try store.put(copying: file, limit: length - 1)
      }
    }
    #expect(throws: FileError.self) { try store.put(copying: folder / "missing.pdf", limit: 1) }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder / "store/tmp").isEmpty)
  }

  @Test("Putting the same bytes again changes nothing")
  func twice() throws {
    let digest = try store.put([1, 2, 3])
    let before = try FileManager.default.attributesOfItem(atPath: store.path(of: digest))[.systemFileNumber] as? Int
    try store.put([1, 2, 3])
    try store.put(prefix: [1], suffix: [2, 3], digest: digest)
    let after = try FileManager.default.attributesOfItem(atPath: store.path(of: digest))[.systemFileNumber] as? Int
    #expect(before == after)
  }

  @Test(
    "Two parts are kept as one", arguments: [([], []), ([1], []), ([], [1]), ([1, 2], [3])] as [([UInt8], [UInt8])])
  func parts(prefix: [UInt8], suffix: [UInt8]) throws {
    let digest = Digest(sha256: prefix + suffix)
    try store.put(prefix: prefix, suffix: suffix, digest: digest)
    #expect(try store.get(digest) == prefix + suffix)
  }

  @Test("A file that a power loss left empty, short or wrong is found and replaced", arguments: [[], [1], [1, 2, 9]])
  func torn(content: [UInt8]) throws {
    let digest = try store.put([1, 2, 3])
    try DurableFile.remove(store.path(of: digest))
    try DurableFile.write(content, to: store.path(of: digest), mode: 0o444)
    #expect(throws: FileError(path: store.path(of: digest), operation: .read, cause: .damaged)) {
      try store.get(digest)
    }
    try store.put([1, 2, 3])
    #expect(try store.get(digest) == [1, 2, 3])
  }

  @Test("Many tasks may put at once, also the same bytes")
  func concurrent() async throws {
    let store = store
    try await withThrowingTaskGroup(of: Void.self) { group in
      for task in 0..<8 {
        group.addTask {
          for number in 0..<50 { try store.put([UInt8(number), UInt8(task / 2)]) }
        }
      }
      try await group.waitForAll()
    }
    for task in 0..<4 {
      for number in 0..<50 {
        #expect(try store.get(Digest(sha256: [UInt8(number), UInt8(task)])) == [UInt8(number), UInt8(task)])
      }
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder / "store/tmp") == [])
  }

  @Test("A link outside has the bytes, and replaces what was there")
  func link() throws {
    let one = try store.put([1])
    let two = try store.put([2])
    try store.link(one, to: folder / "out")
    try store.link(one, to: folder / "out")
    #expect(try DurableFile.read(folder / "out") == [1])
    try store.link(two, to: folder / "out")
    #expect(try DurableFile.read(folder / "out") == [2])
    #expect(try store.get(one) == [1])
    #expect(folder.names == ["out", "store"])
    #expect(throws: FileError.self) { try store.link(Digest(sha256: [9]), to: folder / "out2") }
  }

  @Test("What interrupted puts left is removed")
  func leftovers() throws {
    try store.removeLeftovers()
    let digest = try store.put([1])
    try DurableFile.write([1, 2], to: folder / "store/tmp/1-1")
    try store.removeLeftovers()
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder / "store/tmp") == [])
    #expect(try store.get(digest) == [1])
  }
}
