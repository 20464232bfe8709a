// SPDX-License-Identifier: GPL-3.0-or-later

import Paper

/// Interprets a page's content streams as far as this module writes them, and paints what is filled into the pixels of
/// the code's place. Whatever else is drawn there is noticed.
///
/// An operator that is not ours is refused: a proof that skips what it does not know proves nothing.
struct ContentReader {
  /// The place of the code with its quiet zone: lower left and side in points, and pixels a point.
  private let left: Double
  private let bottom: Double
  private let side: Double
  private let scale: Double
  /// Advances of the base fonts by code, 1/1000 em; fonts of a certificate's own are not known here.
  private let widths: [[Double]]

  private let pixelSide: Int
  private var pixels: [UInt8]

  /// The place of the code as painted so far.
  var image: GrayImage { GrayImage(width: pixelSide, height: pixelSide, pixels: pixels) }
  /// True once text or a ruled line has touched the place of the code.
  private(set) var isTouched = false

  private struct Matrix {
    var a = 1.0, b = 0.0, c = 0.0, d = 1.0, e = 0.0, f = 0.0
  }
  private struct State {
    var matrix = Matrix()
    var tone = 0.0
  }
  private var state = State()
  private var saved: [State] = []
  /// No operator that this module writes has more than six.
  private var operands = InlineArray<8, Double>(repeating: 0)
  private var operandCount = 0
  private var rectangles: [(x: Double, y: Double, width: Double, height: Double)] = []
  private var stroke: (minX: Double, minY: Double, maxX: Double, maxY: Double)?
  private var textX = 0.0
  private var textY = 0.0
  private var pen = 0.0
  private var size = 0.0
  private var font = -1
  private var name: ArraySlice<UInt8> = []

  /// `pixels` a module; a fraction puts each edge on the nearest pixel.
  init(template: Template, pixels: Double, widths: [[Double]]) {
    let area = template.code.clearFrame
    let modules = Template.Code.modules + 2 * Template.Code.quietModules
    left = (area.x + template.offsetX) * pointsPerMillimetre
    bottom = (template.height - area.bottom - template.offsetY) * pointsPerMillimetre
    side = area.width * pointsPerMillimetre
    scale = pixels / (Template.Code.module * pointsPerMillimetre)
    self.widths = widths
    pixelSide = Int((Double(modules) * pixels).rounded())
    self.pixels = [UInt8](repeating: 255, count: pixelSide * pixelSide)
    rectangles.reserveCapacity(1_600)
  }

  /// False where the stream holds what this module does not write.
  mutating func read(_ bytes: [UInt8]) -> Bool {
    state = State()
    saved.removeAll(keepingCapacity: true)
    var position = 0
    while position < bytes.count {
      let byte = bytes[position]
      switch byte {
      case 48...57, UInt8(ascii: "-"), UInt8(ascii: "."):
        guard operandCount < operands.count else { return false }
        position = number(bytes, at: position)
      case 32, 10, UInt8(ascii: "["), UInt8(ascii: "]"): position += 1
      case UInt8(ascii: "("): position = string(bytes, at: position + 1)
      case UInt8(ascii: "/"):
        let start = position + 1
        position = start
        while position < bytes.count, Self.isLetterOrDigit(bytes[position]) { position += 1 }
        name = bytes[start..<position]
      case UInt8(ascii: "<"):
        // The property list of marked content: says nothing about marks.
        while position + 1 < bytes.count, !(bytes[position] == 62 && bytes[position + 1] == 62) { position += 1 }
        // The list may end with a string's own `>`.
        while position < bytes.count, bytes[position] == UInt8(ascii: ">") { position += 1 }
      default:
        let start = position
        while position < bytes.count, Self.isLetterOrDigit(bytes[position]) { position += 1 }
        guard position > start, execute(bytes, start, position - start) else { return false }
        operandCount = 0
      }
    }
    return saved.isEmpty
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    byte >= 65 && byte <= 90 || byte >= 97 && byte <= 122 || byte >= 48 && byte <= 57
  }

