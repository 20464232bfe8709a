// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Testing

@testable import Validation

@Suite("Product-specific rules")
struct ProductRuleTests {
  @Test(
    "A criterion meets a rule by one of its alternatives; a stricter change of classification is one as well",
    arguments: [
      ("WO", "WO", true), ("WO", "PE", true), ("WO", "CTC", false), ("WO", "RVC 60%", false), ("WO", "PSR", false),
      ("CC", "CTC", true), ("CC", "CC", true), ("CC", "CTH", false), ("CC", "RVC 40%", false), ("CC", "PSR", true),
      ("CTH or RVC40", "CC", true), ("CTH or RVC40", "CTSH", false), ("CTH or RVC40", "RVC", true),
      ("CTH or RVC40", "40%", true), ("CTH or RVC40", "39.99%", false), ("CTH or RVC40", "CR", false),
      ("CTH or RVC40 or CR", "CR", true), ("CTSH", "CTH DMI", true), ("CTSH + RVC35%", "CTSH", false),
      ("CTSH + RVC35%", "CTSH + 35%", true), ("CC except from chapter 01", "CTC ACU", true), ("CC", "PC 25%", true),
      ("SP", "SP", true), ("RVC", "RVC 1%", true),
    ])
  func meets(_ rule: String, _ criterion: String, _ isMet: Bool) throws {
    let rule = try #require(ProductRule(rule))
    #expect(rule.allows(try OriginCriterion(parsing: criterion)) == isMet)
  }

  @Test(
    "What is no rule is none",
    arguments: [
      "", "CTC", "PE", "RVC0", "RVC101", "RVC4x", "CTH or", "CTH CC", "CTH +", "CTH + CTH", "CC except",
      "CC except from",
      "cth", "except from chapter 01", "RVC40 %", "or", " or CC",
    ])
  func nonsense(_ text: String) {
    #expect(ProductRule(text) == nil)
  }

  private static func rules(_ text: String) throws(CodeListError) -> ProductRules {
    try ProductRules(Array(text.utf8), file: "r.tsv")
  }

  @Test("A subheading goes before its heading, this before its chapter")
  func longest() throws {
    let rules = try Self.rules("# Version: 7\n85\tCTH\n8517\tCTSH\n851712\tRVC40\tpage 193\n")
    #expect(rules.header.version == "7" && rules.count == 3)
    let found = ["851712", "85171290", "851711", "850110", "840110"].map { rules.line(for: $0)?.rule.text }
    #expect(found == ["RVC40", "RVC40", "CTSH", "CTH", nil])
    #expect(rules.line(for: "851712")?.name == "subheading 8517.12")
    #expect(rules.line(for: "851712")?.place == "page 193")
    #expect(rules.line(for: "851799")?.name == "heading 8517" && rules.line(for: "853110")?.name == "chapter 85")
  }

  @Test(
    "A list with a faulty line is not used, and the error tells the line",
    arguments: [
      ("", "r.tsv: cannot read the code list: it has no codes"),
      ("# only words\n", "r.tsv: cannot read the code list: it has no codes"),
      ("94\tCTH\n94\tCC\n", "r.tsv:2: cannot read the code list: 94 stands a second time"),
      ("94\n", "r.tsv:1: cannot read the code list: 1 columns, 2 expected (separated by tabs)"),
      (
        "940\tCTH\n",
        "r.tsv:1: cannot read the code list: a chapter, heading or subheading of 2, 4 or 6 digits expected"
      ),
      (
        "77\tCTH\n",
        "r.tsv:1: cannot read the code list: another chapter than 77, which is reserved and names no goods expected"
      ),
      ("94\tCTH and RVC\n", "r.tsv:1: cannot read the code list: \(ProductRules.expected)"),
    ])
  func faulty(_ text: String, _ words: String) {
    let error = #expect(throws: CodeListError.self) { try Self.rules(text) }
    #expect(error?.description == words)
  }

  @Test("The shipped list names for every line where it was read, and explains itself")
  func shipped() throws {
    var files = try Fixture.files()
    let name = "product-rules-rcep.tsv"
    files[name] = Array(
      try Data(contentsOf: Fixture.root.appending(path: "pipelines/codelists/\(name)")))
    for (small, bytes) in CodeLists.smallLists where files[small] == nil { files[small] = bytes }
    let lists = try CodeLists(files: files)
    let rules = try #require(lists.productRules[.rcep])
    for chapter in 1...97 {
      for code in [String(format: "%02d0100", chapter), String(format: "%02d0290", chapter)] {
        if let line = rules.line(for: code) { #expect(line.place.hasPrefix("annex 3A, page ")) }
      }
    }
    #expect(!rules.header.version.isEmpty && rules.header.source.contains("http"))
    let words = lists.productRuleWords(for: "940360", agreement: "RCEP")
    #expect(
      words == "940360: CTH or RVC40 (chapter 94, annex 3A, page 212; list of RCEP, version \(rules.header.version))")
    #expect(lists.productRuleWords(for: "940360", agreement: "ATIGA") == "940360: there is no list of ATIGA's rules")
    #expect(lists.productRuleWords(for: "090411", agreement: "RCEP")?.hasSuffix("does not have heading 0904") == true)
    #expect(lists.productRuleWords(for: "0904.11", agreement: "RCEP")?.contains("is no HS code") == true)
    #expect(lists.productRuleWords(for: "090411", agreement: nil) == nil)
  }

  private static func part(_ text: String) -> CodeListImport.Part {
    CodeListImport.Part(name: "rules.csv", bytes: Array(text.utf8))
  }

  @Test("A chamber's own list is taken with its rules and places, and put in order; what is no rule is refused")
  func imported() throws {
    let header = CodeListHeader(version: "2026", source: "https://lists.example/annex-3")
    let good = CodeListImport(
      .atigaRules, from: [Self.part("heading code,rule,where\n0904.11,CTH or RVC40,page 9\n01,WO,\n")], header: header)
    #expect(good.faults == [])
    #expect(
      String(decoding: good.bytes, as: UTF8.self).hasSuffix(
        "# Source: https://lists.example/annex-3\n01\tWO\n090411\tCTH or RVC40\tpage 9\n"))
    #expect(try ProductRules(good.bytes, file: CodeListKind.atigaRules.fileName).count == 2)
    let bad = CodeListImport(
      .atigaRules, from: [Self.part("01,wholly obtained\n5,CC\n9904,CC\n")], header: header)
    #expect(
      bad.faults == [
        "rules.csv line 1: “wholly obtained” is no rule: \(ProductRules.expected)",
        "rules.csv line 2: “5” is no code: a chapter, heading or subheading of 2, 4 or 6 digits expected",
        "rules.csv line 3: “9904” is no code: a chapter (first two digits) from 01 to 97 expected",
      ])
  }
}
