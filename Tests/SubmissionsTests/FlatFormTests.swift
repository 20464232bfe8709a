// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import Seeded
import Submissions
import Testing
import Trade

@Suite("Flat form")
struct FlatFormTests {
  @Test("the worked batch's application goes through byte for byte")
  func roundTripOfVector() throws {
    let bytes = try vector("batch1-application.json")
    let (form, findings) = FlatForm.parse(try JSONValue(parsing: bytes))
    #expect(findings.isEmpty)
    let read = try #require(form)
    #expect(read.reference == "APP-2026-00017")
    #expect(read.copies == 3)
    #expect(read.consignee.postcode == "2030")
    #expect(read.items.first?.packages == [Packages(count: 120, kind: "CT")])
    #expect(FlatForm.json(read).canonicalBytes == bytes)
  }

  @Test("any form is read back as it was written")
  func roundTripOfAny() {
    var random = SeededNumbers(seed: 2)
    for _ in 0..<300 {
      let form = ApplicationForm.any(&random)
      let json = FlatForm.json(form)
      let (read, findings) = FlatForm.parse(json)
      #expect(findings.isEmpty)
      #expect(read == form)
      let again = try? JSONValue(parsing: json.canonicalBytes)
      #expect(again.map { FlatForm.parse($0).0 } == form)
    }
  }

  @Test("agreement, origin and remarks may be left out")
  func leftOut() throws {
    var json = try wholeForm()
    for key in ["agreement", "origin", "remarks"] { json[key] = nil }
    let (form, findings) = FlatForm.parse(.object(json))
    #expect(findings.isEmpty)
    #expect(form?.agreement == nil)
    #expect(form?.origin == nil)
    #expect(form?.remarks == "")
  }

  @Test("all faults are told at once, each with box, item and a way out, and the rest is kept")
  func everythingAtOnce() throws {
    var json = try wholeForm()
    json["form"] = "certmill.application/2"
    json["destinaton"] = "BE"
    json["destination"] = nil
    json["copies"] = "3"
    var consignor = try #require(json["consignor"]?.object)
    consignor["adress"] = ["x"]
    consignor["country"] = 65
    json["consignor"] = .object(consignor)
    var item = try #require(json["items"]?.array?.first?.object)
    item["grossKg"] = .number(JSONNumber(3240))
    item["packages"] = [["count": "120", "kind": "CT", "colour": "red"]]
    item["invoice"] = 4
    json["items"] = [.object(item)]
    let (form, findings) = FlatForm.parse(.object(json))
    let read = try #require(form)
    #expect(read.items.first?.grossKg == "3240")
    #expect(read.items.first?.packages == [Packages(count: 0, kind: "CT")])
    #expect(read.consignor.name == "Lion City Spices Pte Ltd")
    #expect(
      Set(findings.map { "\($0.rule) \($0.box) \($0.item ?? 0)" }) == [
        "form.version  0", "form.unknown-key  0", "form.type  0", "form.missing-key  0", "form.unknown-key 1 0",
        "form.type 1 0", "form.type 7 1", "form.type 6 1", "form.unknown-key 6 1", "form.invoice-index 9 1",
      ])
    let messages = findings.map(\.message)
    #expect(messages.contains { $0.contains(#""destinaton" is no key of the form; did you mean "destination"?"#) })
    #expect(messages.contains { $0.hasPrefix(#"Consignor: "adress""#) && $0.contains(#"mean "address""#) })
    #expect(messages.contains { $0.hasPrefix(#"Item 1, packages 1: "count" must be a whole number"#) })
    #expect(messages.contains { $0.hasPrefix(#"Item 1: "grossKg" must be text in double quotes, found a number"#) })
  }

  @Test(
    "whole numbers are digits and nothing else",
    arguments: ["-0", "-1", "1.0", "1e2", "1e300", "9007199254740993", "1000000000"])
  func wholeNumbers(lexeme: String) throws {
    var json = try wholeForm()
    json["copies"] = try JSONValue(parsing: Array(lexeme.utf8))
    let (form, findings) = FlatForm.parse(.object(json))
    #expect(form?.copies == nil)
    #expect(findings.map(\.rule) == ["form.number"])
  }

  @Test(
    "what is no application is told in one finding",
    arguments: [
      ("[]", "form.not-an-object"), ("[{}]", "form.not-an-object"), ("7", "form.not-an-object"),
      ("null", "form.not-an-object"), (#""text""#, "form.not-an-object"), ("{}", "form.not-a-form"),
      (#"{"hello":"world"}"#, "form.not-a-form"),
    ])
  func noForm(text: String, rule: String) throws {
    let (form, findings) = FlatForm.parse(try JSONValue(parsing: Array(text.utf8)))
    #expect(form == nil)
    #expect(findings.map(\.rule) == [rule])
  }

  @Test("a consignee to order needs neither name nor address")
  func toOrder() throws {
    var json = try wholeForm()
    json["consignee"] = ["toOrder": true, "country": "BE"]
    let (form, findings) = FlatForm.parse(.object(json))
    #expect(findings.isEmpty)
    #expect(form?.consignee == Party(country: "BE", toOrder: true))
    #expect(FlatForm.json(try #require(form)) == .object(json))
  }

  @Test("a form of too many items is refused without building them")
  func tooManyItems() throws {
    var json = try wholeForm()
    let item = try #require(json["items"]?.array?.first)
    json["items"] = .array(Array(repeating: item, count: 5_001))
    let (form, findings) = FlatForm.parse(.object(json))
    #expect(form?.items.isEmpty == true)
    #expect(findings.map(\.rule) == ["form.too-many"])
  }

  @Test("a million unknown keys give a short list and a count")
  func manyFindings() throws {
    var text = #"{"form":"certmill.application/1""#
    for number in 0..<20_000 { text += #","k\#(number)":0"# }
    let (_, findings) = FlatForm.parse(try JSONValue(parsing: Array((text + "}").utf8)))
    #expect(findings.count == 201)
    #expect(findings.last?.rule == "form.more")
  }

  @Test("a key written with the Kelvin sign is another key")
  func kelvin() throws {
    var json = try wholeForm()
    var item = try #require(json["items"]?.array?.first?.object)
    item["gross\u{212A}g"] = "1"
    json["items"] = [.object(item)]
    let (form, findings) = FlatForm.parse(.object(json))
    #expect(form?.items.first?.grossKg == "3240")
    #expect(findings.map(\.rule) == ["form.unknown-key"])
  }

  @Test("what was written is quoted without controls and not at length")
  func quoting() throws {
    var json = try wholeForm()
    json["\u{202E}evil\u{7}" + String(repeating: "x", count: 500)] = 1
    let (_, findings) = FlatForm.parse(.object(json))
    let message = try #require(findings.first?.message)
    #expect(message.contains(#"\u{202E}evil\u{7}xxx"#))
    #expect(!message.unicodeScalars.contains("\u{202E}"))
    #expect(message.utf8.count < 400)
  }
}
