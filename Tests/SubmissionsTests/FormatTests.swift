// SPDX-License-Identifier: GPL-3.0-or-later
import Archives
import CanonicalJSON
import Foundation
import HandmadePDFs
import Submissions
import Testing
import Trade

/// The samples of each format, and what is told of broken ones.
@Suite("Formats")
struct FormatTests {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static func sample(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: root.appending(path: "samples").appending(path: name)))
  }

  static func examine(_ bytes: [UInt8], traced: Bool = false) -> Examination {
    read(bytes, kind: SubmissionKind(sniffing: bytes), traced: traced)
  }

  @Test("The same application gives the same form in two formats")
  func sameForm() throws {
    let json = Self.examine(try Self.sample("inbox/clean-pepper-singapore.json"))
    let pdf = Self.examine(try Self.sample("inbox/duplicate-form-of-pepper.pdf"))
    #expect(pdf.findings == [])
    #expect(pdf.form != nil && pdf.form == json.form)
  }

  @Test(
    "Every value of the samples tells where it came from",
    arguments: [
      ("clean-pepper-singapore.json", "consignor.name", "line 7, column 13"),
      ("clean-boxes-batik.json", "items[1].grossKg", "cocert.Quantity_7[1].grossKg"),
      ("clean-ubl-tea.xml", "items[1].packages", "GoodsItem[2]/ContainingPackage[1]/Quantity"),
      ("clean-filled-form-porcelain.pdf", "items[0].hs", "field \"items.1.hs\""),
      ("clean-csv-quotes-and-crlf.csv", "consignor.name", "line 2, column"),
      ("clean-csv-quotes-and-crlf.csv", "items[0].packages[0].kind", "(item.packages.kind)"),
      ("clean-boxes-batik.json", "items[0].marks", "line 37, column 14 (cocert.Goods_6[0].marks)"),
      ("clean-tradetrust-spices.json", "consignor.name", "supplyChainConsignment.exporter.name"),
      ("clean-package-orchids.zip", "consignor.name", "application.json, line 1"),
    ])
  func sources(file: String, field: String, place: String) throws {
    let examination = Self.examine(try Self.sample("inbox/\(file)"), traced: true)
    #expect(examination.findings == [])
    let found = examination.sources.first { $0.field == field }
    #expect(found?.place.contains(place) == true, "\(found?.place ?? "not told")")
    #expect(Self.examine(try Self.sample("inbox/\(file)")).sources == [], "a night pays nothing for it")
  }

  @Test("The empty application form is read and has no values")
  func emptyForm() throws {
    let examination = Self.examine(try Self.sample("application-form.pdf"))
    #expect(examination.findings == [])
    #expect(examination.form == ApplicationForm())
  }

  @Test("Our UBL sample is valid by the schema of UBL 2.5")
  func validUBL() throws {
    let schema = Self.root.deletingLastPathComponent().appending(
      path: "shared/data/ubl/xsd/maindoc/UBL-CertificateOfOrigin-2.5.xsd"
    ).path
    guard FileManager.default.fileExists(atPath: schema), FileManager.default.fileExists(atPath: "/usr/bin/xmllint")
    else { return }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/xmllint")
    process.arguments = [
      "--nonet", "--noout", "--schema", schema, Self.root.appending(path: "samples/inbox/clean-ubl-tea.xml").path,
    ]
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  static func xml(_ body: String) -> [UInt8] {
    let names = "urn:oasis:names:specification:ubl:schema:xsd:"
    return Array(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <CertificateOfOrigin xmlns="\(names)CertificateOfOrigin-2" xmlns:cac="\(names)CommonAggregateComponents-2"
        xmlns:cbc="\(names)CommonBasicComponents-2">\(body)</CertificateOfOrigin>
      """.utf8)
  }

  static func shipment(_ inner: String) -> [UInt8] {
    xml(
      "<cac:CertificateOfOriginApplication><cac:Shipment>\(inner)</cac:Shipment></cac:CertificateOfOriginApplication>")
  }

  @Test(
    "Faults of UBL are told",
    arguments: [
      (Array("<!DOCTYPE a><a/>".utf8), "xml.document-type"), (Array("<a><b></a>".utf8), "xml.syntax"),
      (Array("<?xml version='1.0' encoding='latin2'?><a/>".utf8), "xml.encoding"),
      (Array("<Invoice/>".utf8), "ubl.root"), (xml(""), "ubl.missing"),
      (shipment("<cac:Consignment/><cac:Consignment/>"), "ubl.several"),
      (
        shipment("<cac:GoodsItem><cbc:GrossWeightMeasure unitCode='LBR'>1</cbc:GrossWeightMeasure></cac:GoodsItem>"),
        "ubl.weight"
      ),
      (shipment("<cac:GoodsItem><cac:ContainingPackage/></cac:GoodsItem>"), "ubl.number"),
      (
        shipment("<cac:ShipmentStage><cac:LoadingPortLocation/></cac:ShipmentStage>"), "ubl.locode"
      ),
      (Array("<a>".utf8) + [0xFF] + Array("</a>".utf8), "file.utf-8"), ([0xFF, 0xFE, 0x3C, 0, 0], "file.utf-16"),
    ] as [([UInt8], String)])
  func faultyUBL(bytes: [UInt8], rule: String) {
    let findings = Self.examine(bytes).findings
    #expect(findings.contains { $0.rule == rule }, "\(findings)")
  }

  @Test("Weights in tonnes become kilograms, and text from other namespaces is none of ours")
  func weights() throws {
    let bytes = Self.shipment(
      """
      <cac:GoodsItem><cbc:GrossWeightMeasure unitCode='TNE'>1.25</cbc:GrossWeightMeasure>
      <x:NetWeightMeasure xmlns:x="urn:x" unitCode='KGM'>9</x:NetWeightMeasure></cac:GoodsItem>
      """)
    let form = try #require(Self.examine(bytes).form)
    #expect(form.items[0].grossKg == "1250" && form.items[0].netKg == nil)
  }

  @Test(
    "Faults of a form in boxes are told",
    arguments: [
      (#"{"Consignor_1":{"name":"A","nam":"B"}}"#, "boxes.unknown-key"), (#"{"Consignor_1":1}"#, "boxes.type"),
      (#"{"cocert":{"Consignee_2":{}}}"#, "boxes.missing-key"),
      (#"{"Goods_6":[{"item":1}],"Quantity_7":[{"item":2}]}"#, "boxes.quantity"),
      (#"{"Goods_6":[{"item":1}],"Quantity_7":[{"item":1},{"item":1}]}"#, "boxes.quantity"),
      (#"{"Consignor_1":{"name":1e400}}"#, "json.number"),
      (#"{"Consignor_1":{},"Consignor_1":{}}"#, "json.duplicate-key"),
    ])
  func faultyBoxes(text: String, rule: String) {
    #expect(Self.examine(Array(text.utf8)).findings.contains { $0.rule == rule })
  }

  @Test("The excerpt that a portal sends is read, with its name in two lines")
  func portal() throws {
    let text = """
      {"Options":{"ClientReferenceNumber":"Client ref"},"cocert":{"Consignor_1":{"name":"Con Name","city":"Con City",
      "CountryISOCode":"IE","name2":"Con Name2","address1":"Con addr1","state":"Con state","zip":"Con zip"},
      "Consignee_2":{"name":"Cons2 name"}}}
      """
    let form = try #require(Self.examine(Array(text.utf8)).form)
    #expect(form.reference == "Client ref" && form.consignor.name == "Con Name Con Name2")
    #expect(form.consignor.city == "Con City, Con state" && form.consignee.name == "Cons2 name")
  }

  // MARK: PDF

  /// A form of text fields, written object by object.
  static func pdf(_ fields: [(String, String)], form: String = "", catalog: String = "") -> [UInt8] {
    var pdf = HandmadePDF()
    let kids = fields.indices.map { "\($0 + 4) 0 R" }.joined(separator: " ")
    pdf.add("<< /Type /Catalog /Pages 2 0 R \(catalog) /AcroForm << /Fields [\(kids)] \(form) >> >>")
    pdf.add("<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
    pdf.add("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Annots [\(kids)] >>")
    for (name, rest) in fields {
      pdf.add(
        "<< /Type /Annot /Subtype /Widget /Rect [0 0 9 9] /T (\(name)) \(rest.contains("/FT") ? "" : "/FT /Tx") \(rest) >>"
      )
    }
    return pdf.bytes
  }

  @Test(
    "PDFs that are no application, or might show another than they hold, are refused",
    arguments: [
      (pdf([]), "pdf.no-fields"), (pdf([("surname", "/V (X)")]), "pdf.other-form"),
      (pdf([("reference", "/V (X)")], form: "/XFA (x)"), "pdf.xfa"),
      (pdf([("reference", "/V (X) /AA << /K << /S /JavaScript /JS (1) >> >>")]), "pdf.scripts"),
      (
        pdf([("reference", "/V (X)")], catalog: "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"),
        "pdf.scripts"
      ),
      (pdf([("reference", "/V (\(String(repeating: "x", count: 1_000_000)))")]), "pdf.field-length"),
      (pdf([("reference", "/V (X)"), ("refrence", "/V (Y)")]), "pdf.unknown-field"),
      (pdf([("reference", "/V (X)"), ("copies", "/V (many)")]), "pdf.number"),
      (pdf([("reference", "/V (X)"), ("form", "/V (other/9)")]), "form.version"),
      (HandmadePDF.encrypted(userPassword: true), "pdf.encrypted"),
      (HandmadePDF.encrypted(userPassword: false), "pdf.encrypted"),
      (Array("%PDF-1.7\n".utf8), "pdf.damaged"),
    ] as [([UInt8], String)])
  func faultyPDF(bytes: [UInt8], rule: String) {
    let findings = Self.examine(bytes).findings
    #expect(findings.map(\.rule) == [rule], "\(findings)")
  }

  // MARK: Packages

  static func zip(_ files: [(String, [UInt8])]) -> [UInt8] {
    ZipPackage.bytes(of: files.map { PackedFile(name: $0.0, bytes: $0.1) })
  }

  @Test("An application comes with its papers, whatever their names")
  func package() throws {
    let form = try Self.sample("inbox/clean-pepper-singapore.json")
    let paper = Array("%PDF-1.4 no form".utf8)
    let examination = Self.examine(
      Self.zip([("papers/Rechnung März.pdf", paper), ("x.bin", form), ("packing.csv", Array("a,b\n1,2\n".utf8))]))
    #expect(examination.findings == [] && examination.form == Self.examine(form).form)
    #expect(examination.enclosures.map(\.name) == ["papers/Rechnung März.pdf", "packing.csv"])
    #expect(examination.enclosures[0].size == paper.count)
  }

  @Test("Packages that hide something are refused")
  func faultyPackages() throws {
    let form = try Self.sample("inbox/clean-pepper-singapore.json")
    let inner = Self.zip([("a.json", form)])
    func rules(_ bytes: [UInt8]) -> [String] { Self.examine(bytes).findings.map(\.rule) }
    #expect(rules(Self.zip([("a.txt", [65])])) == ["zip.no-application"])
    #expect(rules(Self.zip([("a.json", form), ("b.json", form)])) == ["zip.several"])
    #expect(rules(Self.zip([("a.json", form), ("b.zip", inner)])) == ["zip.nested"])
    #expect(rules(Self.zip([("a.json", form), ("../b", [65])])) == ["zip.name"])
    #expect(rules(Self.zip([("a.json", form), ("A.JSON", [65])])) == ["zip.duplicate-name"])
    #expect(rules(Self.zip((0..<101).map { ("\($0)", [65]) })) == ["zip.too-many-files"])
    #expect(rules(Array(inner.dropLast(3))) == ["zip.damaged"])
    #expect(rules(Self.zip([])) == ["zip.no-application"])
    var encrypted = inner
    let record = try #require(inner.indices.dropLast(4).last { inner[$0...].starts(with: [0x50, 0x4B, 1, 2]) })
    encrypted[record + 8] |= 1
    #expect(rules(encrypted) == ["zip.encrypted"])
    // A bomb: the directory says what it would unpack to.
    var bomb = inner
    for index in 0..<4 { bomb[record + 24 + index] = 0x7F }
    #expect(rules(bomb) == ["zip.too-large"])
  }
}
