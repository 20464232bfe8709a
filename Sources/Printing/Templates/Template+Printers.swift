// SPDX-License-Identifier: GPL-3.0-or-later

import Settings
import Spelling

extension Template {
  /// Takes a printer's offset in place of the template's own.
  mutating func choose(_ name: String) throws(PrintingError) {
    guard let printer = printers.first(where: { $0.name == name }) else {
      let names = printers.map(\.name)
      throw .settings(
        SettingsError(
          file: file, line: printers.first?.line ?? 0,
          message: "no printer \"\(name)\" under `printers`; "
            + (names.isEmpty
              ? "there is none yet, `certmill template calibrate` measures one"
              : "known are " + names.joined(separator: ", ")),
          suggestion: nearest(name, in: names)))
    }
    offsetX = printer.x
    offsetY = printer.y
  }

  /// What is wrong with an offset: everything that is printed must stay on the sheet. Nil if it does.
  ///
  /// `place` is what the YAML calls it.
  public func offsetFault(x: Double, y: Double, line: Int, place: String) -> TemplateFault? {
    // What is off the sheet by itself is told by itself.
    let frames = printedFrames.filter { sheet.contains($0) }
    let across = allowed(frames.map { ($0.x, $0.right) }, length: width)
    let down = allowed(frames.map { ($0.y, $0.bottom) }, length: height)
    if across.contains(x), down.contains(y) { return nil }
    return TemplateFault(
      file: file, line: line, place: place,
      problem: "x \(millimetreWords(x)), y \(millimetreWords(y)) mm moves what is printed off the sheet; keep x from "
        + "\(millimetreWords(across.lowerBound)) to \(millimetreWords(across.upperBound)) and y from "
        + "\(millimetreWords(down.lowerBound)) to \(millimetreWords(down.upperBound)) mm, or move the boxes in")
  }

  func offsetFaults() -> [TemplateFault] {
    let own = offsetFault(x: offsetX, y: offsetY, line: offsetLine, place: "offset")
    let others = printers.map { offsetFault(x: $0.x, y: $0.y, line: $0.line, place: "printers.\($0.name)") }
    return ([own] + others).compactMap(\.self)
  }

  var sheet: SheetFrame { SheetFrame(x: 0, y: 0, width: width, height: height) }

  /// Where the program itself prints.
  var printedFrames: [SheetFrame] {
    boxes.map(\.frame) + [goods.frame, code.clearFrame] + pictures.map(\.frame)
  }

  private func allowed(_ spans: [(from: Double, to: Double)], length: Double) -> ClosedRange<Double> {
    let low = -(spans.map(\.from).min() ?? 0)
    let high = length - (spans.map(\.to).max() ?? length)
    // A thousandth of a millimetre is rounding.
    return min(0, low) - 0.001...max(0, high) + 0.001
  }
}
