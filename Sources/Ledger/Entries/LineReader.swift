// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles

/// The lines of a file one after the other, in flat memory.
struct LineReader: ~Copyable {
  /// Longer lines than an entry bundle can hold are no entries.
  static let longestLine = 65_535
  private static let blockSize = 1 << 18

  private let file: FileReader
  private(set) var buffer: [UInt8]
  /// Part of the buffer that has not been given out.
  private var rest = 0..<0
  /// Where in the file the buffer's unread part starts.
  private(set) var offset: Int

  enum Line: Equatable {
    /// Place in `buffer`, without the LF.
    case whole(Range<Int>)
    /// Bytes behind the last LF.
    case torn(Range<Int>)
    case tooLong
    case end
  }

  init(_ path: String, from offset: Int = 0) throws(FileError) {
    file = try FileReader(path)
    self.offset = offset
    buffer = [UInt8](repeating: 0, count: Self.blockSize)
  }

  /// The next line; `buffer` keeps it until the next call.
  mutating func next() throws(FileError) -> Line {
    var searched = rest.lowerBound
    while true {
      if let end = buffer.firstNewline(in: searched..<rest.upperBound) {
        let line = rest.lowerBound..<end
        rest = (end + 1)..<rest.upperBound
        offset += line.count + 1
        return line.count > Self.longestLine ? .tooLong : .whole(line)
      }
      guard rest.count <= Self.longestLine else { return .tooLong }
      let kept = rest.count
      if rest.lowerBound > 0 {
        for index in 0..<kept { buffer[index] = buffer[rest.lowerBound + index] }
      }
      let count = try file.read(into: &buffer, from: kept, at: offset + kept)
      rest = 0..<(kept + count)
      searched = kept
      if count == 0 { return kept == 0 ? .end : .torn(rest) }
    }
  }
}

extension [UInt8] {
  fileprivate func firstNewline(in range: Range<Int>) -> Int? {
    var index = range.lowerBound
    while index < range.upperBound {
      if self[index] == 0x0A { return index }
      index += 1
    }
    return nil
  }
}
