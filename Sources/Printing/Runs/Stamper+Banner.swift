// SPDX-License-Identifier: GPL-3.0-or-later

import Signing
import Typography

extension Stamper {
  /// The contents of a print run's banner sheets: its code, its checksum and the list of its certificates in order.
  ///
  /// As many columns as the longest entry leaves room for; one that is wider than the sheet goes on in the next line.
  public mutating func banner(_ run: RunBanner) throws(PrintingError) -> [[UInt8]] {
    let margin = min(20, template.width / 8) * pointsPerMillimetre
    let top = template.height * pointsPerMillimetre - margin
    let width = template.width * pointsPerMillimetre - 2 * margin
    let size = 9.0
    let pitch = 13.0
    let gutter = 18.0
    let rows = max(1, Int((top - margin - 80) / pitch))
    func paragraph(_ text: String, size: Double, _ style: FontStyle = .regular) throws(PrintingError) -> Paragraph {
      do { return try fonts.paragraph(text, style: style, size: size, width: width) } catch {
        throw .font(template: template.file, problem: "\(error)")
      }
    }
    var list: [TextLine] = []
    for entry in run.entries { list += try paragraph(entry.words, size: size).lines }
    let widest = list.reduce(1) { max($0, $1.width) }
    let columns = max(1, Int((width + gutter) / (widest + gutter)))
    let count = max(1, (list.count + rows * columns - 1) / (rows * columns))
    var pages: [[UInt8]] = []
    for page in 0..<count {
      var lines: [PlacedLine] = []
      func place(_ text: String, _ style: FontStyle = .regular, size: Double, down: Double) throws(PrintingError) {
        guard let line = try paragraph(text, size: size, style).lines.first else { return }
        lines.append(PlacedLine(x: margin, baseline: top - down, line: line))
      }
      try place("Print run \(run.code)", .bold, size: 20, down: 16)
      let certificates = Set(run.entries.map(\.number)).count
      try place(
        "\(certificates) \(certificates == 1 ? "certificate" : "certificates"), "
          + "\(run.sheetCount) \(run.sheetCount == 1 ? "sheet" : "sheets"), template \(template.name), "
          + "made \(run.created)", size: size, down: 36)
      try place("Checksum \(run.checksum.hex.prefix(16))", size: size, down: 49)
      try place("Banner \(page + 1) of \(count). Not a certificate.", size: size, down: 62)
      for (index, line) in list.dropFirst(page * rows * columns).prefix(rows * columns).enumerated() {
        lines.append(
          PlacedLine(
            x: margin + Double(index / rows) * (width + gutter) / Double(columns),
            baseline: top - 90 - Double(index % rows) * pitch, line: line))
      }
      var content = TextContent(regular: regular, bold: bold)
      content.show(lines)
      pages.append(content.bytes)
    }
    return pages
  }
}

extension RunBanner.Entry {
  /// `SG-2026-0000009-1  copies 1–2 × 8 sheets  A000006–A000021`.
  fileprivate var words: String {
    let which = copies.count == 1 ? "copy \(copies.lowerBound)" : "copies \(copies.lowerBound)–\(copies.upperBound)"
    return "\(number)  \(which)" + (sheets > 1 ? " × \(sheets) sheets" : "") + (stock.isEmpty ? "" : "  \(stock)")
  }
}
