// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import Decisions
import DurableFiles
import Signing

/// A policy and the lists of names that it looks up, as digests in the store.
struct FrozenPolicy: Sendable {
  /// As the recipe names it.
  var file: String
  var yaml: Digest
  /// In the policy's order.
  var lists: [(file: String, digest: Digest)]

  /// Larger lists are refused, bytes.
  private static let largestList = 1 << 26

  /// Reads the policy and its lists, which lie beside it or beside the recipe. Faults in any of them are told here: a
  /// night without its list must not begin.
  init(freezing path: String, recipe: String, into store: ByteStore) throws {
    let bytes = try DurableFile.read(path, limit: 1 << 22)
    let policy = try Policy(yaml: bytes, file: path)
    file = FileFinder.name(of: path)
    yaml = try store.put(bytes)
    lists = []
    let finder = FileFinder(folders: [FileFinder.folder(of: path), FileFinder.folder(of: recipe)])
    for order in policy.watches {
      let found = try finder.find(order.file, for: "\(path): list \(order.list)")
      let bytes = try DurableFile.read(found, limit: Self.largestList)
      _ = try WatchList(bytes, file: found)
      lists.append((order.file, try store.put(bytes)))
    }
  }

  var json: JSONValue {
    [
      "file": .string(file), "yaml": .string(yaml.hex),
      "lists": .array(lists.map { ["digest": .string($0.digest.hex), "file": .string($0.file)] }),
    ]
  }

  init(_ frozen: Frozen) throws {
    file = try frozen.text("file")
    yaml = try frozen.digest("yaml")
    lists = try frozen.members("lists").map { (try $0.text("file"), try $0.digest("digest")) }
  }

  /// The share that is inspected.
  func sampling(from store: ByteStore) throws -> Sampling? {
    try Policy(yaml: try store.get(yaml), file: file).sampling
  }
}
