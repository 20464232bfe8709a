// SPDX-License-Identifier: GPL-3.0-or-later

import Decisions
import Settings
import Testing
import Trade

@Suite("Limits, four eyes and samples of a policy")
struct LimitTests {
  static func item(_ no: Int, gross: String = "100", fob: String? = nil, _ currency: String = "USD") -> GoodsItem {
    GoodsItem(no: no, grossKg: gross, fob: fob.map { Amount(amount: $0, currency: currency) })
  }

  static func form(_ items: [GoodsItem], to destination: String = "NL") -> ApplicationForm {
    ApplicationForm(
      consignor: Party(name: "Lion City Spices Pte. Ltd.", country: "SG", id: "201912345K"), origin: "SG",
      destination: destination, items: items)
  }

  @Test(
    "A form beyond a limit is held, and told by how much",
    arguments: [
      ("{ value: { USD: 500 } }", "limit 1: value 600.5 USD, above 500 USD"), ("{ value: { USD: 600.50 } }", nil),
      ("{ value: { EUR: 500 } }", "limit 1: value in USD, the limit is in EUR"),
      ("{ value: { EUR: 500 }, no-value: pass }", nil),
      ("{ gross-kg: 199.9 }", "limit 1: gross 200 kg, above 199.9 kg"), ("{ gross-kg: 200 }", nil),
      ("{ items: 1, title: small }", "small: 2 items, above 1"), ("{ items: 2 }", nil),
      ("{ items: 1, destinations: [BE, DE] }", nil),
      ("{ items: 1, destinations: [NL] }", "limit 1: 2 items, above 1"),
      ("{ items: 1, exporters: [{ name: Other }] }", nil),
      ("{ items: 1, exporters: [{ name: Other }, { id: 2019 12345k }] }", "limit 1: 2 items, above 1"),
      ("{ items: 1, gross-kg: 1 }", "limit 1: gross 200 kg, above 1 kg; limit 1: 2 items, above 1"),
    ] as [(String, String?)])
  func limits(_ limit: String, _ reason: String?) throws {
    let policy = try PolicyTests.policy("limits:\n  - \(limit)\n")
    let form = Self.form([Self.item(1, fob: "500.50"), Self.item(2, fob: "100")])
    let decision = policy.decide(form: form, findings: [], ruleBook: "ordinary")
    #expect(decision == (reason.map { .hold(reason: $0) } ?? .grant))
  }

  @Test("A form without values is told so where a limit needs them")
  func untold() throws {
    let policy = try PolicyTests.policy("limits: [{ value: { USD: 500, EUR: 400 } }]\n")
    let form = Self.form([Self.item(1, fob: "1"), Self.item(2), Self.item(3)])
    #expect(
      policy.decide(form: form, findings: [], ruleBook: "o")
        == .hold(reason: "limit 1: no value at item 2, 3, the limit is in USD, EUR"))
  }

  @Test(
    "Above the value of four eyes two officers must grant",
    arguments: [("100", nil), ("100.01", "two officers are needed: value 100.01 USD, above 100 USD")]
      as [(String, String?)])
  func fourEyes(_ amount: String, _ reason: String?) throws {
    let policy = try PolicyTests.policy("four-eyes: { value: { USD: 100 } }\n")
    let decision = policy.decide(form: Self.form([Self.item(1, fob: amount)]), findings: [], ruleBook: "o")
    #expect(decision == (reason.map { .hold(reason: $0, officers: 2) } ?? .grant))
  }

  @Test("A name near a list holds with the entry, beside every other reason")
  func lists() throws {
    let policy = try PolicyTests.policy(
      "lists: [{ list: eu, file: eu.csv, near: 85 }]\nlimits: [{ items: 0 }]\n"
    ).reading([Array("id,name,country\nE-9,Lion City Spice Traders,SG\nE-10,Lyon City Spices,FR\n".utf8)])
    let decision = policy.decide(form: Self.form([Self.item(1)]), findings: [], ruleBook: "o")
    #expect(
      decision
        == .hold(
          reason:
            "consignor \"Lion City Spices Pte. Ltd.\" 92 % near \"Lyon City Spices\" of list eu (E-10, line 3, FR); "
            + "limit 1: 1 items, above 0"))
  }

  @Test("Quotas are those of the limits that are meant")
  func quotas() throws {
    let policy = try PolicyTests.policy(
      "limits:\n  - { a-night: 2, destinations: [NL] }\n  - { a-month: 9, destinations: [BE] }\n")
    let quotas = policy.quotas(of: Self.form([]))
    #expect(quotas == [Quota(period: .night, most: 2, destinations: ["NL"], limit: "limit 1")])
    #expect(quotas[0].reason(after: 1) == nil)
    #expect(quotas[0].reason(after: 2) == "limit 1: application 3 of this exporter to NL this night, above 2")
  }

  @Test("A share of draws is inspected, none at 0 and all at 100")
  func sampling() throws {
    func drawn(_ percent: String) throws -> Int {
      let sampling = try #require(
        try PolicyTests.policy("sampling: { percent: \(percent), seed: a }\n").sampling)
      return (0..<1000).count { sampling.isDrawn(UInt64($0) &* (UInt64.max / 1000)) }
    }
    #expect(try drawn("0") == 0)
    #expect(try drawn("100") == 1000)
    #expect(abs(try drawn("2.5") - 25) <= 1)
  }

  @Test(
    "A fault of the policy is told with its line",
    arguments: [
      ("limits: [{ vlue: { USD: 1 }, items: 1 }]\n", "did you mean \"value\"?"),
      ("limits: [{ value: { USD: -1 } }]\n", "never below zero"), ("limits: [{ value: { usd: 1 } }]\n", "ISO 4217"),
      ("limits: [{ gross-kg: -5 }]\n", "never below zero"), ("limits: [{ items: -1 }]\n", "out of bounds"),
      ("limits: [{ a-night: 1.5 }]\n", "whole number"), ("limits: [{ destinations: [NL] }]\n", "limits nothing"),
      ("limits: [{ items: 1, destinations: [Holland] }]\n", "ISO 3166"), ("limits: [{ value: {} }]\n", "value"),
      ("limits: [{ items: 1, no-value: pass }]\n", "without value"),
      ("four-eyes: { no-value: hold }\n", "without value"), ("four-eyes: {}\n", "value"),
      ("sampling: { percent: 101, seed: a }\n", "out of bounds"), ("sampling: { percent: 5 }\n", "\"seed\" is missing"),
      ("lists: [{ list: a, file: f, parties: [consigner] }]\n", "did you mean \"consignor\"?"),
      ("lists: [{ list: a, file: f, near: 20 }]\n", "out of bounds"),
      ("lists: [{ list: a, file: f, match: exact, near: 90 }]\n", "match is exact"),
      ("lists: [{ list: a, file: f }, { list: a, file: g }]\n", "twice"),
      ("lists: [{ list: a }]\n", "\"file\" is missing"),
    ])
  func faults(_ rest: String, _ says: String) {
    let error = #expect(throws: SettingsError.self) { try PolicyTests.policy(rest) }
    #expect(error?.description.contains(says) == true, "\(String(describing: error))")
    #expect(error?.description.hasPrefix("test.yaml:") == true)
  }
}
