// SPDX-License-Identifier: GPL-3.0-or-later
public import Signing

/// What a bundle holds of one certificate, as far as it could be read.
public struct BundledCertificate: Equatable, Sendable {
  /// The certificate's own words and the digest of its canonical bytes.
  public struct Facts: Equatable, Sendable {
    public var issuer: String
    public var number: String
    public var digest: Digest
    /// Country, ISO 3166-1 alpha-2.
    public var destination: String
    public var copies: Int
    /// Of each copy.
    public var sheets: Int

    public init(issuer: String, number: String, digest: Digest, destination: String, copies: Int, sheets: Int) {
      self.issuer = issuer
      self.number = number
      self.digest = digest
      self.destination = destination
      self.copies = copies
      self.sheets = sheets
    }
  }

  /// As its files are named.
  public var number: String
  public var facts: Facts
  public var pdf: Digest
  /// The texts of the codes on each page of the PDF.
  public var codes: [[[UInt8]]]
  /// Bytes of the proofs of its certify and stamp entries.
  public var certify: [UInt8]
  public var stamp: [UInt8]

  public init(
    number: String, facts: Facts, pdf: Digest, codes: [[[UInt8]]], certify: [UInt8], stamp: [UInt8]
  ) {
    self.number = number
    self.facts = facts
    self.pdf = pdf
    self.codes = codes
    self.certify = certify
    self.stamp = stamp
  }
}
