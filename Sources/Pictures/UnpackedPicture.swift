// SPDX-License-Identifier: GPL-3.0-or-later
public import Paper

/// Pixels as they came out of a file.
public struct UnpackedPicture: Equatable, Sendable {
  public var image: GrayImage
  /// False where the file is cut short or damaged, and a part of the pixels is missing.
  public var isWhole: Bool
}
