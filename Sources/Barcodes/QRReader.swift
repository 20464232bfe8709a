// SPDX-License-Identifier: GPL-3.0-or-later
internal import CZBar
public import Paper

/// Finds QR codes in gray images, with zbar. Other kinds of codes are not looked for.
///
/// Owns one zbar scanner; not Sendable, one for each thread.
public struct QRReader: ~Copyable {
  /// zbar's geometry works in 32-bit integers with fractions: larger sides could overflow.
  public static let sideLimit = 16_384

  private let scanner: OpaquePointer

  /// `density` is the distance of the lines that are looked at, in pixels: 1 looks at every row and column.
  ///
  /// zbar needs four lines through the middle of a finder pattern, so that 2 does for 7/3 pixels a module and more.
  /// Of 20,000 clean codes of version 14-Q it missed none at 7/3 pixels and density 2, in three quarters of the time of 2
  /// pixels and density 1, which missed none either.
  public init(density: Int = 1) throws(BarcodeError) {
    guard let scanner = zbar_image_scanner_create() else { throw .readerFailed(step: "make a scanner") }
    let settings: [(zbar_symbol_type_t, zbar_config_t, Int32)] = [
      (ZBAR_NONE, ZBAR_CFG_ENABLE, 0),
      (ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1),
      // Without it zbar guesses a character set: 20 bytes came back as 23.
      (ZBAR_QRCODE, ZBAR_CFG_BINARY, 1),
      (ZBAR_NONE, ZBAR_CFG_X_DENSITY, Int32(clamping: density)),
      (ZBAR_NONE, ZBAR_CFG_Y_DENSITY, Int32(clamping: density)),
    ]
    for (symbology, setting, value) in settings
    where zbar_image_scanner_set_config(scanner, symbology, setting, value) != 0 {
      zbar_image_scanner_destroy(scanner)
      throw .readerFailed(step: "take setting \(setting.rawValue)")
    }
    self.scanner = scanner
  }

  deinit {
    zbar_image_scanner_destroy(scanner)
  }

  /// The codes in the image, in the order in which zbar finds them; empty where there is none.
  public mutating func symbols(in image: GrayImage) throws(BarcodeError) -> [QRReading] {
    let sides = 1...Self.sideLimit
    guard sides.contains(image.width), sides.contains(image.height) else {
      throw .imageSize(width: image.width, height: image.height, limit: Self.sideLimit)
    }
    guard let picture = zbar_image_create() else { throw .readerFailed(step: "make an image") }
    defer { zbar_image_destroy(picture) }
    zbar_image_set_format(picture, Self.gray8)
    zbar_image_set_size(picture, UInt32(image.width), UInt32(image.height))
    let readings: [QRReading]? = image.pixels.withUnsafeBytes { bytes in
      // No clean-up function: zbar neither keeps nor frees the pixels, and lets go of them before this closure ends.
      zbar_image_set_data(picture, bytes.baseAddress, UInt(bytes.count), nil)
      defer { zbar_image_set_data(picture, nil, 0, nil) }
      guard zbar_scan_image(scanner, picture) >= 0 else { return nil }
      return Self.readings(of: picture)
    }
    guard let readings else { throw .readerFailed(step: "scan the image") }
    return readings
  }

  /// zbar's name for one byte a pixel: "Y800", little-endian.
  private static let gray8: UInt = 0x3030_3859

  private static func readings(of picture: OpaquePointer) -> [QRReading] {
    var readings: [QRReading] = []
    var next = zbar_image_first_symbol(picture)
    while let symbol = next {
      next = zbar_symbol_next(symbol)
      guard zbar_symbol_get_type(symbol) == ZBAR_QRCODE, let data = zbar_symbol_get_data(symbol) else { continue }
      let length = Int(zbar_symbol_get_data_length(symbol))
      let payload = [UInt8](UnsafeRawBufferPointer(start: data, count: length))
      let corners = (0..<zbar_symbol_get_loc_size(symbol)).map { index in
        QRReading.Point(
          x: Int(zbar_symbol_get_loc_x(symbol, index)), y: Int(zbar_symbol_get_loc_y(symbol, index)))
      }
      readings.append(QRReading(payload: payload, corners: corners))
    }
    return readings
  }
}
