// SPDX-License-Identifier: GPL-3.0-or-later

public import Letters
import PDF
import Signing
public import Trade
import Typography

extension Stamper {
  /// A refusal letter in the template's fonts, one column for each language: a whole PDF of A4 sheets.
  ///
  /// Its fonts hold the letter's own glyphs, so that it is small enough to be mailed and its bytes depend on it alone.
  public mutating func letter(_ letters: [LetterText], created: Timestamp) throws(PrintingError) -> [UInt8] {
    do {
      var layout = try LetterLayout(letters, isPlain: false, fonts: &fonts)
      // Rare characters that the fonts do not tell before they are shaped.
      if layout.hasUnknownGlyph { layout = try LetterLayout(letters, isPlain: true, fonts: &fonts) }
      return try LetterFile(layout.sheets, fonts: &fonts).bytes(title: letters.first?.title ?? "", created: created)
    } catch {
      throw .font(template: template.file, problem: "\(error)")
    }
  }
}

/// The objects of a letter's PDF (ISO 32000-1, 7.5): catalog, page tree, information, fonts, resources, pages.
struct LetterFile {
  private let sheets: [LetterSheet]
  private let regular: EmbeddedFont
  private let bold: EmbeddedFont
  private let extra: [(face: FaceID, font: EmbeddedFont)]

  init(_ sheets: [LetterSheet], fonts: inout FontStack) throws(TypographyError) {
    var base: [FontStyle: Set<UInt32>] = [:]
    var others = ExtraGlyphs()
    for sheet in sheets {
      for ink in LetterSheet.Ink.allCases {
        for placed in sheet.lines[ink] ?? [] {
          for run in placed.line.runs {
            if run.isBase {
              base[run.face.style, default: []].formUnion(run.glyphs.map(\.id))
            } else {
              others.add(run)
            }
          }
        }
      }
    }
    self.sheets = sheets
    regular = try fonts.baseSubset(.regular, keeping: base[.regular] ?? [])
    bold = try fonts.baseSubset(.bold, keeping: base[.bold] ?? [])
    var extra: [(face: FaceID, font: EmbeddedFont)] = []
    for face in others.faces { extra.append((face, try fonts.extraSubset(of: face, glyphs: others.glyphs(of: face)))) }
    self.extra = extra
  }

  func bytes(title: String, created: Timestamp) -> [UInt8] {
    var writer = ObjectWriter(first: 1, start: 0, capacity: 65_536)
    writer.header(version: "1.7")
    let tree = 2
    let resources = 4 + 5 * (2 + extra.count)
    let catalog = writer.object {
      $0.put("<</Type/Catalog/Pages \(tree) 0 R/Lang(en)/ViewerPreferences<</DisplayDocTitle true>>>>")
    }
    PageTree.append(
      pages: sheets.indices.map { resources + 2 + 2 * $0 }, width: hundredths(LetterSheet.width),
      height: hundredths(LetterSheet.height), resources: resources, to: &writer)
    Information.append(title: title, created: created, to: &writer)
    var entries = "/F0 \(FontObjects.append(regular, level: 6, to: &writer)) 0 R"
    entries += "/F1 \(FontObjects.append(bold, level: 6, to: &writer)) 0 R"
    for (index, face) in extra.enumerated() {
      entries += "/X\(index) \(FontObjects.append(face.font, level: 6, to: &writer)) 0 R"
    }
    writer.object { $0.put("<</Font<<\(entries)>>/ProcSet[/PDF/Text]>>") }
    var state = SHA256State()
    for sheet in sheets {
      var content = TextContent(regular: regular, bold: bold, extra: extra)
      sheet.draw(on: &content)
      state.update(content.bytes)
      let stream = writer.stream(Deflate.compress(content.bytes, level: 6)) { $0.put("/Filter/FlateDecode") }
      writer.object { $0.put("<</Type/Page/Parent \(tree) 0 R/Contents \(stream) 0 R>>") }
    }
    writer.finish(
      earlier: [], catalog: catalog, information: tree + 1, identifier: Array(state.finish().bytes.prefix(16)))
    return writer.bytes
  }
}
