// SPDX-License-Identifier: GPL-3.0-or-later
internal import CPNG
public import DurableFiles
internal import Paper

/// A PNG of any kind (ISO/IEC 15948), see-through parts laid on white, unpacked row by row.
public struct PNGPicture: StoredPicture {
  public let facts: PictureFacts
  private let bytes: FileBytes
  private let name: String

  /// `name` is the file in messages.
  public init(_ bytes: FileBytes, name: String) throws(PictureError) {
    let reader = try Reader(bytes, name: name)
    let (width, height) = (reader.width, reader.height)
    let size = try StoredPictures.fit(width: width, height: height, name: name, format: .png)
    let shrunk = Double(size.width) / Double(width)
    facts = PictureFacts(
      width: size.width, height: size.height,
      density: PictureFacts.Density(
        across: Double(reader.state.pointee.across) * 0.0254 * shrunk,
        down: Double(reader.state.pointee.down) * 0.0254 * shrunk),
      orientation: .upright, isColour: reader.samples > 1)
    self.bytes = bytes
    self.name = name
  }

  public func gray(atLeast eighths: Int) throws(PictureError) -> UnpackedPicture { try unpack(.gray) }

  public func brightest() throws(PictureError) -> UnpackedPicture { try unpack(.brightest) }

  private func unpack(_ tone: Tone) throws(PictureError) -> UnpackedPicture {
    let reader = try Reader(bytes, name: name)
    let (width, height, samples) = (reader.width, reader.height, reader.samples)
    var reducer = RowReducer(sourceWidth: width, sourceHeight: height, width: facts.width, height: facts.height)
    var tones = [UInt8](repeating: 0, count: width)
    func add(_ row: UnsafePointer<UInt8>) {
      guard samples == 3 else { return reducer.add(UnsafeBufferPointer(start: row, count: width)) }
      tones.withUnsafeMutableBufferPointer {
        tone.fill($0, from: row)
        reducer.add(UnsafeBufferPointer($0))
      }
    }
    var rows = 0
    if reader.isInterlaced {
      // Each pass goes over the whole picture: all of it must be kept.
      let (total, limit) = (width * height * samples, StoredPictures.memoryLimit)
      guard total <= limit else {
        throw .tooLargeToUnpack(name: name, bytes: total, limit: limit, why: "an interlaced PNG is unpacked whole")
      }
      var whole = [UInt8](repeating: 255, count: total)
      let isWhole = cpng_passes(reader.state, &whole) != 0
      whole.withUnsafeBufferPointer { whole in
        for y in 0..<height { add(whole.baseAddress! + y * width * samples) }
      }
      var picture = reducer.finish()
      picture.isWhole = isWhole
      return picture
    }
    var row = [UInt8](repeating: 255, count: width * samples)
    while rows < height, cpng_row(reader.state, &row) != 0 {
      row.withUnsafeBufferPointer { add($0.baseAddress!) }
      rows += 1
    }
    guard rows > 0 else { throw reader.fault }
    return reducer.finish()
  }

  /// libpng's state for one pass through the file.
  private struct Reader: ~Copyable {
    let state: UnsafeMutablePointer<cpng_reader>
    private let bytes: FileBytes
    private let name: String

    init(_ bytes: FileBytes, name: String) throws(PictureError) {
      state = .allocate(capacity: 1)
      self.bytes = bytes
      self.name = name
      guard cpng_open(state, bytes.start, UInt64(bytes.count), 1_000_000) != 0 else { throw fault }
    }

    deinit {
      cpng_close(state)
      state.deallocate()
    }

    var width: Int { Int(state.pointee.width) }
    var height: Int { Int(state.pointee.height) }
    var samples: Int { Int(state.pointee.samples) }
    var isInterlaced: Bool { state.pointee.is_interlaced != 0 }

    var fault: PictureError {
      .damaged(
        name: name, format: .png,
        library: withUnsafeBytes(of: &state.pointee.fault) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) })
    }
  }
}
