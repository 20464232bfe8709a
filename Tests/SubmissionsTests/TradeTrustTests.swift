// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import Seeded
import Submissions
import Testing
import Trade

@Suite("TradeTrust documents")
struct TradeTrustTests {
  @Test("the real sample is understood in full")
  func sample() throws {
    let bytes = try vector("tradetrust-chafta.json")
    #expect(SubmissionKind(sniffing: bytes) == .tradeTrustJSON)
    let examination = read(bytes, kind: .tradeTrustJSON)
    #expect(examination.findings.isEmpty)
    let form = try #require(examination.form)
    #expect(form.reference == "WBC208897")
    #expect(form.agreement == "ChAFTA")
    #expect(
      form.consignor
        == Party(
          name: "TREASURY WINE ESTATES VINTNERS LIMITED", address: ["161 Collins Street"], city: "Melbourne, VIC",
          postcode: "3000", country: "AU", id: "55004094599"))
    #expect(
      form.consignee
        == Party(
          name: "East meets west fine wines",
          address: ["Room 202, Man Po International Business Center", "No. 664 Xin Hua Rd, Changning District"],
          city: "Shanghai", postcode: "200052", country: "CN", id: "emw-wines.com"))
    #expect(form.producer == nil)
    #expect(
      form.remarks == "6 pallets of fine wine, please store below 20 DegC. Producers: items 1, 2: Penfolds wine, "
        + "Penfolds vineyard, Bordertown, SA, 5268, AU; item 3: Lindemans wine, 44 Johns way, Red Cliffs, VIC, 3496, AU"
    )
    #expect(form.origin == "AU")
    #expect(form.destination == "CN")
    #expect(
      form.transport
        == Transport(
          mode: "4", means: "CX104 airbus A350", departure: "2020-06-20", loading: "AUMEL", discharge: "CNPVG"))
    #expect(
      form.invoices == [
        Invoice(number: "1122345", date: "2020-06-02"), Invoice(number: "8877654", date: "2020-06-05"),
      ])
    #expect(form.declaration.place == "Adelaide")
    #expect(form.declaration.date == "2020-05-29")
    #expect(form.declaration.signatory == "TREASURY WINE ESTATES VINTNERS LIMITED")
    #expect(form.items.map(\.no) == [1, 2, 3])
    #expect(form.items.map(\.hs) == ["220421", "220421", "220421"])
    #expect(form.items.map(\.grossKg) == ["900", "900", "930"])
    #expect(form.items.map(\.criterion) == ["WP", "WP", "PSR"])
    #expect(form.items.map(\.invoice) == [0, 0, 1])
    #expect(form.items.allSatisfy { $0.marks == ["NO MARKS"] && $0.packages == [Packages(count: 2, kind: "PK")] })
    #expect(form.items[2].description == "Coonawarra Trio Limestone Ridge Shiraz Cabernet 2013")
    let (again, findings) = FlatForm.parse(FlatForm.json(form))
    #expect(again == form)
    #expect(findings.isEmpty)
  }

  @Test("a document that is not preferential becomes an ordinary application")
  func ordinary() throws {
    #expect(try changed { $0["isPreferential"] = false }.form?.agreement == nil)
    #expect(
      try changed {
        $0["isPreferential"] = nil
        $0["freeTradeAgreement"] = nil
      }.form?.agreement == nil)
    #expect(try changed { $0["isPreferential"] = nil }.form?.agreement == "ChAFTA")
    #expect(try changed { $0["freeTradeAgreement"] = nil }.findings.map(\.rule) == ["tradetrust.agreement"])
  }

  @Test(
    "agreements are known by their usual names",
    arguments: [
      ("CHAFTA", "ChAFTA"), ("ChAFTA", "ChAFTA"), ("China-Australia Free Trade Agreement", "ChAFTA"),
      ("ATIGA", "ATIGA"), ("Form D", "ATIGA"), ("ATIGA Form D", "ATIGA"), ("rcep", "RCEP"), ("Form RCEP", "RCEP"),
      ("Regional Comprehensive Economic Partnership", "RCEP"), ("USMCA", "USMCA"),
    ])
  func agreements(written: String, name: String) throws {
    #expect(try changed { $0["freeTradeAgreement"] = .string(written) }.form?.agreement == name)
  }

  @Test(
    "wrapped documents give the same form",
    arguments: ["credential", "list", "presentation", "salted", "saltedCredential"])
  func wrapped(how: String) throws {
    let bytes = try vector("tradetrust-chafta.json")
    let subject = try JSONValue(parsing: bytes)
    let credential: JSONValue = ["@context": ["https://www.w3.org/2018/credentials/v1"], "credentialSubject": subject]
    let document: JSONValue =
      switch how {
      case "credential": credential
      case "list": ["issuer": "did:web:example.org", "credentialSubject": [subject], "proof": ["type": "x"]]
      case "presentation": ["type": ["VerifiablePresentation"], "verifiableCredential": [credential]]
      case "salted": ["version": "https://schema.openattestation.com/2.0/schema.json", "data": salted(subject)]
      default: ["data": salted(credential), "signature": ["type": "SHA3MerkleProof"]]
      }
    let wrapped = document.canonicalBytes
    #expect(SubmissionKind(sniffing: wrapped) == .tradeTrustJSON)
    #expect(read(wrapped, kind: .tradeTrustJSON) == read(bytes, kind: .tradeTrustJSON))
  }

  @Test(
    "weights are summed as exact kilograms",
    arguments: [
      (["450 Kg", "450Kg"], "900"), (["0.1 kg", "0.2 KGM"], "0.3"), (["1.5 t", "250 kgs."], "1750"),
      (["500 g", "1 kilogram"], "1.5"), (["2 MT"], "2000"), (["450.250 KG"], "450.25"),
    ])
  func weights(written: [String], sum: String) throws {
    let examination = try weighing(written.map { .string($0) })
    #expect(examination.findings.isEmpty)
    #expect(examination.form?.items.first?.grossKg == sum)
  }

  @Test(
    "a weight that would have to be guessed is a finding",
    arguments: [
      "1,250 kg", "1 250 kg", "450", "kg", "-5 kg", "1e400 kg", "450 lb", "450 kg net", "0x10 kg", ".5 kg", "４５０ kg",
      "450 ｋｇ",
      "1234567890123456 kg", "0.0000001 kg",
    ])
  func guessedWeights(written: String) throws {
    let findings = try weighing([.string(written)]).findings
    #expect(findings.map(\.rule) == ["tradetrust.weight"])
    #expect(findings.first?.box == "7")
    #expect(findings.first?.item == 1)
  }

  @Test("a weight that is a number, or missing at one package, is a finding")
  func oddWeights() throws {
    #expect(try weighing([450]).findings.map(\.rule) == ["tradetrust.type"])
    #expect(try weighing(["450 kg", .null]).findings.map(\.rule) == ["tradetrust.weight"])
    let none = try weighing([.null, .null])
    #expect(none.findings.isEmpty)
    #expect(none.form?.items.first?.grossKg == "")
  }

  @Test("one manufacturer of everything is the producer")
  func producer() throws {
    let examination = try changedConsignment { consignment in
      var parts = consignment["includedConsignmentItems"]?.array ?? []
      var first = parts[0].object ?? [:]
      first["manufacturer"] = parts[1].object?["manufacturer"]
      parts[0] = .object(first)
      consignment["includedConsignmentItems"] = .array(parts)
    }
    #expect(examination.form?.producer?.name == "Lindemans wine")
    #expect(examination.form?.remarks == "6 pallets of fine wine, please store below 20 DegC")
  }

  @Test(
    "the mode of transport is told from ids, then from descriptions, and not guessed",
    arguments: [
      ("maersk.com:voyage:123W", "", "1"), ("iata.org:CX104", "", "4"), ("x.org:y:1", "by vessel MSC Oscar", "1"),
      ("x.org:y:1", "by truck", "3"), ("x.org:y:1", "shipment in transit", "0"), ("x.org:vessel:1", "flight", "1"),
      ("x.org:y:1", "vessel, then flight", "0"), ("db.de:train:44", "", "2"),
    ])
  func modes(id: String, information: String, mode: String) throws {
    let examination = try changedConsignment { consignment in
      consignment["iD"] = nil
      consignment["mainCarriageTransportMovement"] = ["iD": .string(id), "information": .string(information)]
    }
    #expect(examination.form?.transport.mode == mode)
  }

  @Test("faults are told all at once with their place")
  func faults() throws {
    let examination = try changedConsignment { consignment in
      consignment["importer"] = nil
      consignment["exporter"] = ["name": 7, "postalAddres": [:]]
      consignment["includedConsignmentItems"] = [["tradeLineItems": ["x", ["sequenceNumber": "1"]]]]
      consignment["loadingBaseportLocation"] = ["name": "Melbourne"]
    }
    #expect(
      Set(examination.findings.map { "\($0.rule) \($0.box) \($0.item ?? 0)" }) == [
        "tradetrust.missing 2 0", "tradetrust.type 1 0", "tradetrust.unknown-key 1 0", "tradetrust.type  0",
        "tradetrust.type 6 1", "tradetrust.locode 4 0",
      ])
    #expect(examination.form?.items.count == 1)
    #expect(
      examination.findings.contains { $0.message.contains("\"supplyChainConsignment.exporter.name\" must be text") })
  }

  @Test(
    "what holds no certificate of origin is one finding",
    arguments: [
      (#"{"credentialSubject":[]}"#, "tradetrust.several"), (#"{"credentialSubject":[{},{}]}"#, "tradetrust.several"),
      (#"{"credentialSubject":7}"#, "tradetrust.not-a-certificate"), (#"{"iD":"a:b"}"#, "tradetrust.missing"),
      (#"{"data":{"a":"b"}}"#, "tradetrust.missing"), (#"{"supplyChainConsignment":7}"#, "tradetrust.type"),
      (
        #"{"credentialSubject":{"credentialSubject":{"credentialSubject":{"credentialSubject":{}}}}}"#,
        "tradetrust.not-a-certificate"
      ),
    ])
  func foreign(text: String, rule: String) {
    let examination = read(Array(text.utf8), kind: .tradeTrustJSON)
    #expect(examination.form == nil)
    #expect(examination.findings.map(\.rule) == [rule])
  }

  @Test("a document of too many items is refused")
  func tooMany() throws {
    let examination = try changedConsignment { consignment in
      let lines = JSONValue.array(Array(repeating: ["sequenceNumber": 1], count: 5_001))
      consignment["includedConsignmentItems"] = [["tradeLineItems": lines]]
    }
    #expect(examination.findings.map(\.rule) == ["tradetrust.too-many-items"])
    #expect(examination.form?.items.isEmpty == true)
  }

  @Test("documents of very many keys are read in one walk")
  func manyKeys() {
    var text = #"{"data":{"supplyChainConsignment":{"exporter":{"#
    text.reserveCapacity(2_000_000)
    for number in 0..<50_000 { text += #""nam\#(number)":"x","# }
    text += #""z":1}}}}"#
    let examination = read(Array(text.utf8), kind: .tradeTrustJSON)
    #expect(examination.form != nil)
    #expect(!examination.findings.isEmpty)
  }

  @Test("spoiled documents never do worse than findings")
  func spoiled() throws {
    let bytes = try vector("tradetrust-chafta.json")
    var random = SeededNumbers(seed: 5)
    for _ in 0..<150 {
      var spoiled = bytes
      for _ in 0...random.below(3) { spoiled[random.below(spoiled.count)] = UInt8(random.below(256)) }
      if random.below(4) == 0 { spoiled = Array(spoiled[..<random.below(spoiled.count)]) }
      let examination = read(spoiled, kind: .tradeTrustJSON)
      #expect(examination.form != nil || !examination.findings.isEmpty)
    }
  }

  // MARK: Documents

  private func changed(_ change: (inout JSONObject) throws -> Void) throws -> Examination {
    var document = try #require(try JSONValue(parsing: vector("tradetrust-chafta.json")).object)
    try change(&document)
    return read(JSONValue.object(document).canonicalBytes, kind: .tradeTrustJSON)
  }

  private func changedConsignment(_ change: (inout JSONObject) throws -> Void) throws -> Examination {
    try changed { document in
      var consignment = try #require(document["supplyChainConsignment"]?.object)
      try change(&consignment)
      document["supplyChainConsignment"] = .object(consignment)
    }
  }

  private func weighing(_ weights: [JSONValue]) throws -> Examination {
    try changedConsignment { consignment in
      let packages = weights.map { weight in JSONValue.object(["grossWeight": weight]) }
      consignment["includedConsignmentItems"] = [
        ["tradeLineItems": [["sequenceNumber": 1, "transportPackages": .array(packages)]]]
      ]
    }
  }

  /// As OpenAttestation 2 salts: every value behind a UUID and its type.
  private func salted(_ value: JSONValue) -> JSONValue {
    let salt = "01234567-89ab-4cde-8f01-23456789abcd:"
    return switch value {
    case .string(let text): .string(salt + "string:" + text)
    case .number(let number): .string(salt + "number:" + number.lexeme)
    case .bool(let flag): .string(salt + "boolean:\(flag)")
    case .null: .string(salt + "null:null")
    case .array(let values): .array(values.map(salted))
    case .object(let object):
      .object(
        object.members.reduce(into: JSONObject()) { result, member in result[member.key] = salted(member.value) })
    }
  }
}
