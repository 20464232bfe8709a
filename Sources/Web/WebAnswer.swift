// SPDX-License-Identifier: GPL-3.0-or-later

/// What a web server answered.
public struct WebAnswer: Equatable, Sendable {
  public var status: Int
  /// The header's value; empty for none.
  public var contentType: String
  public var body: [UInt8]

  public init(status: Int, contentType: String, body: [UInt8]) {
    self.status = status
    self.contentType = contentType
    self.body = body
  }
}
