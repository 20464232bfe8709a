// SPDX-License-Identifier: GPL-3.0-or-later
public import Signing

/// A supporting document that came with an application in one package: an invoice, a manufacturer's declaration.
public struct Enclosure: Equatable, Sendable {
  /// Its path in the package, as the sender wrote it.
  public var name: String
  public var size: Int
  public var digest: Digest

  public init(name: String, size: Int, digest: Digest) {
    self.name = name
    self.size = size
    self.digest = digest
  }
}
