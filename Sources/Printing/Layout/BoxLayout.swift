// SPDX-License-Identifier: GPL-3.0-or-later

import Typography

/// Sets the text of one box: shrinks it to fit, and hands on what does not fit at the smallest size.
struct BoxLayout {
  let frame: SheetFrame
  let style: Template.TextStyle
  /// False where text goes on to another sheet that finds no room.
  let staysInBox: Bool
  /// True where smaller type is better than a second line.
  let prefersOneLine: Bool
  /// What a continuation sheet calls the box.
  let label: String
  /// Height of the sheet in points.
  let sheetHeight: Double

  init(box: Template.Box, sheetHeight: Double) {
    frame = box.frame
    style = box.text
    staysInBox = box.field.staysInBox
    prefersOneLine = box.field.staysInBox && !box.field.isSentence
    label = box.label
    self.sheetHeight = sheetHeight
  }

  /// A place that is no box of its own and whose text must fit, such as the head of a column.
  init(frame: SheetFrame, style: Template.TextStyle, sheetHeight: Double) {
    self.frame = frame
    self.style = style
    staysInBox = true
    prefersOneLine = false
    label = ""
    self.sheetHeight = sheetHeight
  }

  struct Outcome {
    var lines: [PlacedLine] = []
    var continued: ContinuedBox?
    /// False where text that must stay in its box has no room there.
    var fits = true
  }

  func set(_ text: String, fonts: inout FontStack) throws(TypographyError) -> Outcome {
    guard !text.isEmpty else { return Outcome() }
    let width = frame.width * pointsPerMillimetre
    let height = frame.height * pointsPerMillimetre
    let isOneLine = prefersOneLine && !text.utf8.contains(UInt8(ascii: "\n"))
    var chosen: (size: Double, paragraph: Paragraph)?
    var smallest = Paragraph(lines: [])
    // Every line break makes a line: sizes at which these alone are too high need no setting.
    let least = 1 + text.utf8.count { $0 == UInt8(ascii: "\n") }
    let sizes = style.sizes
    for (index, size) in sizes.enumerated() {
      let isLast = index == sizes.count - 1
      if !isLast, Double(least) * style.leading * size > height + 0.01 { continue }
      smallest = try fonts.paragraph(text, style: style.fontStyle, size: size, width: width)
      let isWhole = !isOneLine || isLast || smallest.lines.count <= 1
      if isWhole, fits(smallest, size: size, width: width, height: height) {
        chosen = (size, smallest)
        break
      }
    }
    if let chosen {
      return Outcome(lines: place(chosen.paragraph.lines, size: chosen.size))
    }
    let size = style.minimum
    guard !staysInBox, smallest.width <= width + 0.01 else {
      return Outcome(lines: place(smallest.lines, size: size), fits: false)
    }
    let pitch = style.leading * size
    let room = max(1, Int((height + 0.01) / pitch))
    let pointer = try pointer(size: size, width: width, fonts: &fonts)
    let kept = smallest.lines.prefix(room - 1)
    return Outcome(
      lines: place(kept + pointer, size: size),
      continued: ContinuedBox(label: label, lines: Array(smallest.lines.dropFirst(kept.count)), pitch: pitch))
  }

  private func fits(_ paragraph: Paragraph, size: Double, width: Double, height: Double) -> Bool {
    Double(paragraph.lines.count) * style.leading * size <= height + 0.01 && paragraph.width <= width + 0.01
  }

  /// The line that says where the text goes on: the longest wording that has room.
  private func pointer(size: Double, width: Double, fonts: inout FontStack) throws(TypographyError) -> [TextLine] {
    var lines: [TextLine] = []
    for words in ["(continued on sheet 2)", "(see sheet 2)", "sheet 2", "/2"] {
      lines = Array(try fonts.paragraph(words, style: style.fontStyle, size: size, width: 10_000).lines.prefix(1))
      if let line = lines.first, line.width <= width { break }
    }
    return lines
  }

  private func place(_ lines: some Collection<TextLine>, size: Double) -> [PlacedLine] {
    let pitch = style.leading * size
    let block = Double(lines.count) * pitch
    let height = frame.height * pointsPerMillimetre
    var top = frame.y * pointsPerMillimetre
    switch style.vertical {
    case .top: break
    case .middle: top += max(0, (height - block) / 2)
    case .bottom: top += max(0, height - block)
    }
    var baseline = sheetHeight - top - style.firstBaseline(at: size)
    var placed: [PlacedLine] = []
    placed.reserveCapacity(lines.count)
    for line in lines {
      let x = alignedX(
        line, style.alignment, left: frame.x * pointsPerMillimetre, width: frame.width * pointsPerMillimetre)
      placed.append(PlacedLine(x: x, baseline: baseline, line: line))
      baseline -= pitch
    }
    return placed
  }
}

/// Where a line begins; text that reads from right to left stands at the right where others stand at the left.
func alignedX(_ line: TextLine, _ alignment: Template.TextStyle.Alignment, left: Double, width: Double) -> Double {
  switch alignment {
  case .left: line.isRightToLeft ? left + width - line.width : left
  case .center: left + (width - line.width) / 2
  case .right: left + width - line.width
  }
}
