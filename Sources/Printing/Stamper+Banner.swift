// SPDX-License-Identifier: GPL-3.0-or-later

import Signing
import Typography

extension Stamper {
  /// The contents of a print run's banner sheets: its code, its checksum and the list of its certificates in order.
  public mutating func banner(_ run: RunBanner) throws(PrintingError) -> [[UInt8]] {
    let margin = min(20, template.width / 8) * pointsPerMillimetre
    let top = template.height * pointsPerMillimetre - margin
    let width = template.width * pointsPerMillimetre - 2 * margin
    let size = 9.0
    let pitch = 13.0
    let columns = max(1, Int(width / 230))
    let rows = max(1, Int((top - margin - 80) / pitch))
    let list = run.entries.map { entry in
      let copies =
        entry.copies.count == 1
        ? "copy \(entry.copies.lowerBound)" : "copies \(entry.copies.lowerBound)–\(entry.copies.upperBound)"
      return "\(entry.number)  \(copies)" + (entry.sheets > 1 ? " × \(entry.sheets) sheets" : "")
        + (entry.stock.isEmpty ? "" : "  \(entry.stock)")
    }
    let count = max(1, (list.count + rows * columns - 1) / (rows * columns))
    var pages: [[UInt8]] = []
    for page in 0..<count {
      var lines: [PlacedLine] = []
      func place(_ text: String, bold isBold: Bool = false, size: Double, x: Double, down: Double) throws(PrintingError)
      {
        do {
          let paragraph = try fonts.paragraph(text, style: isBold ? .bold : .regular, size: size, width: width)
          guard let line = paragraph.lines.first else { return }
          lines.append(PlacedLine(x: margin + x, baseline: top - down, line: line))
        } catch {
          throw .font(template: template.file, problem: "\(error)")
        }
      }
      try place("Print run \(run.code)", bold: true, size: 20, x: 0, down: 16)
      try place(
        "\(run.entries.count) certificates, \(run.sheetCount) sheets, template \(template.name), made \(run.created)",
        size: size, x: 0, down: 36)
      try place("Checksum \(run.checksum.hex.prefix(32))", size: size, x: 0, down: 49)
      try place("Banner \(page + 1) of \(count). Not a certificate.", size: size, x: 0, down: 62)
      for (index, text) in list.dropFirst(page * rows * columns).prefix(rows * columns).enumerated() {
        try place(
          text, size: size, x: Double(index / rows) * width / Double(columns), down: 90 + Double(index % rows) * pitch)
      }
      var content = TextContent(regular: regular, bold: bold)
      content.show(lines)
      pages.append(content.bytes)
    }
    return pages
  }
}
