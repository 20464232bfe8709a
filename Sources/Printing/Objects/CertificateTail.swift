// SPDX-License-Identifier: GPL-3.0-or-later

import PDF
import Trade
import Typography

/// The objects of one certificate after its template's prefix, in a fixed order: page tree, information, fonts of its
/// own, text of the sheets, then for each page its own stream and the page.
struct CertificateTail {
  private let shared: TemplatePrefix
  private let pages: Int
  private var writer: ObjectWriter
  private let copies: Int
  private let sheets: Int
  /// Hundredths of a point.
  private let width: Int
  private let height: Int
  private var resources: Int?
  private var commonText: Int?
  private var sheetTexts: [Int] = []

  init(shared: TemplatePrefix, template: Template, sheets: Int, copies: Int) {
    self.shared = shared
    self.pages = shared.catalog + 1
    self.copies = copies
    self.sheets = sheets
    self.width = hundredths(template.width * pointsPerMillimetre)
    self.height = hundredths(template.height * pointsPerMillimetre)
    self.writer = ObjectWriter(
      first: pages, start: shared.bytes.count,
      capacity: 4_096 + shared.crossReferences.count + copies * sheets * 8_192)
  }

  mutating func begin(title: String, created: Timestamp, extra: [(face: FaceID, font: EmbeddedFont)]) {
    // Page tree and information; five objects a font and the resources that name them; text; then the pages.
    var firstStream = pages + 2 + (extra.isEmpty ? 0 : extra.count * 5 + 1)
    firstStream += sheets == 1 ? 1 : sheets + 1
    PageTree.append(
      pages: (0..<copies * sheets).map { firstStream + 2 * $0 + 1 }, width: width, height: height,
      resources: shared.resources, to: &writer)
    Information.append(title: title, created: created, to: &writer)
    guard !extra.isEmpty else { return }
    var numbers: [Int] = []
    for (_, font) in extra { numbers.append(FontObjects.append(font, level: 6, to: &writer)) }
    resources = writer.object { body in
      body.put("<</Font<<")
      body.append(contentsOf: shared.fontEntries)
      for (index, number) in numbers.enumerated() { body.put("/X\(index) \(number) 0 R") }
      body.put(">>")
      body.append(contentsOf: shared.otherEntries)
      body.put(">>")
    }
  }

  /// The boxes of a certificate of several sheets.
  mutating func common(_ content: [UInt8]) {
    commonText = writer.stream(content) { $0.put("/Filter/FlateDecode") }
  }

  mutating func sheet(_ content: [UInt8]) {
    sheetTexts.append(writer.stream(content) { $0.put("/Filter/FlateDecode") })
  }

  /// A page: background, text, and its own stream with mark and code, which is always the last.
  mutating func page(sheet: Int, content: [UInt8]) {
    let own = writer.stream(content) { $0.put("/Filter/FlateDecode") }
    let ground = sheet == 0 ? shared.first : shared.continuation
    writer.object { body in
      body.put("<</Type/Page/Parent ")
      body.put(reference: pages)
      if let resources {
        body.put("/Resources ")
        body.put(reference: resources)
      }
      body.append(contentsOf: ground.pageEntries)
      body.put("/Contents[")
      for number in [ground.stream, commonText, sheetTexts[sheet], own] {
        guard let number else { continue }
        body.put(reference: number)
        if number != own { body.put(" ") }
      }
      body.put("]>>")
    }
  }

  consuming func finish(identifier: [UInt8]) -> [UInt8] {
    writer.finish(
      earlier: shared.crossReferences, catalog: shared.catalog, information: pages + 1, identifier: identifier)
    return writer.bytes
  }
}

/// The root of the pages, which hands size and resources down to them (ISO 32000-1, 7.7.3).
enum PageTree {
  /// `width` and `height` in hundredths of a point.
  static func append(pages: [Int], width: Int, height: Int, resources: Int, to writer: inout ObjectWriter) {
    writer.object { body in
      body.put("<</Type/Pages/Count ")
      body.put(pages.count)
      body.put("/MediaBox[0 0 ")
      body.put(hundredths: width)
      body.put(" ")
      body.put(hundredths: height)
      body.put("]/Resources ")
      body.put(reference: resources)
      body.put("/Kids[")
      for page in pages {
        if page != pages.first { body.put(" ") }
        body.put(reference: page)
      }
      body.put("]>>")
    }
  }
}
