// SPDX-License-Identifier: GPL-3.0-or-later

/// How much of a document is read before it is refused.
public struct XMLLimits: Equatable, Sendable {
  public var depth: Int
  /// Of one element. libxml2 compares each attribute with those before it: without a limit, a million of them take hours.
  public var attributes: Int
  public var elements: Int

  public init(depth: Int = 64, attributes: Int = 256, elements: Int = 500_000) {
    self.depth = depth
    self.attributes = attributes
    self.elements = elements
  }

  public static let standard = XMLLimits()
}
