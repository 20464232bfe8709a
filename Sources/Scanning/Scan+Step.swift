// SPDX-License-Identifier: GPL-3.0-or-later

extension Scan {
  /// What is done to a picture before it is given to the reader, in the order in which it is tried.
  public enum Step: String, Sendable, CaseIterable {
    /// Three pixels a module, black where darker than the mean around.
    case threshold
    /// Three pixels a module, tones as they are.
    case plain
    /// Four pixels a module, specks taken out, black where darker than the mean around.
    case median
    /// Four pixels a module, edges sharpened, black where darker than the mean around.
    case sharpened
    /// As `threshold`, of the brightest of red, green and blue.
    case colour
    /// As `sharpened`, of the brightest of red, green and blue.
    case colourSharpened = "colour-sharpened"
    /// Each module measured on a mesh laid over finder and alignment patterns, blur undone, doubtful codewords given up and
    /// mended: seals only.
    case measured
    /// As `median` at six pixels a module.
    case fine
  }
}
