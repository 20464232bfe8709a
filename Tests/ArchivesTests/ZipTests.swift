// SPDX-License-Identifier: GPL-3.0-or-later
import Archives
import Foundation
import Testing

@Suite("ZIP archives")
struct ZipTests {
  static let files = [
    ZipEntry(name: "manifest.json", bytes: Array("{}".utf8)), ZipEntry(name: "a/empty", bytes: []),
    ZipEntry(name: "a/b-1_2.pdf", bytes: (0..<5_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }),
    // An archive in an archive is a file like any other.
    ZipEntry(name: "inner.zip", bytes: ZipArchive.bytes(of: [ZipEntry(name: "x", bytes: [1])])),
  ]
  static let archive = ZipArchive.bytes(of: files)

  static func read(_ bytes: [UInt8], limit: Int = 1 << 20) throws(ZipError) -> [ZipEntry] {
    try ZipArchive.entries(of: bytes, mostFiles: 10, limit: limit)
  }

  @Test("What is written is read again, and the same files give the same bytes")
  func roundTrip() throws {
    #expect(try Self.read(Self.archive) == Self.files)
    #expect(ZipArchive.bytes(of: Self.files) == Self.archive)
    #expect(try Self.read(ZipArchive.bytes(of: [])).isEmpty)
  }

  @Test("Archives cut off anywhere are refused")
  func truncated() {
    for count in 0..<Self.archive.count {
      #expect(throws: ZipError.self) { try Self.read(Array(Self.archive.prefix(count))) }
    }
  }

  @Test("A changed byte is found, wherever it stands")
  func changedByte() {
    for place in Self.archive.indices {
      var bytes = Self.archive
      bytes[place] ^= 1
      // Times, attributes and the version that made it say nothing of the files; all else must be refused.
      if let read = try? Self.read(bytes) { #expect(read == Self.files, "byte \(place)") }
    }
  }

  @Test("Bytes before, between and behind the files are refused")
  func hidingPlaces() throws {
    for place in [0, 13, 45, Self.archive.count] {
      var bytes = Self.archive
      bytes.insert(0, at: place)
      #expect(throws: ZipError.self, "at \(place)") { try Self.read(bytes) }
    }
    #expect(throws: ZipError.self) { try Self.read(Self.archive + Self.archive) == [] }
  }

  @Test(
    "Names that lead elsewhere are refused",
    arguments: [
      "../x", "a/../x", "/x", "a//x", "a/", "./x", ".x", "C:x", "a\\x", "x\u{0}", "ü",
      String(repeating: "x", count: 201),
    ])
  func names(name: String) throws {
    #expect(!ZipEntry.isName(name.utf8))
    let safe = String(repeating: "n", count: name.utf8.count)
    var bytes = ZipArchive.bytes(of: [ZipEntry(name: "s", bytes: [])])
    if name.utf8.count <= 200 {
      bytes = ZipArchive.bytes(of: [ZipEntry(name: safe, bytes: [1, 2])])
      let plain = Array(safe.utf8)
      for start in bytes.indices.dropLast(plain.count) where bytes[start..<(start + plain.count)].elementsEqual(plain) {
        bytes.replaceSubrange(start..<(start + plain.count), with: Array(name.utf8))
      }
      #expect(throws: ZipError.name(file: 1)) { try Self.read(bytes) }
    }
  }

  @Test("A name that stands twice is refused")
  func twice() throws {
    var bytes = ZipArchive.bytes(of: [ZipEntry(name: "aa", bytes: [1]), ZipEntry(name: "ab", bytes: [2])])
    for place in bytes.indices.dropLast() where bytes[place] == 0x61 && bytes[place + 1] == 0x62 {
      bytes[place + 1] = 0x61
    }
    #expect(throws: ZipError.twice(name: "aa")) { try Self.read(bytes) }
  }

  @Test("A deflated file is read; a bomb is told from its header before anything is unpacked")
  func deflated() throws {
    let zip = HandmadeZip.zeros
    #expect(try Self.read(zip.bytes) == [ZipEntry(name: "x", bytes: [UInt8](repeating: 0, count: 20_000))])
    #expect(throws: ZipError.tooLarge(bytes: 20_000, limit: 19_999)) { try Self.read(zip.bytes, limit: 19_999) }
    var many = zip
    many.size = 0xFFFF_FFF0
    #expect(throws: ZipError.tooLarge(bytes: 0xFFFF_FFF0, limit: 1 << 20)) { try Self.read(many.bytes) }
    // Headers that lie about what comes out, and compressed bytes with others behind them.
    for size in [19_999, 20_001, 0] {
      var lying = zip
      lying.size = size
      #expect(throws: ZipError.self) { try Self.read(lying.bytes) }
    }
    var longer = zip
    longer.packed.append(0)
    #expect(throws: ZipError.self) { try Self.read(longer.bytes) }
    #expect(throws: ZipError.tooMany(found: 4, limit: 3)) {
      try ZipArchive.entries(of: Self.archive, mostFiles: 3, limit: 1 << 20)
    }
  }

  @Test("What a bundle never has is refused by name", arguments: HandmadeZip.unsupported)
  func unsupported(zip: HandmadeZip, word: String) throws {
    let error = #expect(throws: ZipError.self) { try Self.read(zip.bytes) }
    #expect(error?.description.contains(word) ?? false, "\(error?.description ?? "")")
  }
}
