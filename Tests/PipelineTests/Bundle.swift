// SPDX-License-Identifier: GPL-3.0-or-later
import Archives
import DurableFiles
import Foundation
import Reconciliation
import Signing

/// A bundle taken apart, to be changed and put together again.
struct Bundle {
  var files: [ZipEntry]

  init(_ path: String) throws {
    files = try ZipArchive.entries(of: try DurableFile.read(path), mostFiles: 1_000, limit: 1 << 28)
  }

  func bytes(_ name: String) -> [UInt8] { files.first { $0.name == name }?.bytes ?? [] }

  mutating func set(_ name: String, _ bytes: [UInt8]?) {
    files.removeAll { $0.name == name }
    if let bytes { files.append(ZipEntry(name: name, bytes: bytes)) }
  }

  mutating func replace(_ name: String, _ old: String, with new: String) {
    set(name, Array(String(decoding: bytes(name), as: UTF8.self).replacing(old, with: new).utf8))
  }

  /// What a forger does who knows the format: a manifest of the files as they are now.
  mutating func sealManifest(issuer: String = "SG-CC1", to destination: String = "BE") {
    let others = files.filter { $0.name != BundleNames.manifest }
      .sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    let manifest = BundleManifest(
      issuer: issuer, destination: destination,
      files: others.map { .init(name: $0.name, digest: Digest(sha256: $0.bytes), size: $0.bytes.count) })
    files = [ZipEntry(name: BundleNames.manifest, bytes: manifest.canonicalBytes)] + others
  }

  func write(to path: String) throws {
    try DurableFile.write(ZipArchive.bytes(of: files), to: path)
  }
}
