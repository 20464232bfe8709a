// SPDX-License-Identifier: GPL-3.0-or-later

import Barcodes
import PDF
import Trade
import Typography

/// Puts certificates on paper under one template; not Sendable, one for each worker.
///
/// A certificate's PDF is `prefix` followed by what `stamp` gives. It depends on the template and the order alone, never
/// on what was stamped before.
public struct Stamper: ~Copyable {
  public let template: Template
  let shared: TemplatePrefix
  /// What a print run may print on the back of each sheet.
  public let back: SheetBack?
  let regular: EmbeddedFont
  let bold: EmbeddedFont
  var fonts: FontStack

  /// Reads the template's files; the costly part is done once, here.
  public init(_ source: TemplateSource) throws(PrintingError) {
    try self.init(Template(yaml: source.yaml, file: source.name, printer: source.printer), source: source)
  }

  init(_ template: Template, source: TemplateSource) throws(PrintingError) {
    var fonts = try Self.stack(of: template, source: source)
    let regular: EmbeddedFont
    let bold: EmbeddedFont
    do {
      regular = try fonts.baseSubset(.regular)
      bold = try fonts.baseSubset(.bold)
    } catch {
      throw .font(template: template.file, problem: "\(error)")
    }
    let faults = template.glyphFaults(fonts: fonts) + (try template.markFaults(fonts: &fonts))
    if let fault = faults.first {
      throw .layout(file: fault.file, line: fault.line, place: fault.place, problem: fault.problem)
    }
    let back = try SheetBack(of: template, source: source)
    let shared = try TemplatePrefix(template, source: source, back: back, regular: regular, bold: bold)
    self.init(template: template, shared: shared, back: back, regular: regular, bold: bold, fonts: fonts)
  }

  private init(
    template: Template, shared: TemplatePrefix, back: SheetBack?, regular: EmbeddedFont, bold: EmbeddedFont,
    fonts: consuming FontStack
  ) {
    self.template = template
    self.shared = shared
    self.back = back
    self.regular = regular
    self.bold = bold
    self.fonts = fonts
  }

  /// The constant bytes that every certificate's PDF of this template begins with.
  public var prefix: [UInt8] { shared.bytes }

  static func stack(of template: Template, source: TemplateSource) throws(PrintingError) -> FontStack {
    let regular = try files(template.regularFonts, of: template, source: source)
    let bold = try files(template.boldFonts, of: template, source: source)
    do {
      return try FontStack(regular: regular, bold: bold)
    } catch {
      throw .font(template: template.file, problem: "\(error)")
    }
  }

  private static func files(
    _ names: [String], of template: Template, source: TemplateSource
  ) throws(PrintingError) -> [FontFile] {
    var files: [FontFile] = []
    for name in names {
      guard let path = source.fontPaths[name] else {
        throw .missing(template: template.file, line: template.fontsLine, kind: "the font", file: name)
      }
      do {
        files.append(try FontFile(path: path))
      } catch {
        throw .font(template: template.file, problem: "\(name): \(error)")
      }
    }
    return files
  }
}

/// `U+00E9`.
func codePointWords(_ scalar: Unicode.Scalar) -> String {
  let digits = String(scalar.value, radix: 16, uppercase: true)
  return "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
}
