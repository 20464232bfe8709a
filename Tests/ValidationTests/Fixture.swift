// SPDX-License-Identifier: GPL-3.0-or-later

import Foundation
import Settings
import Testing
import Trade
import Validation

/// The shipped book and lists, and a form that is clean under them.
enum Fixture {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  /// 2026-11-23.
  static let issued = CalendarDate(daysSinceEpoch: 20_780)

  static func files() throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for name in CodeLists.fileNames {
      let folder =
        name.hasSuffix(".json")
        ? URL(filePath: "/usr/share/iso-codes/json") : root.appending(path: "pipelines/codelists")
      files[name] = Array(try Data(contentsOf: folder.appending(path: name)))
    }
    return files
  }

  static let lists = Result { try CodeLists(files: files()) }
  static let ordinary = Result {
    try RuleBook(
      yaml: Array(Data(contentsOf: root.appending(path: "pipelines/rules/ordinary.yaml"))), file: "ordinary.yaml",
      codeLists: lists.get())
  }

  static func form(_ change: (inout ApplicationForm) -> Void = { _ in }) -> ApplicationForm {
    var form = ApplicationForm(
      reference: "APP-2026-00017", copies: 3,
      consignor: Party(
        name: "Lion City Spices Pte Ltd", address: ["10 Cecil Street"], city: "Singapore", postcode: "069533",
        country: "SG"),
      consignee: Party(
        name: "Antwerp Foods NV", address: ["Noorderlaan 147"], city: "Antwerpen", postcode: "2030", country: "BE"),
      producer: Party(
        name: "Johor Pepper Estates", address: ["2 Jalan Lada"], city: "Kluang", country: "MY"),
      origin: "SG", destination: "BE",
      transport: Transport(
        mode: "1", means: "MV Straits Pearl", departure: "2026-11-26", loading: "SGSIN", discharge: "BEANR"),
      remarks: "L/C 4711, CIF Antwerp, Incoterms 2020",
      invoices: [
        Invoice(number: "INV 88231", date: "2026-11-18"), Invoice(number: "INV 88232", date: "2026-11-19"),
      ],
      items: [
        GoodsItem(
          no: 1, marks: ["CSQU3054383", "CTN 1-120"], packages: [Packages(count: 120, kind: "CT")],
          description: "Black pepper, whole, FAQ grade", hs: "090411", origin: "SG", criterion: "WO",
          quantity: Quantity(value: "120", unit: "KGM"), grossKg: "3240", netKg: "3120",
          fob: Amount(amount: "9800.00", currency: "USD"), invoice: 0),
        GoodsItem(
          no: 2, marks: ["NO MARKS"], packages: [Packages(count: 2, kind: "PX")], description: "White pepper, ground",
          hs: "09041200", grossKg: "12.5", invoice: 1),
      ],
      declaration: Declaration(place: "Singapore", date: "2026-11-20", signatory: "Tan Mei Ling"),
      flags: ["accumulation"])
    change(&form)
    return form
  }

  static func findings(_ form: ApplicationForm) throws -> [Finding] {
    try ordinary.get().findings(in: form, issuedOn: issued)
  }
}
