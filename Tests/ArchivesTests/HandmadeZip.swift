// SPDX-License-Identifier: GPL-3.0-or-later

/// An archive of one file, every field of which can be wrong.
struct HandmadeZip: Sendable {
  var name = "x"
  var packed: [UInt8] = [1]
  var size = 1
  /// Of one byte 01.
  var crc = 0xA505_DF1B
  var method = 0
  var version = 20
  var flags = 0
  var extra: [UInt8] = []
  var fileComment: [UInt8] = []
  var comment: [UInt8] = []
  var disks = 0

  /// 20,000 zeros, deflated.
  static let zeros = HandmadeZip(
    packed: [0xED, 0xC1, 0x31, 0x01, 0, 0, 0, 0xC2, 0xA0, 0xF5, 0x4F, 0x6D, 0x0D, 0x0F, 0xA0]
      + [UInt8](repeating: 0, count: 19) + [0x78, 0x30],
    size: 20_000, crc: 0x972F_5302, method: 8)

  static let unsupported: [(HandmadeZip, String)] = [
    (HandmadeZip(method: 12), "other than deflate"), (HandmadeZip(version: 45), "newer version"),
    (HandmadeZip(flags: 1), "encrypted"), (HandmadeZip(flags: 8), "flags"), (HandmadeZip(flags: 0x800), "flags"),
    (HandmadeZip(extra: [0x55, 0x54, 1, 0, 0]), "extra field"), (HandmadeZip(fileComment: [0x63]), "comment"),
    (HandmadeZip(comment: [0x63]), "end record"), (HandmadeZip(disks: 1), "disks"),
    (HandmadeZip(name: "a/"), "name of file 1"), (HandmadeZip(size: 2), "two sizes"),
    (HandmadeZip(crc: 1), "CRC-32"),
  ]

  var bytes: [UInt8] {
    let common = Self.short(version, flags, method, 0, 0x21) + Self.long(crc, packed.count, size)
    let local =
      Self.long(0x0403_4B50) + common + Self.short(name.utf8.count, extra.count) + name.utf8 + extra + packed
    let central =
      Self.long(0x0201_4B50) + Self.short(20) + common
      + Self.short(name.utf8.count, extra.count, fileComment.count, 0, 0) + Self.long(0, 0) + name.utf8 + extra
      + fileComment
    return local + central + Self.long(0x0605_4B50) + Self.short(disks, 0, 1, 1)
      + Self.long(central.count, local.count) + Self.short(comment.count) + comment
  }

  private static func short(_ values: Int...) -> [UInt8] {
    values.flatMap { [UInt8($0 & 255), UInt8($0 >> 8 & 255)] }
  }

  private static func long(_ values: Int...) -> [UInt8] {
    values.flatMap { short($0 & 0xFFFF, $0 >> 16) }
  }
}
