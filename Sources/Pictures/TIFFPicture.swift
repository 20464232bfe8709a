// SPDX-License-Identifier: GPL-3.0-or-later
internal import CTIFF
internal import DurableFiles
internal import Paper

/// A page of a TIFF of any usual compression and kind of pixels, unpacked row by row with libtiff.
public struct TIFFPicture: StoredPicture {
  public let facts: PictureFacts
  private let width: Int
  private let height: Int
  private let bytes: FileBytes
  private let offset: UInt64
  private let name: String

  init(_ bytes: FileBytes, offset: UInt64, name: String) throws(PictureError) {
    let handle = try TIFFHandle(bytes, name: name, page: offset)
    width = handle.long(TIFFTAG_IMAGEWIDTH)
    height = handle.long(TIFFTAG_IMAGELENGTH)
    let size = try StoredPictures.fit(width: width, height: height, name: name, format: .tiff)
    // 2: dots an inch, which is also what is meant where nothing is said; 3: dots a centimetre.
    let units: [Int: Double] = [2: 1, 3: 2.54]
    let unit = units[handle.short(TIFFTAG_RESOLUTIONUNIT)] ?? 0
    let shrunk = Double(size.width) / Double(width) * unit
    facts = PictureFacts(
      width: size.width, height: size.height,
      density: PictureFacts.Density(
        across: handle.fraction(TIFFTAG_XRESOLUTION) * shrunk, down: handle.fraction(TIFFTAG_YRESOLUTION) * shrunk),
      orientation: Orientation(rawValue: handle.short(TIFFTAG_ORIENTATION)) ?? .upright,
      isColour: handle.short(TIFFTAG_PHOTOMETRIC) > PHOTOMETRIC_MINISBLACK)
    self.bytes = bytes
    self.offset = offset
    self.name = name
  }

  public func gray(atLeast eighths: Int) throws(PictureError) -> UnpackedPicture { try unpack(.gray) }

  public func brightest() throws(PictureError) -> UnpackedPicture { try unpack(.brightest) }

  private func unpack(_ tone: Tone) throws(PictureError) -> UnpackedPicture {
    let handle = try TIFFHandle(bytes, name: name, page: offset)
    var target = TIFFRows(
      reducer: RowReducer(sourceWidth: width, sourceHeight: height, width: facts.width, height: facts.height),
      tone: tone, width: width, height: height)
    // Rows as they lie in the file, whichever way up; libtiff would turn some of them.
    _ = ctiff_set(handle.tiff, UInt32(TIFFTAG_ORIENTATION), Int32(Orientation.upright.rawValue))
    if let samples = TIFFSamples(handle, width: width) {
      target.take(samples, from: handle)
    } else {
      try target.takeConverted(from: handle, name: name)
    }
    guard target.hasRows else { throw handle.fault }
    return target.finish()
  }
}
