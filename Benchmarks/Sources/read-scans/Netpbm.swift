// SPDX-License-Identifier: GPL-3.0-or-later
import Foundation
import Paper

/// A picture as `scans.py` writes it: binary PGM or PPM of 8 bits a sample.
enum Netpbm {
  case gray(GrayImage)
  case colours(RGBImage)

  struct NotNetpbm: Error {}

  init(_ data: Data) throws {
    let bytes = [UInt8](data)
    var at = 0
    func word() -> String {
      let start = at
      while at < bytes.count, bytes[at] > 32 { at += 1 }
      defer { at += 1 }
      return String(decoding: bytes[start..<at], as: UTF8.self)
    }
    let kind = word()
    guard let width = Int(word()), let height = Int(word()), word() == "255" else { throw NotNetpbm() }
    let pixels = Array(bytes[at...])
    switch kind {
    case "P5" where pixels.count == width * height:
      self = .gray(GrayImage(width: width, height: height, pixels: pixels))
    case "P6" where pixels.count == 3 * width * height:
      self = .colours(RGBImage(width: width, height: height, pixels: pixels))
    default: throw NotNetpbm()
    }
  }
}
