// SPDX-License-Identifier: GPL-3.0-or-later
private import CanonicalJSON
public import Signing

/// What a bundle of certificates holds: `manifest.json`, RFC 8785.
public struct BundleManifest: Equatable, Sendable {
  public struct File: Equatable, Sendable {
    public let name: String
    public let digest: Digest
    /// Bytes.
    public let size: Int

    public init(name: String, digest: Digest, size: Int) {
      self.name = name
      self.digest = digest
      self.size = size
    }
  }

  /// The chamber that made the bundle.
  public let issuer: String
  /// Country of destination of its certificates, ISO 3166-1 alpha-2.
  public let destination: String
  /// In the order of their names' bytes, none twice; all files of the bundle but the manifest.
  public let files: [File]

  public init(issuer: String, destination: String, files: [File]) {
    self.issuer = issuer
    self.destination = destination
    self.files = files
  }

  public var canonicalBytes: [UInt8] {
    let files: [JSONValue] = files.map { file in
      ["name": .string(file.name), "sha256": .string(file.digest.hex), "size": .number(JSONNumber(file.size))]
    }
    let json: JSONValue = [
      "files": .array(files), "issuer": .string(issuer), "to": .string(destination), "v": 1,
    ]
    return json.canonicalBytes
  }

  /// Reads what `canonicalBytes` writes; nil for anything else.
  public init?(parsing bytes: [UInt8]) {
    guard let object = (try? JSONValue(parsing: bytes))?.object, let issuer = object["issuer"]?.string,
      let destination = object["to"]?.string, let values = object["files"]?.array
    else { return nil }
    let files = values.compactMap { value -> File? in
      guard let file = value.object, let name = file["name"]?.string, let size = file["size"]?.integer, size >= 0,
        let digest = file["sha256"]?.string.flatMap(Digest.init(hex:))
      else { return nil }
      return File(name: name, digest: digest, size: size)
    }
    guard zip(files, files.dropFirst()).allSatisfy({ $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }) else {
      return nil
    }
    self.init(issuer: issuer, destination: destination, files: files)
    guard canonicalBytes == bytes else { return nil }
  }
}
