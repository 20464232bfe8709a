// SPDX-License-Identifier: GPL-3.0-or-later

/// HMAC-SHA-256 (RFC 2104, FIPS 198-1) under one key, whose two blocks are hashed once.
public struct HMACSHA256: Sendable {
  private static let block = 64

  private let inner: SHA256State
  private let outer: SHA256State

  /// A key of any length; one over 64 bytes is hashed first.
  public init(key: [UInt8]) {
    var key = key.count > Self.block ? Digest(sha256: key).bytes : key
    key.append(contentsOf: repeatElement(0, count: Self.block - key.count))
    var inner = SHA256State()
    inner.update(key.map { $0 ^ 0x36 })
    self.inner = inner
    var outer = SHA256State()
    outer.update(key.map { $0 ^ 0x5C })
    self.outer = outer
  }

  /// The code of `message`.
  public func code(for message: [UInt8]) -> Digest {
    var state = inner
    state.update(message)
    return finish(state)
  }

  /// The code of a message in parts, as if they were joined.
  public func code(for parts: [[UInt8]]) -> Digest {
    var state = inner
    for part in parts { state.update(part) }
    return finish(state)
  }

  /// The code of a message that comes piece by piece, until `next` gives nil.
  public func code(ofPieces next: () throws -> [UInt8]?) rethrows -> Digest {
    var state = inner
    while let piece = try next() { state.update(piece) }
    return finish(state)
  }

  /// The code of `message` under a key that is used once.
  public static func code(key: [UInt8], _ message: [UInt8]) -> Digest {
    HMACSHA256(key: key).code(for: message)
  }

  private func finish(_ state: SHA256State) -> Digest {
    var outer = outer
    outer.update(state.finish())
    return outer.finish()
  }
}

extension HMACSHA256: CustomStringConvertible, CustomReflectable {
  /// Tells nothing: the states are as good as the key.
  public var description: String { "HMACSHA256" }
  public var customMirror: Mirror { Mirror(self, children: []) }
}
