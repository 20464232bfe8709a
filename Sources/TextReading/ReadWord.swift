// SPDX-License-Identifier: GPL-3.0-or-later

/// A word as it was read off a picture.
public struct ReadWord: Equatable, Sendable {
  public var text: String
  /// The reader's own, 0 to 1.
  public var confidence: Double
  /// Where it stands, in pixels from the picture's top left.
  public var left: Int
  public var top: Int
  public var width: Int
  public var height: Int
}
