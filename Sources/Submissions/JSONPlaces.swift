// SPDX-License-Identifier: GPL-3.0-or-later

/// Where the values of a JSON document stand: paths of keys with points and positions from 0, `items[2].hs`.
///
/// For documents that were parsed: it judges nothing.
struct JSONPlaces {
  private let bytes: [UInt8]
  private var index = 0
  private var line = 1
  private var lineStart = 0
  /// Texts, numbers, truth values and lists, in the order of the document.
  private(set) var all: [FieldSource] = []

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    value("")
  }

  private mutating func value(_ path: String) {
    skipBlanks()
    guard index < bytes.count else { return }
    switch bytes[index] {
    case UInt8(ascii: "{"): members(path)
    case UInt8(ascii: "["):
      tell(path)
      elements(path)
    default:
      tell(path)
      if bytes[index] == UInt8(ascii: "\"") { string() } else { scalar() }
    }
  }

  private mutating func tell(_ path: String) {
    all.append(FieldSource(field: path, place: "line \(line), column \(index - lineStart + 1)"))
  }

  private mutating func members(_ path: String) {
    index += 1
    while true {
      skipBlanks()
      guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { break }
      let start = index + 1
      string()
      let key = String(decoding: bytes[start..<max(start, index - 1)], as: UTF8.self)
      skipBlanks()
      index += 1
      value(path.isEmpty ? key : path + "." + key)
      skipBlanks()
      guard index < bytes.count, bytes[index] == UInt8(ascii: ",") else { break }
      index += 1
    }
    index += 1
  }

  private mutating func elements(_ path: String) {
    index += 1
    var position = 0
    while true {
      skipBlanks()
      guard index < bytes.count, bytes[index] != UInt8(ascii: "]") else { break }
      value("\(path)[\(position)]")
      position += 1
      skipBlanks()
      guard index < bytes.count, bytes[index] == UInt8(ascii: ",") else { break }
      index += 1
    }
    index += 1
  }

  /// A string of JSON has no line end.
  private mutating func string() {
    index += 1
    while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
      index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    index += 1
  }

  private mutating func scalar() {
    while index < bytes.count, !isBlank(bytes[index]), !",]}".utf8.contains(bytes[index]) { index += 1 }
  }

  private mutating func skipBlanks() {
    while index < bytes.count, isBlank(bytes[index]) {
      if bytes[index] == 0x0A {
        line += 1
        lineStart = index + 1
      }
      index += 1
    }
  }
}

/// Sources whose places are paths of keys, with the lines on which these stand: below the wrapping that a TradeTrust
/// document may have.
func located(_ sources: [FieldSource], in bytes: [UInt8]) -> [FieldSource] {
  guard !sources.isEmpty else { return [] }
  let places = Dictionary(JSONPlaces(bytes).all.map { ($0.field.lowercased(), $0.place) }, uniquingKeysWith: { $1 })
  let wrappings = [
    "", "credentialsubject.", "credentialsubject[0].", "verifiablecredential.credentialsubject.",
    "verifiablecredential[0].credentialsubject.", "data.",
  ]
  return sources.map { source in
    let words = source.place.split(separator: "; ").map { path in
      let place = wrappings.lazy.compactMap { places[$0 + path.lowercased()] }.first
      return place.map { "\($0) (\(path))" } ?? String(path)
    }
    return FieldSource(field: source.field, place: words.joined(separator: "; "))
  }
}
