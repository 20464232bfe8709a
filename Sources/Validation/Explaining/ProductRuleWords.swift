// SPDX-License-Identifier: GPL-3.0-or-later

extension CheckFamily {
  /// The list of product-specific rules that a check looks into: its version, how much it has, its source.
  func listWords(_ options: CheckOptions, _ lists: CodeLists) -> String {
    guard self == .productRule || self == .productRuleListed, let kind = ProductRuleList(rawValue: options.text("list"))
    else { return "" }
    guard let list = lists.realRules(of: kind) else {
      return "\(kind.fileName), which is not here: `certmill codelist import product-rules-\(kind.rawValue)` brings it"
    }
    let source = list.header.source.isEmpty ? "" : ", from \(list.header.source)"
    return "\(kind.fileName), version \(list.header.version), \(list.count) lines\(source)"
  }
}

extension CodeLists {
  /// What the list of an agreement says of an HS code, for whoever asks; nil for an agreement without such a list.
  public func productRuleWords(for code: String, agreement: String?) -> String? {
    guard let kind = ProductRuleList.allCases.first(where: { $0.agreement == agreement }) else { return nil }
    if let fault = HSCode.fault(code, digits: 6...12) { return "\(code) is no HS code: expected \(fault.expected)" }
    guard let list = realRules(of: kind) else { return "\(code): there is no list of \(kind.agreement)'s rules" }
    guard let line = list.line(for: code) else {
      let heading = ProductRules.name(of: String(code.prefix(4)))
      return "\(code): the list of \(kind.agreement), version \(list.header.version), does not have \(heading)"
    }
    let place = line.place.isEmpty ? "" : ", \(line.place)"
    return
      "\(code): \(line.rule.text) (\(line.name)\(place); list of \(kind.agreement), version \(list.header.version))"
  }
}
