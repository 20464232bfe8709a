// SPDX-License-Identifier: GPL-3.0-or-later

import Settings

/// The layout of one kind of certificate, read from YAML and checked: every box is on the sheet and clear of the code.
///
/// Lengths are millimetres from the top left of the sheet, type sizes points.
public struct Template: Equatable, Sendable {
  /// Where and how text stands in a box or column.
  public struct TextStyle: Equatable, Sendable {
    public enum Weight: String, CaseIterable, Sendable { case regular, bold }
    public enum Alignment: String, CaseIterable, Sendable { case left, center, right }
    public enum VerticalAlignment: String, CaseIterable, Sendable { case top, middle, bottom }

    public var weight: Weight
    /// Points; text shrinks from `size` to `minimum` before it goes on to another sheet.
    public var size: Double
    public var minimum: Double
    /// Distance of baselines as a multiple of the size.
    public var leading: Double
    public var alignment: Alignment
    public var vertical: VerticalAlignment
  }

  public struct Box: Equatable, Sendable {
    public var field: BoxField
    public var frame: SheetFrame
    public var text: TextStyle
    /// What a continuation sheet calls this box, `Box 4`.
    public var label: String
    /// Line in the YAML file.
    public var line: Int
  }

  public struct Column: Equatable, Sendable {
    public enum Alignment: String, CaseIterable, Sendable {
      case left, center, right
      /// Numbers stand with their points one under another, units at the right.
      case decimal
    }

    public var field: ColumnField
    /// Left edge and width.
    public var x: Double
    public var width: Double
    public var alignment: Alignment
    /// The text above the column; empty where the artwork has it.
    public var head: String
    public var line: Int
  }

  public struct Goods: Equatable, Sendable {
    public var frame: SheetFrame
    public var text: TextStyle
    /// Space between two items.
    public var gap: Double
    /// A line is ruled under the last item.
    public var rule: Bool
    /// A diagonal crosses out unused space.
    public var diagonal: Bool
    /// The mark after the last item; empty for none.
    public var end: String
    /// What `see box 6` calls this table.
    public var label: String
    public var columns: [Column]
    /// Nil where the artwork has the columns' heads.
    public var heads: ColumnHeads?
    public var line: Int
  }

  /// Where the code stands: always version 14, level Q, 0.46 mm a module.
  public struct Code: Equatable, Sendable {
    public static let version = 14
    public static let modules = 73
    public static let module = 0.46
    public static let quietModules = 4
    /// Top left of the symbol without its quiet zone.
    public var x: Double
    public var y: Double
    public var line: Int

    public var frame: SheetFrame {
      SheetFrame(x: x, y: y, width: Double(Self.modules) * Self.module, height: Double(Self.modules) * Self.module)
    }
    /// The symbol and the four light modules around it (ISO/IEC 18004 5.3.8).
    public var clearFrame: SheetFrame { frame.grown(by: Double(Self.quietModules) * Self.module) }
  }

  public struct Picture: Equatable, Sendable {
    /// `stamp` or `signature`.
    public var kind: String
    public var file: String
    public var frame: SheetFrame
    public var line: Int
  }

  /// How far one printer is off, measured on a calibration sheet.
  public struct Printer: Equatable, Sendable {
    public var name: String
    /// What is printed moves right and down by this, in place of the template's own offset.
    public var x: Double
    public var y: Double
    public var line: Int
  }

  /// The file that the template was read from, as the caller named it.
  public var file: String
  public var name: String
  public var width: Double
  public var height: Double
  /// The PDF beside the YAML; nil for pre-printed stock.
  public var artworkFile: String?
  public var artworkLine: Int
  /// The page of the artwork, from 1; nil where it must have but one.
  public var artworkPage: Int?
  public var isPreprinted: Bool
  /// Printer calibration: everything printed moves right and down by this.
  public var offsetX: Double
  public var offsetY: Double
  /// Line of `offset` in the YAML file; 0 where it is left out.
  public var offsetLine = 0
  public var printers: [Printer] = []
  /// File names; the first font that has a glyph wins.
  public var regularFonts: [String]
  public var boldFonts: [String]
  public var fontsLine: Int
  public var boxes: [Box]
  public var goods: Goods
  public var code: Code
  public var pictures: [Picture]
  /// The page of the artwork for sheets after the first, from 1; nil where all sheets are alike.
  public var continuationPage: Int?
  /// What is printed on the back of the sheets of a print run; nil where it stays blank.
  public var back: Back?
  public var words = Words()
  /// Text of `verify.hint`; `{host}` stands for the host.
  public var verifyHint: String

  /// Reads and checks a template; `file` is used in messages only. `printer` is one of its `printers`, whose offset
  /// then takes the place of the template's own.
  ///
  /// Throws the first fault; `TemplateInspection` tells all of them.
  public init(yaml: [UInt8], file: String, printer: String? = nil) throws(PrintingError) {
    do {
      self = try TemplateReader.read(SettingsNode(parsing: yaml, file: file))
    } catch {
      throw .settings(error)
    }
    if let fault = faults().first(where: { $0.severity == .error }) {
      throw .layout(file: fault.file, line: fault.line, place: fault.place, problem: fault.problem)
    }
    if let printer { try choose(printer) }
  }

  /// Names of all fonts, each once, in order of first mention.
  public var fontFiles: [String] {
    var names: [String] = []
    for name in regularFonts + boldFonts where !names.contains(name) { names.append(name) }
    return names
  }

  /// Names of all pictures, each once.
  public var imageFiles: [String] {
    var names: [String] = []
    for picture in pictures where !names.contains(picture.file) { names.append(picture.file) }
    return names
  }

  func has(_ field: BoxField) -> Bool { boxes.contains { $0.field == field } }
  func has(_ field: ColumnField) -> Bool { goods.columns.contains { $0.field == field } }

  init(
    file: String, name: String, width: Double, height: Double, artworkFile: String?, artworkLine: Int,
    artworkPage: Int?, isPreprinted: Bool, offsetX: Double, offsetY: Double, regularFonts: [String],
    boldFonts: [String], fontsLine: Int, boxes: [Box], goods: Goods, code: Code, pictures: [Picture],
    verifyHint: String
  ) {
    self.file = file
    self.name = name
    self.width = width
    self.height = height
    self.artworkFile = artworkFile
    self.artworkLine = artworkLine
    self.artworkPage = artworkPage
    self.isPreprinted = isPreprinted
    self.offsetX = offsetX
    self.offsetY = offsetY
    self.regularFonts = regularFonts
    self.boldFonts = boldFonts
    self.fontsLine = fontsLine
    self.boxes = boxes
    self.goods = goods
    self.code = code
    self.pictures = pictures
    self.verifyHint = verifyHint
  }
}
