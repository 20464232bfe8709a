// SPDX-License-Identifier: GPL-3.0-or-later
internal import CTesseract
public import Paper

/// Reads Latin text off gray pictures, with Tesseract and its English data.
///
/// Owns one Tesseract engine; not Sendable. The data is read when it is made. The engine's loops run in as many threads
/// as OpenMP gives them: `OMP_THREAD_LIMIT=1` in the environment is faster where other processes work beside it.
public struct TextReader: ~Copyable {
  /// What a picture shows.
  public enum Layout: Sendable {
    /// A page of columns and blocks.
    case page
    /// One line of text.
    case line
    /// Words here and there, in no order.
    case scattered
  }

  /// Larger sides are not taken: Tesseract's own limit.
  static let sideLimit = 32_767

  private let engine: OpaquePointer

  public init() throws(TextReadingError) {
    guard let engine = TessBaseAPICreate() else { throw .cannotStart }
    guard TessBaseAPIInit2(engine, nil, "eng", OEM_LSTM_ONLY) == 0 else {
      TessBaseAPIDelete(engine)
      throw .noData
    }
    // What it learns from one page must not change how it reads the next.
    for (name, value) in [("classify_enable_learning", "0"), ("debug_file", "/dev/null")] {
      _ = TessBaseAPISetVariable(engine, name, value)
    }
    self.engine = engine
  }

  deinit {
    TessBaseAPIEnd(engine)
    TessBaseAPIDelete(engine)
  }

  /// The words in a picture, in the order in which they are read; empty where there is no text.
  public mutating func words(
    in picture: GrayImage, resolution: Resolution, layout: Layout
  ) throws(TextReadingError) -> [ReadWord] {
    // Smaller than a letter, and Tesseract complains.
    guard picture.width >= 8, picture.height >= 8 else { return [] }
    guard picture.width <= Self.sideLimit, picture.height <= Self.sideLimit else {
      throw .imageSize(width: picture.width, height: picture.height, limit: Self.sideLimit)
    }
    TessBaseAPISetPageSegMode(engine, layout.mode)
    // The pixels are copied by the engine.
    TessBaseAPISetImage(engine, picture.pixels, Int32(picture.width), Int32(picture.height), 1, Int32(picture.width))
    defer { TessBaseAPIClear(engine) }
    TessBaseAPISetSourceResolution(engine, Int32(resolution.dotsPerInch.rounded()))
    guard TessBaseAPIRecognize(engine, nil) == 0 else { throw .cannotRead }
    guard let iterator = TessBaseAPIGetIterator(engine) else { return [] }
    defer { TessResultIteratorDelete(iterator) }
    var words: [ReadWord] = []
    repeat {
      guard let text = TessResultIteratorGetUTF8Text(iterator, RIL_WORD) else { continue }
      defer { TessDeleteText(text) }
      let confidence = TessResultIteratorConfidence(iterator, RIL_WORD)
      var (left, top, right, bottom): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
      let place = TessResultIteratorGetPageIteratorConst(iterator)
      guard TessPageIteratorBoundingBox(place, RIL_WORD, &left, &top, &right, &bottom) != 0 else { continue }
      words.append(
        ReadWord(
          text: String(cString: text), confidence: Double(confidence) / 100, left: Int(left), top: Int(top),
          width: Int(right - left), height: Int(bottom - top)))
    } while TessResultIteratorNext(iterator, RIL_WORD) != 0
    return words
  }
}

extension TextReader.Layout {
  fileprivate var mode: TessPageSegMode {
    switch self {
    case .page: PSM_AUTO
    case .line: PSM_SINGLE_LINE
    case .scattered: PSM_SPARSE_TEXT
    }
  }
}
