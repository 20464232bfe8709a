// SPDX-License-Identifier: GPL-3.0-or-later

/// What a template has, for who makes one.
public struct TemplateFacts: Equatable, Sendable {
  public struct Artwork: Equatable, Sendable {
    public var file: String
    /// Pages of the file; one of them is the artwork.
    public var pages: Int
    /// PDF objects of the artwork, which every certificate's file bears.
    public var objects: Int
    /// Inks beyond the process colours.
    public var spotColours: [String]

    public init(file: String, pages: Int, objects: Int, spotColours: [String]) {
      self.file = file
      self.pages = pages
      self.objects = objects
      self.spotColours = spotColours
    }
  }

  public var name: String
  /// Millimetres, like all lengths here.
  public var width: Double
  public var height: Double
  public var isPreprinted: Bool
  /// Nil for pre-printed stock, and where it cannot be used.
  public var artwork: Artwork?
  public var fonts: [String]
  public var boxes: [String]
  public var columns: [String]
  /// Top left of the code without its quiet zone.
  public var codeX: Double
  public var codeY: Double
  public var printers: [String]
  /// Bytes that every certificate's file begins with; nil for a template that cannot be used.
  public var prefixBytes: Int?

  public init(
    name: String, width: Double, height: Double, isPreprinted: Bool, artwork: Artwork?, fonts: [String],
    boxes: [String], columns: [String], codeX: Double, codeY: Double, printers: [String], prefixBytes: Int?
  ) {
    self.name = name
    self.width = width
    self.height = height
    self.isPreprinted = isPreprinted
    self.artwork = artwork
    self.fonts = fonts
    self.boxes = boxes
    self.columns = columns
    self.codeX = codeX
    self.codeY = codeY
    self.printers = printers
    self.prefixBytes = prefixBytes
  }

  init(_ template: Template) {
    self.init(
      name: template.name, width: template.width, height: template.height, isPreprinted: template.isPreprinted,
      artwork: nil, fonts: template.fontFiles, boxes: template.boxes.map(\.field.rawValue),
      columns: template.goods.columns.map(\.field.rawValue), codeX: template.code.x, codeY: template.code.y,
      printers: template.printers.map(\.name), prefixBytes: nil)
  }
}
