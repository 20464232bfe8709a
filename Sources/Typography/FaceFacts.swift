// SPDX-License-Identifier: GPL-3.0-or-later

import CHarfBuzz
import Glibc

/// What a FontDescriptor says of a face (ISO 32000-1 9.8); lengths in 1/1000 em, rounded.
struct FaceFacts {
  let postScriptName: String
  let boundingBox: [Int]
  let ascent: Int
  let descent: Int
  let capHeight: Int
  let stemV: Int
  let italicAngle: Double
  let flags: Int

  init(_ face: Face) {
    let em = Double(face.unitsPerEm)
    func thousandths(_ units: Int) -> Int { Int((Double(units) * 1000 / em).rounded()) }
    let head = FontTable(face.face, "head")
    let post = FontTable(face.face, "post")
    let os2 = FontTable(face.face, "OS/2")
    self.postScriptName = Self.postScriptName(of: face.face)
    self.boundingBox = [36, 38, 40, 42].map { thousandths(head.int16(at: $0) ?? 0) }
    self.ascent = thousandths(face.ascent)
    self.descent = -thousandths(face.descent)
    var capital: hb_position_t = 0
    let hasCapital = hb_ot_metrics_get_position(face.font, HB_OT_METRICS_TAG_CAP_HEIGHT, &capital) != 0
    self.capHeight = hasCapital && capital > 0 ? thousandths(Int(capital)) : self.ascent * 7 / 10
    // The font has no such value; by its weight class, 400 gives 88 and 700 gives 166, near what foundries write.
    let weight = Int(os2.uint16(at: 4) ?? 400)
    self.stemV = 50 + weight * weight / 4225
    self.italicAngle = Double(Int32(bitPattern: post.uint32(at: 4) ?? 0)) / 65_536
    // Symbolic: codes are glyphs, not a standard encoding's characters.
    var flags = 4
    if (post.uint32(at: 12) ?? 0) != 0 { flags |= 1 }
    if italicAngle != 0 || (os2.uint16(at: 62) ?? 0) & 1 != 0 { flags |= 64 }
    let familyClass = Int(os2.uint16(at: 30) ?? 0) >> 8
    if (1...7).contains(familyClass), familyClass != 6 { flags |= 2 }
    self.flags = flags
  }

  /// Name 6, with what a PDF name or PostScript would trip over left out.
  private static func postScriptName(of face: OpaquePointer) -> String {
    var buffer = [CChar](repeating: 0, count: 128)
    var size = UInt32(buffer.count)
    _ = hb_ot_name_get_utf8(
      face, hb_ot_name_id_t(HB_OT_NAME_ID_POSTSCRIPT_NAME), hb_language_from_string("en", -1), &size, &buffer)
    let letters = buffer.prefix(Int(min(size, 127))).map { UInt8(bitPattern: $0) }.filter { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
      default: false
      }
    }
    return letters.isEmpty ? "Font" : String(decoding: letters, as: UTF8.self)
  }
}
