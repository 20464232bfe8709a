// SPDX-License-Identifier: GPL-3.0-or-later
import Archives
import Reconciliation
import Signing

/// A bundle as a worker read it: the files that are what the manifest says, and what is wrong with others.
struct BundleReading {
  /// The largest bundle that is read, bytes, and what it may unpack to.
  static let longest = 256 << 20
  static let longestUnpacked = 384 << 20
  static let mostFiles = 20_000

  /// Why nothing of it can be read; empty if it can.
  var fault = ""
  var issuer = ""
  var destination = ""
  /// By their names.
  var files: [String: [UInt8]] = [:]
  /// Names of files that are not what the manifest says, and why.
  var refused: [(name: String, reason: String)] = []

  /// Unpacks a bundle; the worker's part.
  init(unpacking bytes: [UInt8]) {
    let entries: [ZipEntry]
    do throws(ZipError) {
      entries = try ZipArchive.entries(of: bytes, mostFiles: Self.mostFiles, limit: Self.longestUnpacked)
    } catch {
      fault = "\(error)"
      return
    }
    guard let first = entries.first(where: { $0.name == BundleNames.manifest }),
      let manifest = BundleManifest(parsing: first.bytes)
    else {
      fault = "\(BundleNames.manifest): missing, or not the canonical JSON of a manifest"
      return
    }
    (issuer, destination) = (manifest.issuer, manifest.destination)
    var found = Dictionary(uniqueKeysWithValues: entries.map { ($0.name, $0.bytes) })
    found[BundleNames.manifest] = nil
    for file in manifest.files {
      guard let bytes = found.removeValue(forKey: file.name) else {
        refused.append((file.name, "the manifest lists it, but it is missing"))
        continue
      }
      guard bytes.count == file.size else {
        refused.append((file.name, "\(bytes.count) bytes found, the manifest says \(file.size)"))
        continue
      }
      guard Digest(sha256: bytes) == file.digest else {
        refused.append((file.name, "its SHA-256 is not that of the manifest: it was changed"))
        continue
      }
      files[file.name] = bytes
    }
    for name in found.keys.sorted() { refused.append((name, "the manifest does not list it; it was left out")) }
  }

  var bytes: [UInt8] {
    var packet = PacketWriter()
    for text in [fault, issuer, destination] { packet.write(text) }
    packet.write(files.count)
    for (name, bytes) in files {
      packet.write(name)
      packet.write(bytes)
    }
    packet.write(refused.map { (name: $0.name, path: $0.reason) })
    return packet.bytes
  }

  init(parsing bytes: [UInt8]) throws {
    var packet = PacketReader(bytes)
    (fault, issuer, destination) = (try packet.text(), try packet.text(), try packet.text())
    for _ in 0..<(try packet.count()) {
      let name = try packet.text()
      files[name] = try packet.field()
    }
    refused = try packet.pairs().map { ($0.name, $0.path) }
  }
}
