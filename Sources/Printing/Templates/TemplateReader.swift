// SPDX-License-Identifier: GPL-3.0-or-later

import Settings

/// Reads a template's YAML; unknown keys and names are errors with their line.
enum TemplateReader {
  /// A sheet of up to 5 m (banners and plotters); lengths are millimetres.
  private static let lengths = 0.0...5_000.0
  private static let sizes = 2.0...144.0
  private static let offsets = -Template.mostOffset...Template.mostOffset

  /// The least that a template must say, to go on with where a file fails to (see `SettingsReading`).
  static let standIns = """
    template: "-"
    page: { width: 5000, height: 5000 }
    fonts: { regular: [] }
    boxes: []
    goods: { x: 0, y: 0, width: 5000, height: 5000, size: 9, columns: [ { field: goods, x: 0, width: 5000 } ] }
    code: { x: 10, y: 10 }
    """

  static func read(_ root: SettingsNode) throws(SettingsError) -> Template {
    let page = try root.required("page")
    let fonts = try root.required("fonts")
    let artwork = try root.optional("artwork")
    let offset = try root.optional("offset")
    let isPreprinted = try root.bool("preprinted", default: false)
    var boxes: [Template.Box] = []
    for node in try root.required("boxes").items() { boxes.append(try box(node)) }
    var pictures: [Template.Picture] = []
    for kind in ["stamp", "signature"] {
      if let node = try root.optional(kind) { pictures.append(try picture(node, kind: kind)) }
    }
    let regular = try fonts.required("regular")
    let bold = try fonts.optional("bold")
    let code = try root.required("code")
    let artworkPage = try root.optional("artworkPage")
    var template = Template(
      file: root.file, name: try root.text("template"), width: try page.millimetres("width", in: 10...5_000),
      height: try page.millimetres("height", in: 10...5_000), artworkFile: try artwork?.text(),
      artworkLine: artwork?.line ?? root.line, artworkPage: try artworkPage?.integer(in: 1...1_000),
      isPreprinted: isPreprinted, offsetX: try offset?.millimetres("x", in: offsets, default: 0) ?? 0,
      offsetY: try offset?.millimetres("y", in: offsets, default: 0) ?? 0, regularFonts: try regular.texts(),
      boldFonts: try (bold ?? regular).texts(), fontsLine: fonts.line, boxes: boxes,
      goods: try goods(root.required("goods")),
      code: Template.Code(
        x: try code.millimetres("x", in: lengths), y: try code.millimetres("y", in: lengths), line: code.line),
      pictures: pictures,
      verifyHint: try root.text("hint", default: "Scan the code to verify this sheet, or see https://{host}/"))
    template.words = try words(root)
    template.back = try back(root)
    template.continuationPage = try continuationPage(
      root, artworkPage: template.artworkPage, isPreprinted: isPreprinted)
    template.offsetLine = offset?.line ?? 0
    for (name, node) in try root.optional("printers")?.entries() ?? [] {
      template.printers.append(try printer(node, name))
    }
    try root.finish()
    return template
  }

  private static func printer(_ node: SettingsNode, _ name: String) throws(SettingsError) -> Template.Printer {
    Template.Printer(
      name: name, x: try node.millimetres("x", in: offsets, default: 0),
      y: try node.millimetres("y", in: offsets, default: 0), line: node.line)
  }

  private static func frame(_ node: SettingsNode) throws(SettingsError) -> SheetFrame {
    SheetFrame(
      x: try node.millimetres("x", in: -5_000...5_000), y: try node.millimetres("y", in: -5_000...5_000),
      width: try node.millimetres("width", in: lengths), height: try node.millimetres("height", in: lengths))
  }

  static func style(
    _ node: SettingsNode, vertical: Template.TextStyle.VerticalAlignment = .top
  ) throws(SettingsError) -> Template.TextStyle {
    let size = try node.decimal("size", in: sizes)
    let minimum = try node.decimal("minimum", in: sizes, default: min(size, 6.5))
    guard minimum <= size else {
      throw node.error("minimum \(minimum) is more than size \(size); text shrinks from size to minimum")
    }
    return Template.TextStyle(
      weight: try node.choice("font", default: .regular), size: size, minimum: minimum,
      leading: try node.decimal("leading", in: 0.8...4, default: 1.2),
      alignment: try node.choice("align", default: .left), vertical: try node.choice("valign", default: vertical))
  }

  private static func box(_ node: SettingsNode) throws(SettingsError) -> Template.Box {
    let field = try node.choice("field", BoxField.self)
    return Template.Box(
      field: field, frame: try frame(node), text: try style(node),
      label: try node.text("label", default: field.usualLabel), line: node.line)
  }

  private static func goods(_ node: SettingsNode) throws(SettingsError) -> Template.Goods {
    let heads = try heads(node)
    var columns: [Template.Column] = []
    let items = try node.required("columns").items()
    for item in items {
      columns.append(
        Template.Column(
          field: try item.choice("field", ColumnField.self), x: try item.millimetres("x", in: -5_000...5_000),
          width: try item.millimetres("width", in: lengths), alignment: try item.choice("align", default: .left),
          head: try head(of: item, heads: heads), line: item.line))
    }
    guard !columns.isEmpty else { throw node.error("the goods table has no columns") }
    return Template.Goods(
      frame: try frame(node), text: try style(node), gap: try node.millimetres("gap", in: 0...100, default: 1.5),
      rule: try node.bool("rule", default: true), diagonal: try node.bool("diagonal", default: true),
      end: try node.text("end", default: "***"), label: try node.text("label", default: "box 6"), columns: columns,
      heads: heads, line: node.line)
  }

  private static func picture(_ node: SettingsNode, kind: String) throws(SettingsError) -> Template.Picture {
    Template.Picture(kind: kind, file: try node.text("image"), frame: try frame(node), line: node.line)
  }
}
