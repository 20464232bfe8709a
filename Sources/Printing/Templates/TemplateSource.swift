// SPDX-License-Identifier: GPL-3.0-or-later

/// A template with everything that it names, as frozen when a batch opened.
public struct TemplateSource: Sendable {
  /// The YAML file as messages name it.
  public var name: String
  public var yaml: [UInt8]
  /// The artwork's PDF; nil for pre-printed stock.
  public var artwork: [UInt8]?
  /// The PDF of the back; nil where the template has none.
  public var back: [UInt8]?
  /// Pictures by the name that the YAML gives them: PNG or JPEG.
  public var images: [String: [UInt8]]
  /// Paths to read fonts from, by the name that the YAML gives them.
  public var fontPaths: [String: String]
  /// One of the template's `printers`, whose offset is taken; nil for the template's own offset.
  public var printer: String?

  public init(
    name: String, yaml: [UInt8], artwork: [UInt8]?, back: [UInt8]? = nil, images: [String: [UInt8]] = [:],
    fontPaths: [String: String], printer: String? = nil
  ) {
    self.name = name
    self.yaml = yaml
    self.artwork = artwork
    self.back = back
    self.images = images
    self.fontPaths = fontPaths
    self.printer = printer
  }
}
