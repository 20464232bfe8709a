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

  /// `x y width height re` for each rectangle.
  private static func rectangles(of symbol: QRSymbol) -> [UInt8] {
    let side = symbol.width
    let modules = symbol.modules
    // Runs of dark modules in rows, as first row of key (width, column); a stable counting sort brings them in order.
    var runs: [(key: Int, row: Int)] = []
    runs.reserveCapacity(side * 24)
    var counts = [Int](repeating: 0, count: (side + 1) * side + 1)
    var index = 0
    for row in 0..<side {
      var start = -1
      for column in 0..<side {
        if modules[index] == 1 {
          if start < 0 { start = column }
        } else if start >= 0 {
          runs.append(((column - start) * side + start, row))
          start = -1
        }
        index += 1
      }
      if start >= 0 { runs.append(((side - start) * side + start, row)) }
    }
    for run in runs { counts[run.key + 1] += 1 }
    for key in 1..<counts.count { counts[key] += counts[key - 1] }
    var sorted = [(key: Int, row: Int)](repeating: (0, 0), count: runs.count)
    for run in runs {
      sorted[counts[run.key]] = run
      counts[run.key] += 1
    }
    return [UInt8](capacity: runs.count * 15) { output in
      var position = 0
      while position < sorted.count {
        let (key, row) = sorted[position]
        // Equal runs in rows one under another are one rectangle.
        var height = 1
        while position + height < sorted.count, sorted[position + height] == (key, row + height) { height += 1 }
        append(key % side, to: &output)
        append(row, to: &output)
        append(key / side, to: &output)
        append(height, to: &output)
        output.append(UInt8(ascii: "r"))
        output.append(UInt8(ascii: "e"))
        output.append(UInt8(ascii: "\n"))
        position += height
      }
    }
  }

  /// A number under 100 and a space.
  private static func append(_ value: Int, to output: inout OutputSpan<UInt8>) {
    if value >= 10 { output.append(48 &+ UInt8(truncatingIfNeeded: value / 10)) }
    output.append(48 &+ UInt8(truncatingIfNeeded: value % 10))
    output.append(UInt8(ascii: " "))
  }
}
