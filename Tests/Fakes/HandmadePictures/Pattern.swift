// SPDX-License-Identifier: GPL-3.0-or-later

/// A drawing that no turn and no mirror leaves as it is: white with a dark bar along the top, a gray one down the left
/// side, and a black patch in the lower right.
public enum Pattern {
  /// 0 black to 255 white, of a picture of that size.
  public static func tone(_ x: Int, _ y: Int, of width: Int, _ height: Int) -> Int {
    if x * 10 > width * 7 && y * 10 > height * 8 { return 0 }
    if y * 10 < height * 2 { return 60 }
    if x * 10 < width * 1 { return 140 }
    return 255
  }

  /// The same in black and white.
  public static func isWhite(_ x: Int, _ y: Int, of width: Int, _ height: Int) -> Bool {
    tone(x, y, of: width, height) > 128
  }
}
