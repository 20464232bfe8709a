// SPDX-License-Identifier: GPL-3.0-or-later
import HandmadePDFs
import PDF
import Paper
import Testing

/// A file whose only page draws the artwork's form and nothing else.
func sheet(bearing artwork: Artwork) -> [UInt8] {
  var pdf = HandmadePDF()
  let extra = String(decoding: artwork.catalogEntries(numberedFrom: 5), as: UTF8.self)
  let pageEntries = String(decoding: artwork.pageEntries(numberedFrom: 5), as: UTF8.self)
  pdf.add("<< /Type /Catalog /Pages 2 0 R\(extra) >>")
  pdf.add("<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
  pdf.add(
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 \(artwork.width) \(artwork.height)]\(pageEntries)"
      + " /Resources << /XObject << /Form 5 0 R >> >> /Contents 4 0 R >>")
  pdf.add(stream: "/Form Do")
  pdf.add(finished: artwork.objects(numberedFrom: 5))
  return pdf.bytes
}

func picture(_ pdf: [UInt8], page: Int = 0, dpi: Double = 144) throws -> RGBImage {
  let file = try PDFFile(pdf, name: "test.pdf")
  return try file.renderColour(page: page, at: Resolution(dotsPerInch: dpi))
}

/// How many pixels differ; nil where the sizes do.
func differingPixels(_ one: RGBImage, _ other: RGBImage) -> Int? {
  guard one.width == other.width, one.height == other.height else { return nil }
  return stride(from: 0, to: one.pixels.count, by: 3).count { at in
    one.pixels[at..<at + 3] != other.pixels[at..<at + 3]
  }
}

func contains(_ haystack: [UInt8], _ needle: some Collection<UInt8>) -> Bool {
  occurrences(of: needle, in: haystack) > 0
}

func occurrences(of needle: some Collection<UInt8>, in haystack: [UInt8]) -> Int {
  guard !needle.isEmpty, haystack.count >= needle.count else { return 0 }
  return (0...(haystack.count - needle.count)).count {
    haystack[$0] == needle.first! && haystack[$0...].starts(with: needle)
  }
}

/// Small, seeded and good enough to make cases (xorshift64*).
struct Dice {
  private var state: UInt64

  init(seed: UInt64) { state = seed | 1 }

  mutating func next() -> UInt64 {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return state &* 0x2545_F491_4F6C_DD1D
  }

  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}
