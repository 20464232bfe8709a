// SPDX-License-Identifier: GPL-3.0-or-later
public import Paper

/// A page whose pixels are all at hand.
public struct WholePicture: PagePicture {
  public let name: String
  public let resolution: Resolution?
  private let gray: GrayImage
  private let colours: RGBImage?

  public init(_ gray: GrayImage, name: String, resolution: Resolution?) {
    self.name = name
    self.resolution = resolution
    self.gray = gray
    colours = nil
  }

  public init(_ colours: RGBImage, name: String, resolution: Resolution?) {
    self.name = name
    self.resolution = resolution
    gray = colours.gray
    self.colours = colours
  }

  public var width: Int { gray.width }
  public var height: Int { gray.height }
  public var isColour: Bool { colours != nil }

  /// The page in full size, for no work at all.
  public func gray(atLeast size: Reduction) -> GrayImage { gray }

  public func brightest(in area: PixelArea) -> GrayImage {
    guard let colours else {
      return gray.cropped(x: area.x, y: area.y, width: area.width, height: area.height)
    }
    let columns = min(max(area.x, 0), width)..<min(max(area.x + area.width, area.x, 0), width)
    let rows = min(max(area.y, 0), height)..<min(max(area.y + area.height, area.y, 0), height)
    var tones: [UInt8] = []
    tones.reserveCapacity(columns.count * rows.count)
    for y in rows {
      for at in stride(from: 3 * (y * width + columns.lowerBound), to: 3 * (y * width + columns.upperBound), by: 3) {
        tones.append(max(colours.pixels[at], colours.pixels[at + 1], colours.pixels[at + 2]))
      }
    }
    return GrayImage(width: columns.count, height: rows.count, pixels: tones)
  }
}
