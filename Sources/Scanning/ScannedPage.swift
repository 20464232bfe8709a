// SPDX-License-Identifier: GPL-3.0-or-later
public import Paper

/// One page of a file and the codes found on it.
public struct ScannedPage: Equatable, Sendable {
  /// From 0.
  public var page: Int
  public var scans: [Scan]
  /// At which a PDF's page was drawn; nil for a picture, whose resolution is not known.
  public var resolution: Resolution?

  public init(page: Int, scans: [Scan], resolution: Resolution?) {
    self.page = page
    self.scans = scans
    self.resolution = resolution
  }
}
