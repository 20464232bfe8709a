// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import DurableFiles
import Signing
import Trade

/// Copies of one certificate that lie together in a run.
struct PrintItem: Equatable, Sendable {
  var number: String
  var copies: ClosedRange<Int>

  var json: JSONValue {
    [
      "copies": [.number(JSONNumber(copies.lowerBound)), .number(JSONNumber(copies.upperBound))],
      "number": .string(number),
    ]
  }

  init(number: String, copies: ClosedRange<Int>) {
    self.number = number
    self.copies = copies
  }

  init?(_ json: JSONValue) {
    guard let object = json.object, let number = object["number"]?.string, let copies = object["copies"]?.array,
      copies.count == 2, let first = copies[0].integer, let last = copies[1].integer, first >= 1, last >= first
    else { return nil }
    self.init(number: number, copies: first...last)
  }
}

/// The frozen list of what a batch of the print room prints, in the order of the stack.
struct PrintList {
  /// When the batch was opened; every entry of it bears this time.
  var time: Timestamp
  var items: [PrintItem]
  /// Of what the command named: the same command after a kill gives the same.
  var fingerprint: Digest

  func write(to path: String) throws(FileError) {
    let head: JSONValue = ["fingerprint": .string(fingerprint.hex), "time": .string(time.description)]
    var bytes = head.canonicalBytes + [10]
    for item in items { bytes += item.json.canonicalBytes + [10] }
    try DurableFile.write(bytes, to: path, mode: 0o600)
  }

  init(time: Timestamp, items: [PrintItem], fingerprint: Digest) {
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
    var items: [PrintItem] = []
    while let line = try reader.next() {
      guard let json = try? JSONValue(parsing: line), let item = PrintItem(json) else { throw broken }
      items.append(item)
    }
    self.init(time: time, items: items, fingerprint: fingerprint)
  }
}
