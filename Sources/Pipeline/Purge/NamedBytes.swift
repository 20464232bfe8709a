// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Signing

/// Bytes of the store that lists and journals name, whatever their keys: every run of 64 lower-case hexadecimal digits.
///
/// Holds the first 8 bytes of each: two that share them are both kept, if one is.
struct NamedBytes {
  private let store: ByteStore
  private var names: Set<UInt64> = []
  /// Configurations and manifests that were looked into.
  private var seen: Set<UInt64> = []

  init(_ store: ByteStore) {
    self.store = store
  }

  mutating func add(in text: [UInt8]) {
    Self.digests(in: text) { names.insert(Self.name($0)) }
  }

  mutating func remove(in text: [UInt8]) {
    Self.digests(in: text) { names.remove(Self.name($0)) }
  }

  /// A configuration names manifests, and these the files that every batch may share.
  mutating func removeConfiguration(_ text: [UInt8]) throws {
    var manifests: [Digest] = []
    Self.digests(in: text) { manifests.append($0) }
    for digest in manifests where seen.insert(Self.name(digest)).inserted {
      names.remove(Self.name(digest))
      let path = store.path(of: digest)
      guard DurableFile.exists(path), case let file = try FileReader(path), file.size <= 1 << 20 else { continue }
      remove(in: try file.read(at: 0, upTo: 1 << 20))
    }
  }

  /// Deletes from the store what `text` names and nobody else does.
  func delete(in text: [UInt8]) throws {
    var digests: [Digest] = []
    Self.digests(in: text) { digests.append($0) }
    for digest in digests where names.contains(Self.name(digest)) { try DurableFile.remove(store.path(of: digest)) }
  }

  private static func name(_ digest: Digest) -> UInt64 {
    digest.bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }

  private static func digests(in text: [UInt8], _ take: (Digest) -> Void) {
    var start = 0
    for (place, byte) in text.enumerated() where !((48...57).contains(byte) || (97...102).contains(byte)) {
      if place - start == 64 { found(text[start..<place], take) }
      start = place + 1
    }
    if text.count - start == 64 { found(text[start...], take) }
  }

  private static func found(_ hex: ArraySlice<UInt8>, _ take: (Digest) -> Void) {
    if let digest = Digest(hex: String(decoding: hex, as: UTF8.self)) { take(digest) }
  }
}
