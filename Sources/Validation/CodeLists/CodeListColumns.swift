// SPDX-License-Identifier: GPL-3.0-or-later

/// Which columns of a published list hold code, text and status: told by the names in its first row, else by their
/// usual places.
struct CodeListColumns: Equatable {
  /// Joined to make the code: UNECE's files part country and place.
  var code: [Int]
  var text: Int
  /// The publisher's mark, such as `X` for a code that is withdrawn; nil where the list has none.
  var status: Int?
  /// The first row names the columns and holds no code.
  var isNamed: Bool

  /// UN/LOCODE as UNECE's CSV has it: change, country, location, name, name without diacritics, subdivision, function,
  /// status, date, IATA, coordinates, remarks. All other lists: code, text.
  init(firstRow cells: [String], of kind: CodeListKind) {
    let names = cells.map { $0.lowercased().filter { $0.isLetter || $0.isNumber } }
    func first(_ wanted: [String]) -> Int? { wanted.lazy.compactMap { names.firstIndex(of: $0) }.first }
    let text = first(kind.textNames)
    if kind == .locode, let country = first(["country"]), let place = first(["location"]), let text {
      self.init(code: [country, place], text: text, status: first(["change", "ch"]), isNamed: true)
    } else if let code = first(kind.codeNames), let text, code != text {
      self.init(
        code: [code], text: text, status: first(kind == .locode ? ["change", "ch"] : ["status"]), isNamed: true)
    } else if kind == .locode, cells.count >= 4 {
      self.init(code: [1, 2], text: 3, status: 0, isNamed: names[0] == "change" || names[0] == "ch")
    } else {
      self.init(code: [0], text: 1, status: nil, isNamed: Self.isHeading(names[0]))
    }
  }

  private init(code: [Int], text: Int, status: Int?, isNamed: Bool) {
    (self.code, self.text, self.status, self.isNamed) = (code, text, status, isNamed)
  }

  /// How many columns a row must have.
  var count: Int { max(text, code.max() ?? 0) + 1 }

  private static func isHeading(_ word: String) -> Bool {
    word.contains("code") || ["hs", "hs6", "id", "unit", "kind", "term", "mode"].contains(word)
  }
}

extension CodeListKind {
  /// Names of the column with the codes, small letters and digits only, the surest first: Rec 20 calls it Common Code,
  /// UN Comtrade id.
  fileprivate var codeNames: [String] {
    switch self {
    case .hs: ["hscode", "subheading", "hs6", "hs", "code", "cmdcode", "commoditycode", "id"]
    case .locode: ["locode", "unlocode", "code"]
    case .unit: ["commoncode", "unitcode", "code", "unit"]
    default: ["code", rawValue.filter { $0 != "-" }, "id"]
    }
  }

  fileprivate var textNames: [String] {
    switch self {
    case .hs: ["description", "text", "cmddesc", "name"]
    default: ["name", "text", "description"]
    }
  }
}
