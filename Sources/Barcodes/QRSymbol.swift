// SPDX-License-Identifier: GPL-3.0-or-later
internal import CQRencode
internal import Glibc

/// A QR code as a square of modules, without its quiet zone (ISO/IEC 18004, model 2).
public struct QRSymbol: Equatable, Sendable {
  /// Dark modules side by side in one row.
  public struct Run: Equatable, Sendable {
    /// Column and row of the first module, from 0 at the top left.
    public var x: Int
    public var y: Int
    public var length: Int
  }

  /// White modules that must stay free on all four sides (ISO/IEC 18004 6.3.8).
  public static let quietZone = 4

  public let version: Int
  /// Modules on a side: 17 + 4 × version, 73 for version 14.
  public let width: Int
  /// One byte a module, row by row: 1 dark, 0 light.
  public let modules: [UInt8]

  /// Encodes text of the 45 alphanumeric characters at exactly this version and level.
  ///
  /// `mask` 0 to 7 takes that mask without weighing all eight, which is most of the work; nil lets the library
  /// choose by the penalties of ISO/IEC 18004 7.8.3. Every reader takes every mask. Throws where the text does not fit:
  /// the library would take a larger version on its own, which would break the printed size.
  public init(
    alphanumeric text: [UInt8], version: Int, level: ErrorCorrection, mask: Int? = nil
  ) throws(BarcodeError) {
    guard (1...40).contains(version) else { throw .noSuchVersion(version) }
    if let mask {
      guard (0...7).contains(mask) else { throw .noSuchMask(mask) }
      guard certmill_qr_offers_masks() == 1 else { throw .maskNotOffered }
    }
    if let offset = text.firstIndex(where: { !Self.isAlphanumeric($0) }) {
      throw .notAlphanumeric(offset: offset)
    }
    guard let input = QRinput_new2(Int32(version), QRecLevel(rawValue: UInt32(level.rawValue))) else {
      throw .encoderFailed(reason: Self.reason())
    }
    defer { QRinput_free(input) }
    guard QRinput_append(input, QR_MODE_AN, Int32(clamping: text.count), text) == 0 else {
      throw .encoderFailed(reason: Self.reason())
    }
    let made = mask.map { certmill_qr_encode_masked(input, Int32($0)) } ?? QRcode_encodeInput(input)
    guard let code = made else {
      if errno == ERANGE { throw .tooLong(characters: text.count, version: version, level: level) }
      throw .encoderFailed(reason: Self.reason())
    }
    defer { QRcode_free(code) }
    guard code.pointee.version == Int32(version) else {
      throw .tooLong(characters: text.count, version: version, level: level)
    }
    let side = Int(code.pointee.width)
    // The low bit of each byte is the module; the others tell what it is part of.
    self.modules = UnsafeBufferPointer(start: code.pointee.data, count: side * side).map { $0 & 1 }
    self.width = side
    self.version = version
  }

  public func isDark(_ x: Int, _ y: Int) -> Bool {
    modules[y * width + x] == 1
  }

  /// Every dark module, in as few runs as rows allow, row by row from the top.
  public var darkRuns: [Run] {
    var runs: [Run] = []
    runs.reserveCapacity(width * width / 4)
    modules.withUnsafeBufferPointer { modules in
      for y in 0..<width {
        var x = 0
        while x < width {
          guard modules[y * width + x] == 1 else {
            x += 1
            continue
          }
          let start = x
          while x < width, modules[y * width + x] == 1 { x += 1 }
          runs.append(Run(x: start, y: y, length: x - start))
        }
      }
    }
    return runs
  }

  /// The characters of ISO/IEC 18004 table 5: 0-9 A-Z space $ % * + - . / :
  static func isAlphanumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: ":"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: " "), UInt8(ascii: "$"), UInt8(ascii: "%"), UInt8(ascii: "*"), UInt8(ascii: "+"): true
    case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/"): true
    default: false
    }
  }

  private static func reason() -> String {
    String(cString: strerror(errno))
  }
}