  private mutating func number(_ bytes: [UInt8], at start: Int) -> Int {
    var position = start
    let isNegative = bytes[position] == UInt8(ascii: "-")
    if isNegative { position += 1 }
    var value = 0
    while position < bytes.count, bytes[position] >= 48, bytes[position] <= 57 {
      value = value &* 10 &+ Int(bytes[position] &- 48)
      position += 1
    }
    var result = Double(value)
    if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
      position += 1
      var divisor = 1.0
      var fraction = 0
      while position < bytes.count, bytes[position] >= 48, bytes[position] <= 57 {
        fraction = fraction &* 10 &+ Int(bytes[position] &- 48)
        divisor *= 10
        position += 1
      }
      result += Double(fraction) / divisor
    }
    // In an array of TJ, numbers move the pen and strings show: both happen as they come.
    operands[operandCount] = isNegative ? -result : result
    operandCount += 1
    return max(position, start + 1)
  }

  /// Shows a string of two-byte codes; gives the place after its `)`.
  private mutating func string(_ bytes: [UInt8], at start: Int) -> Int {
    for index in 0..<operandCount { pen -= operands[index] * size / 1000 }
    operandCount = 0
    let from = textX + pen
    var position = start
    var code = 0
    var isHigh = true
    while position < bytes.count, bytes[position] != UInt8(ascii: ")") {
      var byte = bytes[position]
      if byte == UInt8(ascii: "\\"), position + 1 < bytes.count {
        position += 1
        byte = bytes[position] == UInt8(ascii: "r") ? 13 : bytes[position]
      }
      code = isHigh ? Int(byte) << 8 : code | Int(byte)
      if !isHigh, widths.indices.contains(font), code < widths[font].count {
        pen += widths[font][code] * size / 1000
      }
      isHigh.toggle()
      position += 1
    }
    touch(minX: from, minY: textY - 0.25 * size, maxX: textX + pen, maxY: textY + 0.75 * size)
    return position + 1
  }

  private mutating func execute(_ bytes: [UInt8], _ start: Int, _ length: Int) -> Bool {
    let first = bytes[start]
    let code = length == 1 ? Int(first) : length == 2 ? Int(first) << 8 | Int(bytes[start + 1]) : -length
    switch code {
    case 0x7265:  // re
      guard operandCount == 4 else { return false }
      rectangles.append((operands[0], operands[1], operands[2], operands[3]))
    case 0x66: fill()  // f
    case 0x67:  // g
      guard operandCount == 1 else { return false }
      state.tone = operands[0]
    case 0x71: saved.append(state)  // q
    case 0x51:  // Q
      guard let last = saved.popLast() else { return false }
      state = last
    case 0x636D: return concatenate()  // cm
    case 0x6D, 0x6C: return extend()  // m, l
    case 0x53:  // S
      if let stroke { touch(minX: stroke.minX, minY: stroke.minY, maxX: stroke.maxX, maxY: stroke.maxY) }
      stroke = nil
    case 0x5464:  // Td
      guard operandCount == 2 else { return false }
      textX += operands[0]
      textY += operands[1]
      pen = 0
    case 0x5466:  // Tf
      guard operandCount == 1 else { return false }
      size = operands[0]
      font = name.elementsEqual([70, 48]) ? 0 : name.elementsEqual([70, 49]) ? 1 : -1
    case 0x4254:  // BT
      textX = 0
      textY = 0
      pen = 0
    case 0x544A, 0x5473, 0x4554, 0x47, 0x77: break  // TJ, Ts, ET, G, w
    case -3:  // BDC, EMC
      return bytes[start..<start + 3].elementsEqual("BDC".utf8) || bytes[start..<start + 3].elementsEqual("EMC".utf8)
    default: return false
    }
    return true
  }

  private mutating func concatenate() -> Bool {
    guard operandCount == 6 else { return false }
    let old = state.matrix
    let (a, b, c, d, e, f) = (operands[0], operands[1], operands[2], operands[3], operands[4], operands[5])
    state.matrix = Matrix(
      a: a * old.a + b * old.c, b: a * old.b + b * old.d, c: c * old.a + d * old.c, d: c * old.b + d * old.d,
      e: e * old.a + f * old.c + old.e, f: e * old.b + f * old.d + old.f)
    return true
  }

  private mutating func extend() -> Bool {
    guard operandCount == 2 else { return false }
    let (x, y) = (operands[0], operands[1])
    let old = stroke ?? (x, y, x, y)
    stroke = (min(old.minX, x), min(old.minY, y), max(old.maxX, x), max(old.maxY, y))
    return true
  }

  /// Notices what lies over the place of the code, but not what merely touches its edge.
  private mutating func touch(minX: Double, minY: Double, maxX: Double, maxY: Double) {
    let x = state.matrix.e
    let y = state.matrix.f
    if maxX + x > left + 0.05, minX + x < left + side - 0.05, maxY + y > bottom + 0.05, minY + y < bottom + side - 0.05
    {
      isTouched = true
    }
  }

  /// Paints the rectangles of the path; the matrix only moves, scales and mirrors.
  private mutating func fill() {
    let matrix = state.matrix
    let tone = UInt8(min(255, max(0, (state.tone * 255).rounded())))
    let scaleX = matrix.a * scale
    let scaleY = matrix.d * scale
    let originX = (matrix.e - left) * scale
    let originY = (bottom + side - matrix.f) * scale
    let rowLength = pixelSide
    let limit = Double(rowLength)
    for rectangle in rectangles {
      let x0 = originX + rectangle.x * scaleX
      let y0 = originY - rectangle.y * scaleY
      let columns = Self.pixels(x0, x0 + rectangle.width * scaleX, limit: limit)
      for row in Self.pixels(y0, y0 - rectangle.height * scaleY, limit: limit) {
        let start = row * rowLength
        for column in columns { pixels[start + column] = tone }
      }
    }
    rectangles.removeAll(keepingCapacity: true)
  }

  /// The pixels whose centres lie between two edges.
  private static func pixels(_ one: Double, _ other: Double, limit: Double) -> Range<Int> {
    let low = Int(min(limit, max(0, min(one, other) + 0.5)))
    return low..<max(low, Int(min(limit, max(0, max(one, other) + 0.5))))
  }
}
