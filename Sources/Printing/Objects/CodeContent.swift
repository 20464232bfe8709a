// SPDX-License-Identifier: GPL-3.0-or-later

import Barcodes

/// Draws a QR symbol as filled rectangles in module units, upside down as the symbol counts its rows.
///
/// One path and one fill, so that no renderer leaves seams between modules. The rectangles are sorted by width, then by
/// column: the operators of neighbours then differ in one number only, which the compressor finds.
enum CodeContent {
  static func append(_ symbol: QRSymbol, x: Double, top: Double, to bytes: inout [UInt8]) {
    let quiet = Template.Code.quietModules
    let module = Template.Code.module * pointsPerMillimetre
    bytes.put("q ")
    bytes.put(exact: module)
    bytes.put(" 0 0 ")
    bytes.put(exact: -module)
    bytes.put(" ")
    bytes.put(exact: x)
    bytes.put(" ")
    bytes.put(exact: top)
    bytes.put(" cm\n1 g ")
    bytes.put(-quiet)
    bytes.put(" ")
    bytes.put(-quiet)
    bytes.put(" ")
    bytes.put(symbol.width + 2 * quiet)
    bytes.put(" ")
    bytes.put(symbol.width + 2 * quiet)
    bytes.put(" re f\n0 g\n")
    bytes.append(contentsOf: rectangles(of: symbol))
    bytes.put("f Q\n")
  }

  /// Equal runs of dark modules in rows one under another.
  private struct Rectangle {
    var column = 0
    var row = 0
    var height = 0
  }

  /// `x y width height re` for each rectangle; a side is under 100 modules.
  ///
  /// Modules are as good as random, so that a branch on one is guessed wrong half the time; bits of a word are not.
  private static func rectangles(of symbol: QRSymbol) -> [UInt8] {
    let side = symbol.width
    let modules = symbol.modules
    // The rows where a run starts in each column, and how wide it is there.
    var starts = [UInt128](repeating: 0, count: side)
    var widths = [UInt8](repeating: 0, count: side * side)
    // Where the runs of each width begin in one list of all.
    var begins = [Int](repeating: 0, count: side + 2)
    for row in 0..<side {
      var dark: UInt128 = 0
      for module in modules[row * side..<(row + 1) * side].reversed() { dark = dark &<< 1 | UInt128(module) }
      while dark != 0 {
        let column = dark.trailingZeroBitCount
        let width = (~(dark &>> UInt128(column))).trailingZeroBitCount
        // Adding one at the run's start carries over the run and clears it.
        dark &= dark &+ (1 &<< UInt128(column))
        starts[column] |= 1 &<< UInt128(row)
        widths[column * side + row] = UInt8(truncatingIfNeeded: width)
        begins[width + 1] += 1
      }
    }
    for width in 1..<begins.count { begins[width] += begins[width - 1] }
    var ends = begins
    var sorted = [Rectangle](repeating: Rectangle(), count: begins[side + 1])
    for column in 0..<side {
      var rows = starts[column]
      while rows != 0 {
        let row = rows.trailingZeroBitCount
        rows &= rows &- 1
        let width = Int(widths[column * side + row])
        let end = ends[width]
        if end > begins[width], sorted[end - 1].column == column, sorted[end - 1].row + sorted[end - 1].height == row {
          sorted[end - 1].height += 1
        } else {
          sorted[end] = Rectangle(column: column, row: row, height: 1)
          ends[width] = end + 1
        }
      }
    }
    var text = [UInt8](repeating: 0, count: sorted.count * 15)
    var length = 0
    for width in 1...side {
      for rectangle in sorted[begins[width]..<ends[width]] {
        put(rectangle.column, into: &text, at: &length)
        put(rectangle.row, into: &text, at: &length)
        put(width, into: &text, at: &length)
        put(rectangle.height, into: &text, at: &length)
        text[length] = UInt8(ascii: "r")
        text[length + 1] = UInt8(ascii: "e")
        text[length + 2] = UInt8(ascii: "\n")
        length += 3
      }
    }
    text.removeLast(text.count - length)
    return text
  }

  /// A number under 100 and a space; the first digit is written over where it is a nought.
  @inline(__always)
  private static func put(_ value: Int, into text: inout [UInt8], at length: inout Int) {
    text[length] = 48 &+ UInt8(truncatingIfNeeded: value / 10)
    length += value >= 10 ? 1 : 0
    text[length] = 48 &+ UInt8(truncatingIfNeeded: value % 10)
    text[length + 1] = UInt8(ascii: " ")
    length += 2
  }
}
