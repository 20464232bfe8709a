// SPDX-License-Identifier: GPL-3.0-or-later
internal import Barcodes
public import Paper

/// Reads the codes off pictures of pages, trying harder as long as none is found.
///
/// Not Sendable: one for each thread, as the reader that it owns.
public struct SealScanner: ~Copyable {
  /// Millimetres of a module of a printed seal, and modules on a side of its code.
  static let moduleSize = 0.46
  static let modules = 73.0
  /// Modules on a side of the squares that are looked at: a code with room to lie askew.
  private static let pieceSide = 116.0
  /// Places looked at on a page: 40 mm apart, A4 has no more.
  private static let placeLimit = 40

  private var reader: QRReader

  public init() throws(ScanError) {
    do { reader = try QRReader() } catch { throw .reader(page: "-", error) }
  }

  /// The codes of a page, or why it has none. `places` are where codes are expected on an upright sheet: they are looked at
  /// first, in all four orientations of the sheet.
  public mutating func read(
    _ page: some PagePicture, expecting places: [Area] = []
  ) throws(ScanError) -> PageReading {
    guard page.width > 0, page.height > 0 else { return .noCode }
    let resolution = page.resolution ?? Resolution(dotsPerInch: Double(max(page.width, page.height)) / 297 * 25.4)
    let module = Self.moduleSize / 25.4 * resolution.dotsPerInch
    let picture = try page.gray(atLeast: Reduction(atLeast: 3 / module))
    let scale = Double(picture.width) / Double(page.width)
    let view = PageView(picture: picture, scale: scale, module: module * scale)
    for place in places {
      let side = (place.width.millimetres + 20) / Self.moduleSize
      let x = (place.x + place.width * 0.5).pixels(at: resolution)
      let y = (place.y + place.height * 0.5).pixels(at: resolution)
      let piece = view.piece(aroundX: x, y: y, side: side, module: 3)
      for step in [Scan.Step.threshold, .plain] {
        let scans = try read(piece, step, of: page)
        if !scans.isEmpty { return .codes(scans) }
      }
    }
    var map = TextureMap(of: picture, at: Resolution(dotsPerInch: resolution.dotsPerInch * scale))
    var peaks: [TextureMap.Peak] = []
    while peaks.count < 2, let peak = map.next() { peaks.append(peak) }
    for step in [Scan.Step.threshold, .plain, .median, .sharpened, .colour, .colourSharpened, .measured, .fine] {
      for peak in peaks {
        let size: Double
        switch step {
        case .threshold, .plain, .colour: size = 3
        case .fine: size = 6
        default: size = 4
        }
        let piece: PageView.Piece
        if step == .colour || step == .colourSharpened {
          guard page.isColour else { continue }
          let half = Self.pieceSide * module / 2
          let area = PixelArea(
            x: Int(peak.x / scale - half), y: Int(peak.y / scale - half), width: Int(2 * half), height: Int(2 * half))
          let left = max(0, area.x)
          let top = max(0, area.y)
          let bright = try page.brightest(in: area)
          guard bright.width > 0, bright.height > 0 else { continue }
          let near = PageView(picture: bright, scale: 1, module: module)
          var part = near.piece(
            aroundX: Double(bright.width) / 2, y: Double(bright.height) / 2, side: Self.pieceSide, module: size)
          part.x += Double(left)
          part.y += Double(top)
          piece = part
        } else {
          piece = view.piece(aroundX: peak.x / scale, y: peak.y / scale, side: Self.pieceSide, module: size)
        }
        if step == .measured {
          if let seal = MeasuredSeal(in: piece.picture, module: 4) {
            let corners = seal.corners.map { corner in
              let place = (x: piece.x + corner.x / piece.factor, y: piece.y + corner.y / piece.factor)
              return QRReading.Point(x: Int(place.x.rounded()), y: Int(place.y.rounded()))
            }
            return .codes([
              Scan(
                text: seal.text, corners: corners, step: step, skew: 0, module: 3,
                resolution: Resolution(dotsPerInch: 166))
            ])
          }
          continue
        }
        let scans = try read(piece, step, of: page)
        if !scans.isEmpty { return .codes(scans) }
      }
    }
    return picture.isBlankSheet ? .blank : .noCode
  }

  private mutating func read(
    _ piece: PageView.Piece, _ step: Scan.Step, of page: some PagePicture
  ) throws(ScanError) -> [Scan] {
    let treated = Self.treat(piece.picture, step)
    let readings: [QRReading]
    do { readings = try reader.symbols(in: treated) } catch { throw .reader(page: page.name, error) }
    return readings.map { Scan($0, in: piece, step: step) }
  }

  private static func treat(_ picture: GrayImage, _ step: Scan.Step) -> GrayImage {
    switch step {
    case .threshold, .colour: picture.blackWhereDarkerThanAround(window: 21)
    case .plain: picture
    case .median: picture.medians.blackWhereDarkerThanAround(window: 28)
    case .sharpened, .colourSharpened: picture.blackWhereSharpenedIsDarker(window: 28, blur: 3.2)
    case .fine: picture.medians.blackWhereDarkerThanAround(window: 42)
    case .measured: picture
    }
  }
}

extension Scan {
  init(_ reading: QRReading, in piece: PageView.Piece, step: Step) {
    self.init(
      text: reading.payload,
      corners: reading.corners.map { corner in
        let place = piece.onPage(corner)
        return QRReading.Point(x: Int(place.x.rounded()), y: Int(place.y.rounded()))
      }, step: step, skew: 0, module: 3, resolution: Resolution(dotsPerInch: 166))
  }
}
