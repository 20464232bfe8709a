// SPDX-License-Identifier: GPL-3.0-or-later
import CanonicalJSON
import Seeded
import Submissions
import Testing
import Trade

@Suite("Reading any file")
struct ReadTests {
  @Test(
    "kinds are told by content",
    arguments: [
      (#"{"form":"certmill.application/1"}"#, SubmissionKind.flatJSON),
      (#"{"a":{"supplyChainConsignment":1}}"#, .flatJSON),
      (#"{"a":"supplyChainConsignment"}"#, .flatJSON), ("[]", .flatJSON), ("{", .flatJSON),
      (#"{"a\"form":1}"#, .flatJSON),
      ("\u{FEFF} {\"form\":1}", .flatJSON), (#"{"x":"}","supplyChainConsignment":{}}"#, .tradeTrustJSON),
      (#"{"data":{},"form":1}"#, .flatJSON), (#"{"version":"x","data":{}}"#, .tradeTrustJSON),
      (#"{"Options":{},"cocert":{}}"#, .boxJSON), (#"{"Consignor_1":{}}"#, .boxJSON), (#"{"a_b":1}"#, .flatJSON),
      (#"{"@context":[],"credentialSubject":{}}"#, .tradeTrustJSON), ("reference,item.hs\n", .csv),
      ("reference\n", .csv),
      ("\u{FEFF}reference;item.hs", .csv), ("<?xml version=\"1.0\"?><a/>", .ublXML), ("\u{FEFF}<a/>", .ublXML),
      ("%PDF-1.7\n", .pdf), ("garbage\n%PDF-1.4", .pdf), ("PK\u{3}\u{4}", .zip), ("PK\u{5}\u{6}", .zip),
      ("hello", .unknown),
      ("", .unknown), (" \n", .unknown), ("\u{0}\u{1},", .unknown),
    ])
  func sniffing(text: String, kind: SubmissionKind) {
    #expect(SubmissionKind(sniffing: Array(text.utf8)) == kind)
  }

  @Test("a sniffed key is not looked for beyond the outermost object, however deep the rest is")
  func deepSniffing() {
    let deep = String(repeating: "[", count: 100_000)
    #expect(SubmissionKind(sniffing: Array(("{\"a\":" + deep).utf8)) == .flatJSON)
  }

  @Test(
    "each kind of broken file is one finding of its own",
    arguments: [
      ("empty", "file.empty", []), ("blank", "file.blank", [0x20, 0x0A, 0x0D, 0x0A]),
      ("utf-16", "file.utf-16", [0xFF, 0xFE, 0x7B, 0x00]), ("utf-16 without mark", "file.utf-16", [0x7B, 0, 0x22, 0]),
      ("nul", "json.nul", Array("{\"form\":\u{0}1}".utf8)), ("invalid", "json.utf-8", [0x7B, 0x22, 0xC3, 0x28, 0x22]),
      ("two values", "json.trailing", Array("{} {}".utf8)), ("cut", "json.truncated", Array(#"{"form":"cert"#.utf8)),
      ("syntax", "json.syntax", Array(#"{"form" "x"}"#.utf8)),
      ("number", "json.number", Array(#"{"copies":1e400}"#.utf8)),
      ("surrogate", "json.surrogate", Array(#"{"form":"\ud800"}"#.utf8)),
      ("control", "json.control-character", Array("{\"form\":\"\u{1}\"}".utf8)),
      ("escape", "json.escape", Array(#"{"form":"\x"}"#.utf8)),
      ("csv nul", "file.nul", Array("reference,origin\nR\u{0},SG\n".utf8)),
      ("csv invalid", "file.utf-8", Array("reference,origin\nR".utf8) + [0xFC, 0x0A]),
      ("pdf", "pdf.damaged", Array("%PDF-1.7".utf8)), ("zip", "zip.damaged", Array("PK\u{3}\u{4}".utf8)),
      ("xml", "ubl.root", Array("<a/>".utf8)), ("text", "file.kind", Array("hello".utf8)),
    ] as [(String, String, [UInt8])])
  func broken(name: String, rule: String, bytes: [UInt8]) throws {
    let examination = read(bytes, kind: SubmissionKind(sniffing: bytes))
    #expect(examination.form == nil)
    #expect(examination.findings.map(\.rule) == [rule])
    #expect(try #require(examination.findings.first).message.count > 30)
  }

  @Test("places are told as line, column and byte")
  func places() throws {
    let cut = read(Array("{\n\"form\": \"x\"".utf8), kind: .flatJSON)
    #expect(cut.findings.first?.message.hasPrefix("Line 2, column 12 (byte 13): ") == true)
    let marked = read([0xEF, 0xBB, 0xBF] + Array("{\"form\" 1}".utf8), kind: .flatJSON)
    #expect(marked.findings.first?.message.hasPrefix("Line 1, column 12 (byte 11): ") == true)
    let invalid = read(Array("reference,origin\nR,".utf8) + [0xFC, 0x0A], kind: .csv)
    #expect(invalid.findings.first?.message.hasPrefix("Line 2, column 3 (byte 19): not valid UTF-8") == true)
  }

  @Test("a duplicate key is named with its place")
  func duplicateKey() throws {
    let text = #"{"form":"certmill.application/1","origin":"SG","origin":"MY"}"#
    let findings = read(Array(text.utf8), kind: .flatJSON).findings
    #expect(findings.map(\.rule) == ["json.duplicate-key"])
    #expect(findings.first?.message.contains("column 48 (byte 47): the key \"origin\" stands twice") == true)
  }

  @Test("a byte order mark before JSON is passed over")
  func mark() throws {
    let bytes = try vector("batch1-application.json")
    #expect(read([0xEF, 0xBB, 0xBF] + bytes, kind: .flatJSON) == read(bytes, kind: .flatJSON))
  }

  @Test("ten thousand levels are one finding")
  func deep() {
    for text in [String(repeating: "[", count: 10_000), String(repeating: "{\"a\":", count: 10_000)] {
      let examination = read(Array(text.utf8), kind: .flatJSON)
      #expect(examination.findings.map(\.rule) == ["json.too-deep"])
    }
  }

  @Test("a file over the limit is one finding and is not parsed")
  func tooLarge() throws {
    let bytes = try vector("batch1-application.json")
    for kind in SubmissionKind.allCases {
      let examination = read(bytes, kind: kind, limits: SubmissionLimits(bytes: bytes.count - 1))
      #expect(examination.findings.map(\.rule) == ["file.too-large"])
    }
    #expect(read(bytes, kind: .flatJSON, limits: SubmissionLimits(bytes: bytes.count)).findings.isEmpty)
  }

  @Test("a rule book does not tell again what the shape has told to be missing")
  func toldOnce() throws {
    var json = try wholeForm()
    json["declaration"] = ["place": "Singapore", "date": "2026-11-20"]
    json["consignor"] = nil
    var item = try #require(json["items"]?.array?.first?.object)
    item["hs"] = nil
    json["items"] = [.object(item), .object(item)]
    let examination = read(JSONValue.object(json).canonicalBytes, kind: .flatJSON)
    func finding(_ rule: String, _ item: Int? = nil) -> Finding {
      Finding(rule: rule, severity: .error, box: "", item: item, message: "")
    }
    let told = [
      finding("declaration.signatory.required"), finding("consignor.name.required"), finding("item.hs.required", 2),
    ]
    let new = [
      finding("declaration.place.required"), finding("consignee.name.required"), finding("item.hs.required", 3),
      finding("item.marks.required", 1), finding("consignor.name.length"),
    ]
    #expect(examination.findings(with: told + new) == examination.findings + new)
  }

  @Test("any bytes as any kind give a form or a finding")
  func anything() throws {
    let seeds = [try vector("batch1-application.json"), try vector("tradetrust-chafta.json")]
    var random = SeededNumbers(seed: 99)
    for _ in 0..<200 {
      var bytes =
        random.below(2) == 0
        ? (0..<random.below(80)).map { _ in UInt8(random.below(256)) } : seeds[random.below(seeds.count)]
      for _ in 0..<random.below(5) where !bytes.isEmpty { bytes[random.below(bytes.count)] = UInt8(random.below(256)) }
      _ = SubmissionKind(sniffing: bytes)
      for kind in SubmissionKind.allCases {
        let examination = read(bytes, kind: kind)
        #expect(examination.form != nil || !examination.findings.isEmpty)
      }
    }
  }
}
