// SPDX-License-Identifier: GPL-3.0-or-later

extension Template {
  /// The line of heads above the goods on every sheet, for artwork that has none.
  public struct ColumnHeads: Equatable, Sendable {
    /// Millimetres between words and rule, and between rule and goods.
    static let clearance = 0.8

    /// Millimetres, from the top of the table to the first item.
    public var height: Double
    public var text: TextStyle
    /// A line is ruled under the heads.
    public var rule: Bool
    public var line: Int
  }

  /// The conditions for the back of the sheets: used by print runs only, a certificate's own PDF has no backs.
  public struct Back: Equatable, Sendable {
    public var file: String
    /// From 1; nil where the file must have but one.
    public var page: Int?
    public var line: Int
  }
}

extension Template.Column {
  /// How text stands that is not aligned by its points.
  var textAlignment: Template.TextStyle.Alignment {
    switch alignment {
    case .left: .left
    case .center: .center
    case .right, .decimal: .right
    }
  }
}

extension Template.Goods {
  /// The table without its heads: where items are printed.
  var itemsFrame: SheetFrame {
    let head = heads?.height ?? 0
    return SheetFrame(x: frame.x, y: frame.y + head, width: frame.width, height: frame.height - head)
  }

  /// Where the head of a column stands, clear of the rule.
  func headFrame(of column: Template.Column) -> SheetFrame {
    let height = (heads?.height ?? 0) - 2 * Template.ColumnHeads.clearance
    return SheetFrame(x: column.x, y: frame.y, width: column.width, height: max(0, height))
  }
}
