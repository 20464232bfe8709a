// SPDX-License-Identifier: GPL-3.0-or-later
internal import CPoppler
public import Paper

extension PDFFile {
  /// A page, or a region of it, in gray on white. A page that is wider than a whole number of pixels gets one more.
  public func render(
    page index: Int, at resolution: Resolution, region: Area? = nil, pixelLimit: Int = PDFFile.pixelLimit
  ) throws(PDFError) -> GrayImage {
    let canvas = try draw(page: index, at: resolution, region: region, pixelLimit: pixelLimit)
    return canvas.gray
  }

  /// The same in colour.
  public func renderColour(
    page index: Int, at resolution: Resolution, region: Area? = nil, pixelLimit: Int = PDFFile.pixelLimit
  ) throws(PDFError) -> RGBImage {
    let canvas = try draw(page: index, at: resolution, region: region, pixelLimit: pixelLimit)
    return canvas.colour
  }

  private func draw(
    page index: Int, at resolution: Resolution, region: Area?, pixelLimit: Int
  ) throws(PDFError) -> Canvas {
    let page = try openPage(index)
    defer { g_object_unref(UnsafeMutableRawPointer(page)) }
    let size = size(of: page)
    let region = region ?? Area(x: .zero, y: .zero, width: size.width, height: size.height)
    let across = region.width.pixels(at: resolution).rounded(.up)
    let down = region.height.pixels(at: resolution).rounded(.up)
    guard across >= 1, down >= 1 else { throw .emptyRegion(file: name, page: index + 1) }
    // The limit of a side also keeps the product below from overflowing.
    guard across <= Self.sideLimit, down <= Self.sideLimit, across * down <= Double(pixelLimit) else {
      throw .tooManyPixels(
        file: name, page: index + 1, width: Int(min(across, 1e12)), height: Int(min(down, 1e12)), limit: pixelLimit)
    }
    let canvas = try Canvas(width: Int(across), height: Int(down), file: name, page: index + 1)
    let scale = resolution.dotsPerInch / Length.pointsPerInch
    try canvas.draw { cairo in
      cairo_scale(cairo, scale, scale)
      cairo_translate(cairo, -region.x.points, -region.y.points)
      poppler_page_render(page, cairo)
    }
    return canvas
  }
}

/// A white picture in memory to draw a page on. Owns one cairo surface.
private struct Canvas: ~Copyable {
  private let surface: OpaquePointer
  private let file: String
  private let page: Int

  init(width: Int, height: Int, file: String, page: Int) throws(PDFError) {
    // cairo never gives NULL but a surface that carries its error.
    guard let surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(width), Int32(height)) else {
      throw .outOfMemory(bytes: 4 * width * height)
    }
    let status = cairo_surface_status(surface)
    guard status == CAIRO_STATUS_SUCCESS else {
      cairo_surface_destroy(surface)
      throw .cannotDraw(file: file, page: page, library: String(cString: cairo_status_to_string(status)))
    }
    self.surface = surface
    self.file = file
    self.page = page
  }

  deinit {
    cairo_surface_destroy(surface)
  }

  func draw(_ paint: (OpaquePointer) -> Void) throws(PDFError) {
    guard let cairo = cairo_create(surface) else { throw .cannotDraw(file: file, page: page, library: "no context") }
    defer { cairo_destroy(cairo) }
    cairo_set_source_rgb(cairo, 1, 1, 1)
    cairo_paint(cairo)
    paint(cairo)
    cairo_surface_flush(surface)
    let status = cairo_status(cairo)
    guard status == CAIRO_STATUS_SUCCESS else {
      throw .cannotDraw(file: file, page: page, library: String(cString: cairo_status_to_string(status)))
    }
  }

  var gray: GrayImage {
    surface.grayPixels
  }

  var colour: RGBImage {
    surface.colourPixels
  }
}
