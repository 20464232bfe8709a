// SPDX-License-Identifier: GPL-3.0-or-later
internal import PDF
internal import Paper
internal import Pictures

/// A page that is one stored picture, set upright and its pixels made square, unpacked in the size that is needed.
///
/// Keeps what it has unpacked, so that nothing is unpacked twice for the same look.
final class FilePicture: PagePicture, PageWholeness {
  let name: String
  let width: Int
  let height: Int
  let resolution: Resolution?
  private(set) var isWhole = true
  private let picture: any StoredPicture
  private let orientation: Orientation
  /// How much wider and higher the stored picture must be made; one of the two is 1.
  private let stretch: (across: Double, down: Double)
  private var gray: GrayImage?
  private var brightest: GrayImage?

  /// Pixels of unequal sides are those of fax machines: 204 across and 98 down an inch.
  private static let squareEnough = 0.95...1.05
  /// Beyond any fax machine's.
  private static let mostStretch = 4.0

  convenience init(_ picture: any StoredPicture, name: String) {
    self.init(picture, name: name, orientation: picture.facts.orientation, density: picture.facts.density)
  }

  /// A PDF's picture, which lies as the page says.
  convenience init(_ picture: JPEGPicture, placed: PageMakeup.PlacedJPEG, name: String) {
    self.init(
      picture, name: name, orientation: placed.orientation,
      density: PictureFacts.Density(across: placed.across, down: placed.down))
  }

  private init(
    _ picture: any StoredPicture, name: String, orientation: Orientation, density: PictureFacts.Density?
  ) {
    self.name = name
    self.picture = picture
    self.orientation = orientation
    var stretch = (across: 1.0, down: 1.0)
    let facts = picture.facts
    if let density, !Self.squareEnough.contains(density.across / density.down) {
      let factors = (across: max(1, density.down / density.across), down: max(1, density.across / density.down))
      let pixels = Double(facts.width) * factors.across * Double(facts.height) * factors.down
      if max(factors.across, factors.down) <= Self.mostStretch, pixels <= Double(StoredPictures.pixelLimit) {
        stretch = factors
      }
    }
    self.stretch = stretch
    let across = Int((Double(facts.width) * stretch.across).rounded())
    let down = Int((Double(facts.height) * stretch.down).rounded())
    (width, height) = orientation.swapsSides ? (down, across) : (across, down)
    resolution = density.map { Resolution(dotsPerInch: max($0.across, $0.down)) }
  }

  var isColour: Bool { picture.facts.isColour }

  /// libjpeg-turbo leaves most of the work out; other pictures are unpacked row by row in any case.
  var isQuickWhenSmall: Bool { picture is JPEGPicture }

  func gray(atLeast size: Reduction) throws(ScanError) -> GrayImage {
    let needed = (width * size.eighths + 7) / 8
    // Sizes are rounded on the way.
    if let gray, gray.width + 1 >= needed { return gray }
    do {
      let made = upright(try picture.gray(atLeast: size.eighths))
      gray = made
      return made
    } catch { throw .unreadablePicture(error) }
  }

  func brightest(in area: PixelArea) throws(ScanError) -> GrayImage {
    guard isColour else { return try gray(atLeast: .full).cropped(to: area) }
    if let brightest { return brightest.cropped(to: area) }
    do {
      let made = upright(try picture.brightest())
      brightest = made
      return made.cropped(to: area)
    } catch { throw .unreadablePicture(error) }
  }

  private func upright(_ unpacked: UnpackedPicture) -> GrayImage {
    isWhole = isWhole && unpacked.isWhole
    var image = unpacked.image
    if stretch.across > 1 || stretch.down > 1 {
      image = image.stretched(
        width: Int((Double(image.width) * stretch.across).rounded()),
        height: Int((Double(image.height) * stretch.down).rounded()))
    }
    return image.upright(from: orientation)
  }
}

extension GrayImage {
  func cropped(to area: PixelArea) -> GrayImage {
    cropped(x: area.x, y: area.y, width: area.width, height: area.height)
  }
}
