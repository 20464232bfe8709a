// SPDX-License-Identifier: GPL-3.0-or-later

extension CodeLists {
  /// A few codes of the lists that only a chamber can supply, so that rules about them can be tried without.
  public static let smallLists: [String: [UInt8]] = [
    "hs.tsv": Array("# Version: a few codes\n090411\tPepper\n220421\tWine\n920210\tViolins\n".utf8),
    "locodes.tsv": Array(
      "# Version: a few places\nAUADL\tAdelaide\nBEANR\tAntwerpen\nCNSHA\tShanghai\nJPOSA\tOsaka\nMYPKG\tPort Klang\nSGSIN\tSingapore\n"
        .utf8),
    "product-rules-rcep.tsv": trialRules("0702\tWO\n0703\tWO\n14\tCC\n92\tCTH or RVC40\n94\tCTH or RVC40\n"),
    "product-rules-atiga.tsv": trialRules("01\tWO\n3304\tCTSH or RVC40\n6109\tCC or RVC40\n"),
    "product-rules-chafta.tsv": trialRules("01\tWO\n2204\tCC\n"),
  ]

  /// The version of product-specific rules that are there to try a book's examples with. They are no agreement's.
  static let trialVersion = "to try rules with"

  /// Whether a file of `suppliedFileNames` has product-specific rules.
  public static func areProductRules(_ file: String) -> Bool {
    ProductRuleList.allCases.contains { $0.fileName == file }
  }

  /// The rules of an agreement, unless they are only there to try with.
  func realRules(of kind: ProductRuleList) -> ProductRules? {
    productRules[kind].flatMap { $0.header.version == Self.trialVersion ? nil : $0 }
  }

  private static func trialRules(_ lines: String) -> [UInt8] {
    let told = lines.split(separator: "\n").map { $0 + "\tinvented for this example\n" }.joined()
    return Array("# Version: \(trialVersion)\n\(told)".utf8)
  }
}
