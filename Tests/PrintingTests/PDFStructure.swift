// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

/// The objects of a PDF as qpdf tells them (`qpdf --json`, version 2), to be walked in tests.
struct PDFStructure {
  typealias Dictionary = [String: Any]

  private let objects: Dictionary
  let trailer: Dictionary

  struct Stream {
    var dictionary: Dictionary
    /// As it stands in the file.
    var raw: Data
    /// With its filters undone.
    var plain: Data
  }

  init(_ pdf: [UInt8]) throws {
    let folder = try Tool.Folder()
    let path = try folder.write(pdf, as: "in.pdf")
    func read(_ level: String) throws -> Dictionary {
      let out = try Tool.run(
        "qpdf", "--json=2", "--json-key=qpdf", "--json-stream-data=inline", "--decode-level=\(level)", path
      ).out
      let root = try JSONSerialization.jsonObject(with: Data(out)) as? Dictionary
      return try #require((root?["qpdf"] as? [Any])?.last as? Dictionary)
    }
    let raw = try read("none")
    var merged = try read("generalized")
    for (name, object) in raw {
      guard let stream = (object as? Dictionary)?["stream"] as? Dictionary,
        var plain = (merged[name] as? Dictionary)?["stream"] as? Dictionary
      else { continue }
      plain["raw"] = stream["data"]
      plain["dict"] = stream["dict"]
      merged[name] = ["stream": plain]
    }
    objects = merged
    trailer = try #require((merged["trailer"] as? Dictionary)?["value"] as? Dictionary)
  }

  /// What a reference leads to; anything else as it is.
  func resolve(_ value: Any?) -> Any? {
    guard let reference = value as? String, reference.hasSuffix(" R") else { return value }
    let object = objects["obj:\(reference)"] as? Dictionary
    return object?["value"] ?? object?["stream"]
  }

  func dictionary(_ value: Any?) -> Dictionary? {
    let found = resolve(value) as? Dictionary
    return found?["dict"] as? Dictionary ?? found
  }

  func stream(_ value: Any?) -> Stream? {
    guard let found = resolve(value) as? Dictionary, let dictionary = found["dict"] as? Dictionary,
      let raw = (found["raw"] as? String).flatMap({ Data(base64Encoded: $0) }),
      let plain = (found["data"] as? String).flatMap({ Data(base64Encoded: $0) })
    else { return nil }
    return Stream(dictionary: dictionary, raw: raw, plain: plain)
  }

  var streams: [Stream] { objects.keys.compactMap { stream(String($0.dropFirst(4))) } }

  /// Every dictionary, those of streams and those inside of others too.
  var dictionaries: [Dictionary] {
    var found: [Dictionary] = []
    func walk(_ value: Any?) {
      if let list = value as? [Any] { return list.forEach(walk) }
      guard let group = value as? Dictionary else { return }
      found.append(group)
      group.values.forEach(walk)
    }
    for name in objects.keys { walk(dictionary(String(name.dropFirst(4))) ?? resolve(String(name.dropFirst(4)))) }
    return found
  }

  var catalog: Dictionary? { dictionary(trailer["/Root"]) }

  /// In order, by a walk of the page tree.
  var pages: [Dictionary] {
    var found: [Dictionary] = []
    func walk(_ node: Any?) {
      guard let node = dictionary(node) else { return }
      guard let kids = resolve(node["/Kids"]) as? [Any] else { return found.append(node) }
      for kid in kids { walk(kid) }
    }
    walk(catalog?["/Pages"])
    return found
  }

  /// Every stream that is reached from a value, but not by the way back to the pages.
  func streams(reachedFrom start: Any?) -> [Stream] {
    var seen: Set<String> = []
    var found: [Stream] = []
    func walk(_ value: Any?) {
      if let reference = value as? String, reference.hasSuffix(" R") {
        guard seen.insert(reference).inserted else { return }
        if let stream = stream(reference) {
          found.append(stream)
          return walk(stream.dictionary)
        }
        return walk(resolve(reference))
      }
      if let list = value as? [Any] { for item in list { walk(item) } }
      guard let group = value as? Dictionary, group["/Type"] as? String != "/Page" || seen.isEmpty else { return }
      for (key, entry) in group where key != "/Parent" { walk(entry) }
    }
    walk(start)
    return found
  }
}
