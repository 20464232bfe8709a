// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import DurableFiles
import Signing
import Trade
import Workers

/// Takes files in: bytes into the store, one entry of the list a document.
struct Intake {
  let store: ByteStore
  let maximumBytes: Int
  private(set) var inputs: [BatchInput] = []
  /// Of the files taken so far.
  private(set) var fingerprint = SHA256State()

  /// A file beyond this is not even kept.
  static let keptBytes = 256 << 20

  init(store: ByteStore, maximumBytes: Int) {
    self.store = store
    self.maximumBytes = maximumBytes
  }

  /// Reads the files. `split` cuts the bytes of a file that may hold several applications (CSV) into one each, in a
  /// worker; nil where that could not be done.
  mutating func take(_ files: [InputFiles.File], split: ([UInt8]) throws -> [[UInt8]]?, each: () -> Void) throws {
    for file in files {
      defer { each() }
      if let fault = file.fault {
        add(unreadable: file, fault)
        continue
      }
      let bytes: [UInt8]
      do {
        bytes = try Self.bytes(of: file)
      } catch {
        add(unreadable: file, error.reason)
        continue
      }
      let digest = try store.put(bytes)
      let remove = file.isOwn ? file.name : nil
      var parts: [[UInt8]]?
      if bytes.count <= maximumBytes, Self.mayHoldSeveral(bytes) { parts = try split(bytes) }
      if let parts, parts.count > 1 {
        for (index, part) in parts.enumerated() {
          let name = "\(file.name)#\(index + 1)"
          add(
            BatchInput(
              name: name, digest: try store.put(part), size: part.count, file: digest, origin: .received(remove: remove)
            ))
        }
      } else {
        add(BatchInput(name: file.name, digest: digest, size: bytes.count, origin: .received(remove: remove)))
      }
    }
  }

  private static func bytes(of file: InputFiles.File) throws(PackedFolder.Fault) -> [UInt8] {
    if file.isPackage { return try PackedFolder(file.path).bytes(limit: keptBytes) }
    do throws(FileError) {
      return try DurableFile.read(file.path, limit: keptBytes)
    } catch {
      throw PackedFolder.Fault(reason: error.isMissing ? "vanished before it could be read" : error.reason)
    }
  }

  private mutating func add(unreadable file: InputFiles.File, _ reason: String) {
    add(BatchInput(name: file.name, digest: Digest(sha256: []), size: 0, origin: .unreadable(reason: reason)))
  }

  private mutating func add(_ input: BatchInput) {
    inputs.append(input)
    fingerprint.update(input.json.canonicalBytes + [10])
  }

  /// Cheap: JSON, PDF, XML and ZIP hold one application each; a text with a delimiter in its first line may be CSV.
  static func mayHoldSeveral(_ bytes: [UInt8]) -> Bool {
    var first = bytes[...]
    if first.starts(with: [0xEF, 0xBB, 0xBF]) { first = first.dropFirst(3) }
    first = first.drop { $0 == 32 || $0 == 10 || $0 == 13 || $0 == 9 }
    guard let start = first.first, start != UInt8(ascii: "{"), start != UInt8(ascii: "["), start != UInt8(ascii: "<")
    else { return false }
    let line = first.prefix(65_536).prefix { $0 != 10 }
    return line.contains { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ";") || $0 == 9 }
  }
}

extension FileError {
  /// The cause alone, for a report that names the file by itself.
  var reason: String {
    let text = description
    guard let start = text.firstRange(of: ": ") else { return text }
    return String(text[start.upperBound...])
  }
}
