// SPDX-License-Identifier: GPL-3.0-or-later
public import Settings
public import Trade

/// A YAML recipe of the print room: issued certificates onto plain or pre-printed paper, in runs.
public struct PrintRecipe: Equatable, Sendable {
  /// The stages in the only order that makes sense.
  public static let stages = ["select", "stamp", "proof", "print"]

  /// What a run's sheets are sorted by.
  public enum Order: String, CaseIterable, Sendable { case exporter, destination, number }

  public enum Sides: String, CaseIterable, Sendable {
    case simplex
    /// The template's `back` on the back of every sheet.
    case duplex
  }

  public var order: [Order]
  public var template: String
  /// The agreement whose certificate the template is; nil for the ordinary one. Others are not drawn on it.
  public var agreement: String?
  /// Folders where the template's fonts are looked up, after its own.
  public var fontFolders: [String]
  /// Folder of code lists, beside the recipe, and that of ISO 3166 and 4217: words for countries, packages, units.
  public var codeLists: String
  public var isoCodes: String
  /// The entry of the template's `printers` whose offset is taken; nil for that of the queue's name, else the template's
  /// own.
  public var offsetOf: String?
  /// Sheets of one run; a certificate's sheets stay together.
  public var runSheets: Int
  public var sides: Sides
  /// Kind of the security paper of which each sheet takes the next serial; nil for plain paper.
  public var stock: String?
  /// The first serial to take; nil goes on after the last one taken.
  public var firstSerial: StockSerial?
  /// Reprints of a certificate that need no officer.
  public var allowance: Int
  /// Where runs are spooled; nil leaves them as files.
  public var printer: Printer?

  /// Reads a recipe with the `--set` overrides applied; unknown keys and stages are errors with their place.
  public init(yaml: [UInt8], file: String, overrides: [Override] = []) throws(SettingsError) {
    let recipe = try RecipeStages(
      yaml: yaml, file: file, overrides: overrides, pipeline: .printRoom, stages: Self.stages)
    let select = recipe["select"]
    var order: [Order] = []
    for node in try select.optional("order")?.items() ?? [] {
      let key: Order = try node.choice()
      guard !order.contains(key) else { throw node.error("\(key.rawValue) stands twice; name each once") }
      order.append(key)
    }
    self.order = order.isEmpty ? [.exporter, .destination, .number] : order
    let stamp = recipe["stamp"]
    template = try stamp.text("template")
    agreement = try stamp.optional("agreement")?.text()
    fontFolders = try stamp.optional("fonts")?.texts() ?? FontFolders.debian
    offsetOf = try stamp.optional("offsetOf")?.text()
    codeLists = try stamp.text("codeLists", default: "codelists")
    isoCodes = try stamp.text("isoCodes", default: "/usr/share/iso-codes/json")
    let print = recipe["print"]
    runSheets = try print.integer("runSheets", in: 1...100_000, default: 500)
    sides = try print.choice("sides", default: .simplex)
    stock = try print.optional("stock")?.text()
    if let node = try print.optional("from") {
      let text = try node.text()
      guard let serial = StockSerial(text) else {
        throw node.error("serial \"\(text)\": expected letters and at most 12 digits at the end, such as A000104")
      }
      guard stock != nil else { throw node.error("a first serial without `stock`; name the kind of paper") }
      firstSerial = serial
    }
    allowance = try print.integer("allowance", in: 0...99, default: 2)
    printer = try print.optional("printer").map { node throws(SettingsError) in
      try Printer(node, of: print)
    }
    if printer == nil {
      for key in Printer.keys {
        if let node = try print.optional(key) {
          throw node.error("\(key) without `printer`; name the queue that it is meant for")
        }
      }
    }
    try recipe.finish()
  }
}
