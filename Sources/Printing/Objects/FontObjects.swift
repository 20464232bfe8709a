// SPDX-License-Identifier: GPL-3.0-or-later

import PDF
import Typography

/// A font's five objects (ISO 32000-1, 9.7 and 9.8): program, descriptor, CIDFont, ToUnicode, Type0.
enum FontObjects {
  /// Writes them and gives the number of the Type0 font; `level` is the compressor's.
  static func append(_ font: EmbeddedFont, level: Int, to writer: inout ObjectWriter) -> Int {
    let program = writer.stream(Deflate.compress(font.program, level: level)) { entries in
      switch font.kind {
      case .trueType:
        entries.put("/Length1 ")
        entries.put(font.program.count)
      case .cff: entries.put("/Subtype/CIDFontType0C")
      }
      entries.put("/Filter/FlateDecode")
    }
    let unicode = writer.stream(Deflate.compress(font.toUnicode, level: level)) { $0.put("/Filter/FlateDecode") }
    let descriptor = writer.object { body in
      body.put("<</Type/FontDescriptor/FontName")
      body.put(name: font.name)
      body.put("/Flags ")
      body.put(font.flags)
      body.put("/FontBBox[")
      for value in font.boundingBox {
        body.put(value)
        body.put(" ")
      }
      body.put("]/ItalicAngle ")
      body.put(exact: font.italicAngle)
      body.put("/Ascent ")
      body.put(font.ascent)
      body.put("/Descent ")
      body.put(font.descent)
      body.put("/CapHeight ")
      body.put(font.capHeight)
      body.put("/StemV ")
      body.put(font.stemV)
      body.put(font.kind == .trueType ? "/FontFile2 " : "/FontFile3 ")
      body.put(reference: program)
      body.put(">>")
    }
    let descendant = writer.object { body in
      body.put("<</Type/Font/Subtype/")
      body.put(font.kind == .trueType ? "CIDFontType2/CIDToGIDMap/Identity" : "CIDFontType0")
      body.put("/BaseFont")
      body.put(name: font.name)
      body.put("/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor ")
      body.put(reference: descriptor)
      body.put("/DW 1000/W[")
      put(font.widths, to: &body)
      body.put("]>>")
    }
    return writer.object { body in
      body.put("<</Type/Font/Subtype/Type0/BaseFont")
      body.put(name: font.name)
      if font.kind == .cff { body.put("-Identity-H") }
      body.put("/Encoding/Identity-H/DescendantFonts[")
      body.put(reference: descendant)
      body.put("]/ToUnicode ")
      body.put(reference: unicode)
      body.put(">>")
    }
  }

  /// `first [w w w]` for each row of consecutive codes (9.7.4.3).
  private static func put(_ widths: [(cid: UInt16, width: Double)], to body: inout [UInt8]) {
    var last = -2
    for (cid, width) in widths {
      if Int(cid) != last + 1 {
        if last >= 0 { body.put("]") }
        body.put(Int(cid))
        body.put("[")
      } else {
        body.put(" ")
      }
      body.put(exact: width)
      last = Int(cid)
    }
    if last >= 0 { body.put("]") }
  }
}
