// SPDX-License-Identifier: GPL-3.0-or-later
internal import CanonicalJSON

/// What a code list's file says of itself, and how many codes it has.
public struct CodeListSummary: Equatable, Sendable {
  public let header: CodeListHeader
  public let count: Int

  public init(_ bytes: [UInt8], file: String) {
    if file.hasSuffix(".json") {
      header = CodeListHeader(version: "", source: "Debian iso-codes")
      count = (try? JSONValue(parsing: bytes))?.object?.members.first?.value.array?.count ?? 0
      return
    }
    header = CodeListHeader(parsing: bytes)
    count = bytes.split(separator: UInt8(ascii: "\n")).count { $0.first != UInt8(ascii: "#") && $0.first != 0x0D }
  }
}
