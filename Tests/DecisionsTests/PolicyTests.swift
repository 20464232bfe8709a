// SPDX-License-Identifier: GPL-3.0-or-later

import Decisions
import Foundation
import Settings
import Testing
import Trade

@Suite("Policies")
struct PolicyTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static func standard() throws -> Policy {
    let bytes = try Data(contentsOf: root.appending(path: "pipelines/policies/standard.yaml"))
    return try Policy(yaml: Array(bytes), file: "standard.yaml")
  }

  static func policy(_ rest: String) throws -> Policy {
    let head = "policy: test\nversion: 1\nclean: grant\nwarnings: hold\nno-rule-book: hold\n"
    return try Policy(yaml: Array((head + rest).utf8), file: "test.yaml")
  }

  static let form = ApplicationForm(
    consignor: Party(name: "Lion City Spices Pte. Ltd.", country: "SG", id: "2019 12345k"), origin: "SG")
  static let warning = Finding(rule: "transport.departure.retroactive", severity: .warning, box: "4", message: "m")
  static let error = Finding(rule: "item.hs.structure", severity: .error, box: "6", item: 1, message: "m")

  @Test("The shipped policy grants clean forms, holds doubtful ones, refuses faulty ones")
  func standard() throws {
    let policy = try Self.standard()
    #expect(policy.name == "standard")
    #expect(policy.decide(form: Self.form, findings: [], ruleBook: "ordinary") == .grant)
    #expect(
      policy.decide(form: Self.form, findings: [Self.warning], ruleBook: "ordinary")
        == .hold(reason: "1 warning: transport.departure.retroactive"))
    #expect(
      policy.decide(form: Self.form, findings: [Self.warning, Self.error, Self.error], ruleBook: "ordinary")
        == .refuse(reason: "2 errors: item.hs.structure"))
    var preferential = Self.form
    preferential.agreement = "ChAFTA"
    #expect(
      policy.decide(form: preferential, findings: [], ruleBook: nil)
        == .hold(reason: "no rule book for the agreement ChAFTA"))
    #expect(policy.decide(form: Self.form, findings: [Self.error], ruleBook: nil).word == "refuse")
  }

  @Test(
    "An exporter on the hold list is held, however the name is written",
    arguments: [
      ("{ name: lion city spices, reason: r }", true), ("{ name: LION CITY SPICES PTE LTD, reason: r }", true),
      ("{ name: Lión City-Spices (Pte.) Limited, reason: r }", true), ("{ id: 201912345K, reason: r }", true),
      ("{ name: Other, id: 2019 12345K, reason: r }", true), ("{ name: Lion City, reason: r }", false),
      ("{ id: 201912345, reason: r }", false), ("{ name: City Lion Spices, reason: r }", false),
    ])
  func holdList(_ entry: String, _ held: Bool) throws {
    let policy = try Self.policy("hold-list:\n  - \(entry)\n")
    let decision = policy.decide(form: Self.form, findings: [], ruleBook: "ordinary")
    #expect(decision == (held ? .hold(reason: "exporter on the hold list: r") : .grant))
  }

  @Test("Every reason to hold is given")
  func reasons() throws {
    let policy = try Self.policy("hold-list: [{ name: Lion City Spices, reason: open query }]\n")
    #expect(
      policy.decide(form: Self.form, findings: [Self.warning], ruleBook: nil)
        == .hold(
          reason: "no rule book for this form; exporter on the hold list: open query; "
            + "1 warning: transport.departure.retroactive"))
  }

  @Test(
    "A fault of the policy is told with line and nearest valid name",
    arguments: [
      ("hold-lst: []\n", "test.yaml:6:1: unknown key \"hold-lst\""),
      ("hold-list: [{ reason: r }]\n", "expected id or name"),
      ("hold-list: [{ name: \"...\", reason: r }]\n", "no letters or digits"),
      ("hold-list: [{ name: A, resaon: r }]\n", "did you mean \"reason\"?"), ("hold-list: none\n", "expected a list"),
    ])
  func faults(_ rest: String, _ says: String) {
    do {
      _ = try Self.policy(rest)
      Issue.record("no error")
    } catch {
      #expect("\(error)".contains(says), "\(error)")
    }
  }

  @Test(
    "A policy cannot grant what no rule book has checked, nor errors",
    arguments: [
      "policy: a\nversion: 1\nclean: grant\nwarnings: hold\nno-rule-book: grant\n",
      "policy: a\nversion: 1\nclean: grant\nwarnings: refuse\nno-rule-book: hold\n",
      "policy: a\nversion: 1\nclean: grant\nwarnings: hold\nno-rule-book: hold\nerrors: grant\n",
      "policy: a\nversion: 1\nclean: grnat\nwarnings: hold\nno-rule-book: hold\n",
    ])
  func refused(_ text: String) {
    #expect(throws: SettingsError.self) { try Policy(yaml: Array(text.utf8), file: "a.yaml") }
  }
}
