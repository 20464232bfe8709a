// SPDX-License-Identifier: GPL-3.0-or-later
public import Paper

/// One page of a file and what was read on it.
public struct ScannedPage: Equatable, Sendable {
  /// From 0.
  public var page: Int
  public var reading: PageReading
  /// At which a PDF's page was drawn; nil for a picture, whose resolution is not known.
  public var resolution: Resolution?
}
