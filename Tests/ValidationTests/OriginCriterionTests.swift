// SPDX-License-Identifier: GPL-3.0-or-later

import Seeded
import Testing

@testable import Validation

@Suite("Origin criteria")
struct OriginCriterionTests {
  @Test(
    "Criteria of real forms are understood",
    arguments: [
      ("WO", ["WO"], []), ("PE", ["PE"], []), ("WP", ["WP"], []), ("PSR", ["PSR"], []), ("SP", ["SP"], []),
      ("CC", ["CC"], []), ("CTH", ["CTH"], []), ("CTSH", ["CTSH"], []), ("CTC", ["CTC"], []), ("CR", ["CR"], []),
      ("RVC", ["RVC"], []), ("RVC 40%", ["RVC 4000"], []), ("40%", ["RVC 4000"], []), ("RVC40 %", ["RVC 4000"], []),
      ("CTSH + 35%", ["CTSH", "RVC 3500"], []), ("RVC [79.73] %+CTSH", ["RVC 7973", "CTSH"], []),
      ("PC 25%", ["PC 2500"], []), ("CTH DMI", ["CTH"], ["DMI"]), ("CTH, DMI, ACU", ["CTH"], ["DMI", "ACU"]),
      ("CTC+ACU", ["CTC"], ["ACU"]), ("RVC 40.5% / ACU", ["RVC 4050"], ["ACU"]), ("\"WO\"", ["WO"], []),
      ("  100 %  ", ["RVC 10000"], []), ("PSR DMI", ["PSR"], ["DMI"]),
    ] as [(String, [String], [String])])
  func understood(_ text: String, _ parts: [String], _ suffixes: [String]) throws {
    let criterion = try OriginCriterion(parsing: text)
    #expect(criterion.parts.map { $0.claim.rawValue + ($0.hundredths.map { " \($0)" } ?? "") } == parts)
    #expect(criterion.suffixes.map(\.rawValue) == suffixes)
  }

  @Test(
    "What is outside the grammar is refused, and said",
    arguments: [
      ("", "something on both sides"), ("XYZ", "a known abbreviation instead of XYZ"), ("wo", "capital letters"),
      ("WO + CTH", "WO alone"), ("CTH + CC", "one change of tariff classification"), ("RVC RVC", "\"+\" before RVC"),
      ("RVC 40% + 30%", "RVC once only"), ("40", "a percentage above 0"), ("0%", "a percentage above 0"),
      ("101%", "a percentage above 0"), ("[40%", "a percentage above 0"), ("40.123%", "at most two decimals"),
      ("99999999999999999999%", "a percentage above 0"), ("CTH +", "something on both sides"),
      ("+ CTH", "something on both sides"), ("CTH 40%", "\"+\" before the percentage"),
      ("PC", "the percentage after PC"),
      ("DMI", "a known abbreviation instead of DMI"), ("CTH DMI DMI", "DMI once only"), ("CTH; WO", "no “;”"),
      ("CTH ΔMI", "no “Δ”"), ("CTH, WO", "something on both sides"),
    ])
  func refused(_ text: String, _ says: String) {
    do {
      _ = try OriginCriterion(parsing: text)
      Issue.record("understood \(text)")
    } catch {
      #expect(error.description.contains(says), "\(error.description)")
    }
    #expect(OriginCriterion(text) == nil)
  }

  @Test(
    "The place of a fault is told, and the whole where one change mends it",
    arguments: [
      ("RVC 40% CTSH", 8, "RVC 40% + CTSH"), ("RVC 40% + CTHS", 10, "RVC 40% + CTSH"), ("cth", 0, "CTH"),
      ("CTH 40%", 4, "CTH + 40%"), ("RVC 40", 4, "RVC 40%"), ("CTH + CTH", 6, nil), ("WO + CTH", 0, nil),
      ("CTH + CC", 6, nil), ("CTH +", 4, nil), ("+ CTH", 0, nil), ("CTH; CC", 3, nil), ("PC", 0, nil), ("", nil, nil),
      ("RVC RVC", 4, nil), ("CTH DMI DMI", 8, nil),
    ] as [(String, Int?, String?)])
  func places(_ text: String, _ place: Int?, _ correction: String?) throws {
    do {
      _ = try OriginCriterion(parsing: text)
      Issue.record("understood \(text)")
    } catch {
      #expect(error.place(in: text) == place)
      #expect(error.correction(of: text) == correction)
    }
  }

  @Test("Any bytes give a criterion or an error")
  func fuzz() {
    var random = SeededNumbers(seed: 7)
    let pieces = [
      "WO", "CTH", "RVC", "PC", "+", ",", " ", "40%", "[", "]", ".", "7", "%", "DMI", "ACU", "\"", "é", "\u{0}",
    ]
    for _ in 0..<5000 {
      var text = ""
      for _ in 0..<(random.next() % 8) { text += pieces[Int(random.next() % UInt64(pieces.count))] }
      let criterion: OriginCriterion
      do {
        criterion = try OriginCriterion(parsing: text)
      } catch {
        #expect((error.place(in: text) ?? 0) <= text.utf8.count)
        #expect(error.correction(of: text).map { OriginCriterion($0) != nil } ?? true)
        continue
      }
      #expect(!criterion.parts.isEmpty)
      #expect(criterion.parts.allSatisfy { part in part.hundredths.map { (1...10_000).contains($0) } ?? true })
    }
  }
}
