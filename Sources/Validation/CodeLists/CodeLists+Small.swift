// SPDX-License-Identifier: GPL-3.0-or-later

extension CodeLists {
  /// A few codes of the lists that only a chamber can supply, so that rules about them can be tried without.
  public static let smallLists: [String: [UInt8]] = [
    "hs.tsv": Array("# Version: a few codes\n090411\tPepper\n220421\tWine\n920210\tViolins\n".utf8),
    "locodes.tsv": Array(
      "# Version: a few places\nAUADL\tAdelaide\nBEANR\tAntwerpen\nCNSHA\tShanghai\nJPOSA\tOsaka\nMYPKG\tPort Klang\nSGSIN\tSingapore\n"
        .utf8),
  ]
}
