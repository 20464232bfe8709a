// SPDX-License-Identifier: GPL-3.0-or-later

import Decisions
import Testing

@Suite("Names near a list")
struct NameIndexTests {
  static func list(_ names: [String]) throws -> WatchList {
    try WatchList(Array(names.joined(separator: "\n").utf8), file: "names")
  }

  static let index = NameIndex(
    try! list([
      "Al Rashid Trading LLC", "Megatrade Import-Export", "Omega", "Mohammed Ali Hassan Qureshi",
      "Société Générale du Sel",
      "Orient Star Shipping", "上海星光贸易有限公司",
    ]))

  @Test(
    "A near name is met, and told how near",
    arguments: [
      ("Al Rashid Trading", "Al Rashid Trading LLC", 100), ("TRADING AL-RASHID Ltd.", "Al Rashid Trading LLC", 100),
      ("Al Rahsid Trading", "Al Rashid Trading LLC", 93), ("Al Rashed Tradng", "Al Rashid Trading LLC", 86),
      ("Al Rashid Trading Singapore", "Al Rashid Trading LLC", 86),
      ("Mega Trade Import Export", "Megatrade Import-Export", 100),
      ("Mohammed Hassan Qureshi", "Mohammed Ali Hassan Qureshi", 87), ("Rashid Trading", "Al Rashid Trading LLC", 86),
      ("Omega Foods", "Omega", 80),
      ("Societe generale du sel", "Société Générale du Sel", 100),
      ("Oriental Star Shipping", "Orient Star Shipping", 88),
      ("上海星光贸易有限公司", "上海星光贸易有限公司", 100),
    ])
  func near(_ name: String, _ entry: String, _ percent: Int) {
    let matches = Self.index.matches(name, atLeast: 75)
    #expect(matches.first?.name == entry)
    #expect(matches.first?.percent == percent)
  }

  @Test(
    "Another name is not met",
    arguments: [
      "Al Majid Trading", "Majid Trading", "Omega International Foods and Beverages", "Orient Shipping", "Star", "...",
      "Mohammed Hassan", "",
    ])
  func other(_ name: String) {
    #expect(Self.index.matches(name, atLeast: 75).isEmpty)
  }

  @Test("An exact list meets the same name alone, without case, accents and legal form")
  func exact() throws {
    let index = NameIndex(try Self.list(["Al Rashid Trading LLC", "Al Rahsid Trading"]), isNear: false)
    #expect(index.matches("AL-RASHID TRADING LTD", atLeast: 100).map(\.name) == ["Al Rashid Trading LLC"])
    #expect(index.matches("Al Rashed Trading", atLeast: 100).isEmpty)
  }

  @Test("An alias leads to its entry, and of one entry's names the nearest is told")
  func alias() throws {
    let list = try WatchList(
      Array("id,name,alias,country\nQ7,Northern Lights,Polar Glow Trading|Polar Glov Trading,KP\n".utf8), file: "a.csv")
    let matches = NameIndex(list).matches("Polar Glow Trading", atLeast: 75)
    #expect(matches.count == 1)
    #expect(matches.first?.name == "Polar Glow Trading")
    #expect(matches.first?.entry.id == "Q7")
    #expect(matches.first?.percent == 100)
  }

  /// Words of a small alphabet, so that many are near one another.
  static func words(_ count: Int, seed: UInt64) -> [String] {
    var state = seed
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    return (0..<count).map { _ in
      String((0..<(3 + next(7))).map { _ in Character(["A", "B", "C"][next(3)]) })
    }
  }

  /// Slips between two words by the plain recursion, a swap of two neighbours alone counting one.
  static func slips(_ a: [Character], _ b: [Character]) -> Int {
    if a.count == b.count {
      let differing = a.indices.filter { a[$0] != b[$0] }
      if differing.count == 2, differing[1] == differing[0] + 1, a[differing[0]] == b[differing[1]],
        a[differing[1]] == b[differing[0]]
      {
        return 1
      }
    }
    var row = Array(0...b.count)
    for i in a.indices {
      var next = [i + 1]
      for j in b.indices { next.append(min(row[j] + (a[i] == b[j] ? 0 : 1), row[j + 1] + 1, next[j] + 1)) }
      row = next
    }
    return row[b.count]
  }

  @Test("The index finds exactly what comparing with every entry finds", arguments: [1, 2, 3] as [UInt64])
  func complete(_ seed: UInt64) throws {
    let entries = Array(Set(Self.words(120, seed: seed))).sorted()
    let index = NameIndex(try Self.list(entries))
    for word in Self.words(80, seed: seed &+ 100) {
      var expected: [String: Int] = [:]
      for entry in entries {
        let most = entry.count < 4 ? 0 : entry.count < 6 ? 1 : 2
        let slips = Self.slips(Array(entry), Array(word))
        let percent = 100 * (entry.count - slips) / entry.count
        if slips <= most, percent >= 50 { expected[entry] = percent }
      }
      let found = Dictionary(index.matches(word, atLeast: 50).map { ($0.name, $0.percent) }) { first, _ in first }
      #expect(found == expected, "\(word)")
    }
  }
}
