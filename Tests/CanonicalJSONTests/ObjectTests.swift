// SPDX-License-Identifier: GPL-3.0-or-later
import Seeded
import Testing

@testable import CanonicalJSON

@Suite("JSON objects and strings")
struct ObjectTests {
  private let composed = "\u{E9}"
  private let decomposed = "e\u{301}"

  @Test("Strings that only look alike are different keys and different values")
  func codePoints() {
    #expect(composed == decomposed)
    #expect(JSONValue.string(composed) != .string(decomposed))
    var object = JSONObject()
    object[composed] = 1
    object[decomposed] = 2
    #expect(object.count == 2)
    #expect(object[composed] == 1)
    #expect(object[decomposed] == 2)
  }

  @Test("Members keep their order, are replaced in place and removed by nil")
  func order() {
    var object: JSONObject = ["b": 1, "a": 2, "c": 3]
    object["a"] = "two"
    object["b"] = .some(nil)
    #expect(object.members.map(\.key) == ["b", "a", "c"])
    #expect(object["b"] == JSONValue.null)
    object["b"] = Optional<JSONValue>.none
    #expect(object.members.map(\.key) == ["a", "c"])
    #expect(object["b"] == nil)
    #expect(object == ["c": 3, "a": "two"])
    #expect(object != ["c": 3, "a": "three"])
  }

  @Test("Keys sort by UTF-16 code units: surrogates stand before U+E000")
  func sorting() {
    let keys = ["\u{FFFD}", "\u{10000}", "\u{D7FF}", "\u{E000}", "z", "", "\u{10FFFF}", "zz", "\u{EE00}"]
    let expected = keys.sorted { Array($0.utf16).lexicographicallyPrecedes(Array($1.utf16)) }
    #expect(keys.sorted(by: precedes) == expected)
  }

  @Test("Any two keys sort as their UTF-16 code units do")
  func anySorting() {
    var random = SeededNumbers(seed: 1)
    let alphabet: [Unicode.Scalar] =
      ["a", "b", "\u{7F}", "\u{80}", "\u{7FF}", "\u{800}", "\u{D7FF}", "\u{E000}"]
      + ["\u{EFFF}", "\u{F000}", "\u{FFFF}", "\u{10000}", "\u{3FFFF}", "\u{40000}", "\u{10FFFF}"]
    func word() -> String {
      var word = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0...3, using: &random) { word.append(alphabet.randomElement(using: &random)!) }
      return String(word)
    }
    for _ in 0..<5_000 {
      let (left, right) = (word(), word())
      #expect(precedes(left, right) == Array(left.utf16).lexicographicallyPrecedes(Array(right.utf16)))
    }
  }

  @Test("Literals make values, accessors take them out again")
  func literals() {
    let value: JSONValue = ["text": "a", "count": 3, "list": [true, nil], "empty": [:]]
    #expect(value.object?["text"]?.string == "a")
    #expect(value.object?["count"]?.integer == 3)
    #expect(value.object?["list"]?.array == [true, nil])
    #expect(value.object?["list"]?.array?[0].bool == true)
    #expect(value.object?["list"]?.array?[1].isNull == true)
    #expect(value.string == nil && value.integer == nil && value.array == nil && !value.isNull)
    #expect(
      String(decoding: value.canonicalBytes, as: UTF8.self) == #"{"count":3,"empty":{},"list":[true,null],"text":"a"}"#)
  }
}
