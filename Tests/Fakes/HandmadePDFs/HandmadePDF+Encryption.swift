// SPDX-License-Identifier: GPL-3.0-or-later

extension HandmadePDF {
  /// A page under RC4 encryption of 128 bits (ISO 32000-1 7.6.3). O and U are the entries for the owner's password
  /// "owner" and the user's "secret" or none, under the file identifier below.
  public static func encrypted(userPassword: Bool) -> [UInt8] {
    let owner =
      userPassword
      ? "0db5855fc5326569e765906caf64e4429a4c20d6e996fdef963e9b5080f9e083"
      : "566fa873ee33c797cd3b904fdadf814afa34df9a38f6ed41b984e2c6da2aa6f5"
    let user =
      userPassword
      ? "30eabcb886d436efd161ab7b96a778fd0122456a91bae5134273a6db134c87c4"
      : "e21cc3d13b0faa9934db7d20f11e333e0122456a91bae5134273a6db134c87c4"
    var pdf = HandmadePDF.page()
    pdf.add("<< /Filter /Standard /Length 128 /O <\(owner)> /P -4 /R 3 /U <\(user)> /V 2 >>")
    let identifier = "<31415926535897932384626433832795>"
    pdf.trailer = "/ID [\(identifier)\(identifier)] /Encrypt 5 0 R"
    return pdf.bytes
  }
}
