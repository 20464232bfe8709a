// SPDX-License-Identifier: GPL-3.0-or-later

/// One face of a `FontStack`: a style and the place in that style's list, from 0.
public struct FaceID: Hashable, Comparable, Sendable {
  public let style: FontStyle
  public let index: Int

  public init(style: FontStyle, index: Int) {
    self.style = style
    self.index = index
  }

  /// Regular before bold, then by place.
  public static func < (left: FaceID, right: FaceID) -> Bool {
    left.style == right.style ? left.index < right.index : left.style == .regular
  }
}
