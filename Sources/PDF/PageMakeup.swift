// SPDX-License-Identifier: GPL-3.0-or-later
public import DurableFiles
public import Paper

/// What a page consists of, told from its contents: how it is best made into a picture.
public enum PageMakeup: Sendable {
  /// One JPEG and nothing else that can be seen: the page is that picture, at the picture's own resolution.
  case jpeg(PlacedJPEG)
  /// Anything else, to be drawn.
  case drawn(Drawn)

  /// A JPEG as it stands in the file, and how it lies on the page.
  public struct PlacedJPEG: Sendable {
    public var bytes: FileBytes
    public var orientation: Orientation
    /// Dots an inch across and down of the stored picture, as it is placed.
    public var across: Double
    public var down: Double
  }

  /// What is known of a page that must be drawn.
  public struct Drawn: Equatable, Sendable {
    /// The finest of its pictures, as it is placed, dots an inch; nil where there is none.
    public var finest: Double?
    /// Nothing but pictures, in strips or tiles maybe: a scan.
    public var isScan: Bool
    /// Whether there may be any colour.
    public var isColour: Bool
    /// Its pictures take more bytes than an even area does, or none at all: if the page comes out even, poppler could not
    /// unpack them and left them out.
    public var mustShow = false
    /// False where a picture's bytes cannot hold all of its rows: what is missing is drawn white.
    public var isWhole = true

    /// Nothing is known.
    public static let unknown = Drawn(finest: nil, isScan: false, isColour: true)
    /// The same, but that it is one picture.
    public static let unknownPicture = Drawn(finest: nil, isScan: false, isColour: true, mustShow: true)
  }
}
