// SPDX-License-Identifier: GPL-3.0-or-later

public import Signing
public import Trade

/// What the first sheets of a print run tell a person: which run it is, and what it holds in order.
public struct RunBanner: Equatable, Sendable {
  /// Sheets of one certificate in a row.
  public struct Entry: Equatable, Sendable {
    public var number: String
    public var copies: ClosedRange<Int>
    /// Sheets of each copy.
    public var sheets: Int
    /// Serials of the security paper, `A000001` or `A000001–A000003`; empty for plain paper.
    public var stock: String

    public init(number: String, copies: ClosedRange<Int>, sheets: Int, stock: String = "") {
      self.number = number
      self.copies = copies
      self.sheets = sheets
      self.stock = stock
    }
  }

  /// The code of the run, `20261123-01/2`.
  public var code: String
  public var created: Timestamp
  /// Of all sheets, the banner's aside.
  public var sheetCount: Int
  /// SHA-256 of what was appended to the run.
  public var checksum: Digest
  public var entries: [Entry]

  public init(code: String, created: Timestamp, sheetCount: Int, checksum: Digest, entries: [Entry]) {
    self.code = code
    self.created = created
    self.sheetCount = sheetCount
    self.checksum = checksum
    self.entries = entries
  }
}
