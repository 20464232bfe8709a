// SPDX-License-Identifier: GPL-3.0-or-later

/// The place of up to 256 neighbouring hashes, or of the entries below them, in a published log
/// (https://c2sp.org/tlog-tiles).
public struct Tile: Hashable, Sendable {
  /// Hashes of a full tile, entries of a full bundle.
  public static let fullWidth = 256

  /// 0 for leaf hashes, l for the roots of the full tiles of l − 1; nil for an entry bundle.
  public let level: Int?
  /// Counted from 0 within the level.
  public let index: Int
  /// 1 to 256; under 256 only for the last of a level.
  public let width: Int

  init(level: Int?, index: Int, width: Int) {
    precondition((1...Self.fullWidth).contains(width))
    self.level = level
    self.index = index
    self.width = width
  }

  public var isFull: Bool { width == Self.fullWidth }

  /// Below the log's address: `tile/<L>/<N>[.p/<W>]`, for bundles `tile/entries/<N>[.p/<W>]`.
  public var path: String {
    let place = level.map(String.init) ?? "entries"
    return "tile/\(place)/\(Self.path(of: index))" + (isFull ? "" : ".p/\(width)")
  }

  /// Folders of the path, without the file.
  var folder: String {
    String(path[..<(path.lastIndex(of: "/") ?? path.endIndex)])
  }

  /// How many hashes the tiles of a level hold together in a tree of `size` leaves.
  static func count(level: Int, size: Int) -> Int {
    8 * level < Int.bitWidth ? size >> (8 * level) : 0
  }

  /// The tile of a level that holds the hash of this index, in a tree of `size` leaves.
  static func holding(_ index: Int, level: Int?, size: Int) -> Tile {
    let number = index / fullWidth
    let count = count(level: level ?? 0, size: size)
    return Tile(level: level, index: number, width: min(fullWidth, count - number * fullWidth))
  }

  /// Groups of three digits, all but the last prefixed with x: `x001/x234/067`.
  static func path(of index: Int) -> String {
    var groups = [padded(index % 1000)]
    var rest = index / 1000
    while rest > 0 {
      groups.append("x" + padded(rest % 1000))
      rest /= 1000
    }
    return groups.reversed().joined(separator: "/")
  }

  private static func padded(_ value: Int) -> String {
    let digits = String(value)
    return String(repeating: "0", count: 3 - digits.utf8.count) + digits
  }
}
