// SPDX-License-Identifier: GPL-3.0-or-later

/// Where the text of a code that is no seal leads a phone, however it is written: an imitation need not keep to capitals.
struct CodeAddress {
  /// In capitals, without user and port (RFC 3986 section 3.2).
  let host: String
  /// Under `/1/`, where the pages of seals are.
  let isOfSeals: Bool
  /// Base32 of a COSE_Sign1's tag and array under `/1/`.
  let beginsAsSeal: Bool

  /// Nil for text that is no web address.
  init?(_ text: String) {
    let capitals = text.utf8.map { (97...122).contains($0) ? $0 - 32 : $0 }
    guard let scheme = ["HTTPS://", "HTTP://"].first(where: { capitals.starts(with: $0.utf8) }) else { return nil }
    let rest = capitals.dropFirst(scheme.utf8.count)
    let authority = rest.prefix { !"/?#".utf8.contains($0) }
    let named = authority.lastIndex(of: UInt8(ascii: "@")).map { authority[($0 + 1)...] } ?? authority
    host = String(decoding: named.prefix { $0 != UInt8(ascii: ":") }, as: UTF8.self)
    let path = rest.dropFirst(authority.count)
    isOfSeals = path.starts(with: "/1/".utf8)
    beginsAsSeal = path.starts(with: "/1/2KC".utf8)
  }
}
