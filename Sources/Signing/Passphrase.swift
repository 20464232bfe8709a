// SPDX-License-Identifier: GPL-3.0-or-later
private import CLibcrypto

/// What opens an encrypted key: 1 to 1,024 bytes, overwritten when the last user lets it go.
///
/// Sendable: the bytes are never changed until `deinit`.
public final class Passphrase: @unchecked Sendable {
  /// The most bytes that libcrypto asks for.
  public static let longest = 1024

  private let bytes: UnsafeMutableRawBufferPointer

  /// The first line of a file, without its LF; nil if it is empty or too long. `line` is overwritten.
  public init?(firstLineOf line: inout [UInt8]) {
    defer { wipe(&line) }
    let end = line.firstIndex(of: 0x0A) ?? line.endIndex
    guard (1...Self.longest).contains(end) else { return nil }
    bytes = .allocate(byteCount: end, alignment: 1)
    line.withUnsafeBytes { bytes.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[..<end])) }
  }

  deinit {
    OPENSSL_cleanse(bytes.baseAddress, bytes.count)
    bytes.deallocate()
  }

  package func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    body(UnsafeRawBufferPointer(bytes))
  }
}

extension Passphrase: CustomStringConvertible, CustomReflectable {
  /// Tells nothing.
  public var description: String { "Passphrase" }
  public var customMirror: Mirror { Mirror(self, children: []) }
}
