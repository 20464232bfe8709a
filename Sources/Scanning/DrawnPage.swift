// SPDX-License-Identifier: GPL-3.0-or-later
internal import PDF
internal import Paper

/// A page of a PDF that poppler draws in the size that is needed.
final class DrawnPage: PagePicture, PageWholeness {
  let name: String
  let width: Int
  let height: Int
  let resolution: Resolution?
  let isColour: Bool
  /// What poppler could not draw it leaves out without a word; a page that is nothing else then is refused, and where a
  /// picture cannot be whole that is told.
  let isWhole: Bool
  private let pdf: OpenPDF
  private let index: Int
  private let full: Resolution
  private let mustShow: Bool
  private var gray: GrayImage?

  init(
    _ pdf: OpenPDF, _ index: Int, name: String, makeup: PageMakeup.Drawn, resolution: Resolution
  ) throws(PDFError) {
    self.pdf = pdf
    self.index = index
    self.name = name
    full = resolution
    self.resolution = resolution
    isColour = makeup.isColour
    mustShow = makeup.mustShow
    isWhole = makeup.isWhole
    let size = try pdf.file.size(ofPage: index)
    width = Int(size.width.pixels(at: resolution).rounded(.up))
    height = Int(size.height.pixels(at: resolution).rounded(.up))
  }

  func gray(atLeast size: Reduction) throws(ScanError) -> GrayImage {
    let needed = (width * size.eighths + 7) / 8
    // Sizes are rounded on the way.
    if let gray, gray.width + 1 >= needed { return gray }
    do throws(PDFError) {
      let reduced = Resolution(dotsPerInch: full.dotsPerInch * Double(size.eighths) / 8)
      let made = try pdf.file.render(page: index, at: reduced)
      if mustShow, made.isEven {
        throw .damaged(
          file: pdf.file.name, doing: "draw page \(index + 1)", library: "its picture cannot be unpacked")
      }
      gray = made
      return made
    } catch { throw .unreadable(error) }
  }

  func brightest(in area: PixelArea) throws(ScanError) -> GrayImage {
    let left = min(max(area.x, 0), width)
    let top = min(max(area.y, 0), height)
    let right = min(max(area.x + area.width, left), width)
    let bottom = min(max(area.y + area.height, top), height)
    guard right > left, bottom > top else { return GrayImage(width: 0, height: 0) }
    guard isColour else {
      return try gray(atLeast: .full).cropped(x: left, y: top, width: right - left, height: bottom - top)
    }
    func length(_ pixels: Int) -> Length { Length(points: Double(pixels) * 72 / full.dotsPerInch) }
    let region = Area(x: length(left), y: length(top), width: length(right - left), height: length(bottom - top))
    do {
      let drawn = try pdf.file.renderColour(page: index, at: full, region: region)
      return WholePicture(drawn, name: name, resolution: full)
        .brightest(in: PixelArea(x: 0, y: 0, width: right - left, height: bottom - top))
    } catch { throw .unreadable(error) }
  }
}

extension GrayImage {
  /// Whether all pixels are one tone, but for the edges, where a picture may cover parts of pixels.
  fileprivate var isEven: Bool {
    guard width > 4, height > 4 else { return false }
    let tone = pixels[2 * width + 2]
    return (2..<(height - 2)).allSatisfy { y in
      pixels[(y * width + 2)..<((y + 1) * width - 2)].allSatisfy { $0 == tone }
    }
  }
}
