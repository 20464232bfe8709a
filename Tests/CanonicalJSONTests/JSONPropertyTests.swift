// SPDX-License-Identifier: GPL-3.0-or-later
import Seeded
import Testing

@testable import CanonicalJSON

@Suite("JSON whatever comes")
struct JSONPropertyTests {
  @Test("Any value comes back from its canonical bytes", arguments: 1...8)
  func roundTrip(_ seed: UInt64) throws {
    var random = SeededNumbers(seed: seed)
    for _ in 0..<300 {
      let value = anyValue(depth: 0, &random)
      let bytes = value.canonicalBytes
      let read = try JSONValue(parsing: bytes)
      #expect(read == value)
      #expect(read.canonicalBytes == bytes)
    }
  }

  @Test("Changed documents are refused with a place inside them, or read to one canonical form", arguments: 1...8)
  func mutations(_ seed: UInt64) throws {
    var random = SeededNumbers(seed: seed)
    let sprinkle = Array("{}[]\",:\\u0eE+-.\u{0}\u{1F}ntf \n".utf8) + [0x80, 0xC3, 0xED, 0xF4, 0xFF]
    for _ in 0..<2_000 {
      var bytes = anyValue(depth: 0, &random).canonicalBytes
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: 0...bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes.insert(sprinkle.randomElement(using: &random)!, at: place)
        case 1 where place < bytes.count: bytes.remove(at: place)
        case 2 where place < bytes.count: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 3: bytes.removeSubrange(place...)
        default: break
        }
      }
      do {
        let value = try JSONValue(parsing: bytes)
        #expect(try JSONValue(parsing: value.canonicalBytes) == value)
      } catch {
        #expect((0...bytes.count).contains(error.offset))
        #expect(error.line >= 1 && error.column >= 1)
      }
    }
  }

  private func anyValue(depth: Int, _ random: inout SeededNumbers) -> JSONValue {
    switch Int.random(in: 0..<(depth < 5 ? 8 : 5), using: &random) {
    case 0: return nil
    case 1: return .bool(Bool.random(using: &random))
    case 2: return .number(JSONNumber(Int.random(in: -(1 << 52)...1 << 52, using: &random)))
    case 3, 4: return .string(anyText(&random))
    case 5, 6:
      var object = JSONObject()
      for _ in 0..<Int.random(in: 0...6, using: &random) {
        object[anyText(&random)] = anyValue(depth: depth + 1, &random)
      }
      return .object(object)
    default:
      return .array((0..<Int.random(in: 0...5, using: &random)).map { _ in anyValue(depth: depth + 1, &random) })
    }
  }

  private func anyText(_ random: inout SeededNumbers) -> String {
    var text = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...6, using: &random) {
      let highest: UInt32 = [0x20, 0x7F, 0x7FF, 0xFFFF, 0x10FFFF].randomElement(using: &random)!
      text.append(Unicode.Scalar(UInt32.random(in: 0...highest, using: &random)) ?? "\u{FFFD}")
    }
    return String(text)
  }
}
