// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import DurableFiles
import Signing
import Trade

/// One line of a batch's `inputs.jsonl`.
protocol ListItem: Sendable {
  var json: JSONValue { get }
  /// Exactly what `json` writes; nil for anything else.
  init?(_ json: JSONValue)
}

/// The frozen list of what a batch works on, `inputs.jsonl`. What it names is in the store before the list is written,
/// and the list is written before anything is entered: from then on the batch depends on nothing outside the workspace.
struct FrozenList<Item: ListItem>: Sendable {
  /// When the batch was opened; every entry of it bears this time.
  var time: Timestamp
  var items: [Item]
  /// Of what a run was given: the same command after a kill gives the same.
  var fingerprint: Digest

  func write(to path: String) throws(FileError) {
    let head: JSONValue = ["fingerprint": .string(fingerprint.hex), "time": .string(time.description)]
    var bytes = head.canonicalBytes + [10]
    for item in items { bytes += item.json.canonicalBytes + [10] }
    try DurableFile.write(bytes, to: path, mode: 0o600)
  }

  init(time: Timestamp, items: [Item], fingerprint: Digest) {
    self.time = time
    self.items = items
    self.fingerprint = fingerprint
  }

  init(reading path: String, batch: String) throws {
    var reader = try LineReader(path)
    let broken = RunError.brokenConfiguration(batch: batch, key: "inputs.jsonl")
    guard let head = try reader.next().flatMap({ try? JSONValue(parsing: $0) })?.object,
      let time = head["time"]?.string.flatMap(Timestamp.init(rfc3339:)),
      let fingerprint = head["fingerprint"]?.string.flatMap(Digest.init(hex:))
    else { throw broken }
    var items: [Item] = []
    while let line = try reader.next() {
      guard let json = try? JSONValue(parsing: line), let item = Item(json) else { throw broken }
      items.append(item)
    }
    self.init(time: time, items: items, fingerprint: fingerprint)
  }
}

/// The documents of an issuing batch.
typealias InputList = FrozenList<BatchInput>
/// The copies of a batch of the print room, in the order of the stack.
typealias PrintList = FrozenList<PrintItem>
