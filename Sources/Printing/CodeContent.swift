// SPDX-License-Identifier: GPL-3.0-or-later

import Barcodes

/// Draws a QR symbol as filled rectangles in module units, upside down as the symbol counts its rows.
///
/// Runs go down the columns, those of one length together: their operators then differ in one number only, which the
/// compressor finds. One path, one fill, so that no renderer leaves seams between modules.
enum CodeContent {
  static func append(_ symbol: QRSymbol, x: Double, top: Double, to bytes: inout [UInt8]) {
    let quiet = Template.Code.quietModules
    let module = Template.Code.module * pointsPerMillimetre
    let width = symbol.width
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
    bytes.put(width + 2 * quiet)
    bytes.put(" ")
    bytes.put(width + 2 * quiet)
    bytes.put(" re f\n0 g\n")
    let modules = symbol.modules
    // Runs of one column: first row and length.
    var runs: [(row: Int, length: Int)] = []
    runs.reserveCapacity(width)
    for column in 0..<width {
      runs.removeAll(keepingCapacity: true)
      var longest = 0
      var start = -1
      var index = column
      for row in 0..<width {
        if modules[index] == 1 {
          if start < 0 { start = row }
        } else if start >= 0 {
          runs.append((start, row - start))
          longest = max(longest, row - start)
          start = -1
        }
        index += width
      }
      if start >= 0 {
        runs.append((start, width - start))
        longest = max(longest, width - start)
      }
      var length = 1
      while length <= longest {
        var next = longest + 1
        for run in runs {
          if run.length == length {
            put(small: column, to: &bytes)
            put(small: run.row, to: &bytes)
            bytes.append(UInt8(ascii: "1"))
            bytes.append(UInt8(ascii: " "))
            put(small: length, to: &bytes)
            bytes.append(UInt8(ascii: "r"))
            bytes.append(UInt8(ascii: "e"))
            bytes.append(UInt8(ascii: "\n"))
          } else if run.length > length {
            next = min(next, run.length)
          }
        }
        length = next
      }
    }
    bytes.put("f Q\n")
  }

  /// A number under 100 and a space.
  private static func put(small value: Int, to bytes: inout [UInt8]) {
    if value >= 10 { bytes.append(48 &+ UInt8(truncatingIfNeeded: value / 10)) }
    bytes.append(48 &+ UInt8(truncatingIfNeeded: value % 10))
    bytes.append(UInt8(ascii: " "))
  }
}
