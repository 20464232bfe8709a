// SPDX-License-Identifier: GPL-3.0-or-later
public import Barcodes
public import Paper

/// Reads the codes off a picture of paper, trying harder as long as none is found.
///
/// Not Sendable: one for each thread, as the reader that it owns.
public struct SealScanner: ~Copyable {
  /// Modules across the window of the local threshold, and the pixels of a module it is made for: a code of 0.46 mm a
  /// module at 150 to 200 dots an inch.
  private static let window = 7 * 3
  /// Pixels beyond which a picture is not doubled: 300 dots an inch on A4 need no more.
  private static let doublingLimit = 5_000_000

  private var reader: QRReader

  public init() throws(BarcodeError) {
    reader = try QRReader()
  }

  /// Every code that the first step with any success finds; none where no step has any. Pictures larger than the reader
  /// takes are halved first.
  public mutating func scans(in picture: GrayImage) throws(BarcodeError) -> [Scan] {
    guard picture.width > 0, picture.height > 0 else { return [] }
    var picture = picture
    var scale = 1.0
    while max(picture.width, picture.height) > QRReader.sideLimit {
      picture = picture.halved
      scale *= 2
      if picture.width == 0 || picture.height == 0 { return [] }
    }
    for step in Scan.Step.allCases {
      guard let (treated, factor) = Self.treat(picture, step) else { continue }
      let readings = try reader.symbols(in: treated)
      if !readings.isEmpty {
        return readings.map { reading in
          Scan(text: reading.payload, corners: reading.corners.map { $0.scaled(by: scale * factor) }, step: step)
        }
      }
    }
    return []
  }

  /// The picture after a step, and how many pixels of the picture one of its pixels is; nil where it makes no sense.
  private static func treat(_ picture: GrayImage, _ step: Scan.Step) -> (GrayImage, Double)? {
    let half = picture.width >= 2 && picture.height >= 2
    let double =
      picture.pixels.count <= doublingLimit && 2 * max(picture.width, picture.height) <= QRReader.sideLimit
    switch step {
    case .plain: return (picture, 1)
    case .localThreshold: return (picture.blackWhereDarkerThanAround(window: window), 1)
    case .half: return half ? (picture.halved, 2) : nil
    case .localThresholdHalf: return half ? (picture.halved.blackWhereDarkerThanAround(window: window), 2) : nil
    case .double: return double ? (picture.doubled, 0.5) : nil
    case .localThresholdDouble:
      return double ? (picture.doubled.blackWhereDarkerThanAround(window: window), 0.5) : nil
    }
  }
}

extension QRReading.Point {
  fileprivate func scaled(by factor: Double) -> Self {
    Self(x: Int((Double(x) * factor).rounded()), y: Int((Double(y) * factor).rounded()))
  }
}

/// Every code on a picture of paper, a seal's text or anything else; see `SealScanner`.
public func sealTexts(in picture: GrayImage) throws(BarcodeError) -> [Scan] {
  var scanner = try SealScanner()
  return try scanner.scans(in: picture)
}
