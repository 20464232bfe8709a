// SPDX-License-Identifier: GPL-3.0-or-later

/// Which of an object's known keys were met; the others are told in the order of the form.
struct KeysMet {
  private let known: [String]
  private var met: UInt32 = 0

  init(_ known: [String]) {
    precondition(known.count <= 32, "a set of keys has 32 places")
    self.known = known
  }

  /// Whether `key` is one of the known ones, byte for byte. (For Swift the Kelvin sign equals K: a second `grossKg`
  /// written with it would otherwise pass for the first.)
  mutating func insert(_ key: String) -> Bool {
    guard let index = known.firstIndex(where: { $0 == key && $0.utf8.count == key.utf8.count }) else { return false }
    met |= 1 << UInt32(index)
    return true
  }

  func lacks(_ key: String) -> Bool {
    known.firstIndex(of: key).map { met & (1 << UInt32($0)) == 0 } ?? true
  }

  var missing: [String] {
    guard met != (1 << UInt32(known.count)) - 1 else { return [] }
    return known.indices.filter { met & (1 << UInt32($0)) == 0 }.map { known[$0] }
  }
}
