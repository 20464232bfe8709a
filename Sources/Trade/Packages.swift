// SPDX-License-Identifier: GPL-3.0-or-later

/// A count of packages of one kind.
public struct Packages: Equatable, Sendable {
  public var count: Int
  /// UN/ECE Recommendation 21 code, `CT` for cartons.
  public var kind: String

  public init(count: Int, kind: String) {
    self.count = count
    self.kind = kind
  }
}
