// SPDX-License-Identifier: GPL-3.0-or-later

import Submissions
import Testing

@testable import Validation

@Suite("Imported code lists")
struct CodeListImportTests {
  static let header = CodeListHeader(version: "2022", source: "https://lists.example/hs")

  func take(_ kind: CodeListKind, _ text: String) -> CodeListImport {
    CodeListImport(kind, from: [.init(name: "list.csv", bytes: Array(text.utf8))], header: Self.header)
  }

  @Test(
    "Lists come as CSV with commas or semicolons, or with tabs, and leave sorted",
    arguments: [
      (
        CodeListKind.hs, "code,text\r\n2204.21,\"Wine, in bottles\"\r\n090411,Pepper\r\n",
        "090411\tPepper\n220421\tWine, in bottles\n", 1
      ),
      (
        .hs, "\u{FEFF}01;Chapter\n0904;Heading\n9999.99;Not specified\n090411;Pepper \"whole\"\n",
        "090411\tPepper \"whole\"\n", 3
      ),
      (.hs, "090411\t\"Pepper\n09041100\tPepper\n090411\t\"Pepper\n", "090411\t\"Pepper\n09041100\tPepper\n", 0),
      (
        .locode,
        ",\"BE\",,\".BELGIUM\",,,,,,,,\n,\"BE\",\"ANR\",\"Antwerpen\",\"Antwerpen\",\"VAN\",\"AF\",\"12345---\",\"0501\",,\"5113N 00425E\",\n\"=\",\"BE\",,\"Antwerp = Antwerpen\",,,,,,,,\n",
        "BEANR\tAntwerpen\n", 2
      ),
      (.locode, "LOCODE,Name\nSG SIN,Singapore\n", "SGSIN\tSingapore\n", 1),
      (.unit, "code\tname\nKGM\tkilogram\n", "KGM\tkilogram\n", 1),
      (.package, "CT,\"Carton \n (paper)\"\n", "CT\tCarton (paper)\n", 0),
    ] as [(CodeListKind, String, String, Int)])
  func rows(_ kind: CodeListKind, _ text: String, _ rows: String, _ skipped: Int) {
    let list = take(kind, text)
    #expect(list.faults == [])
    #expect(list.skipped == skipped)
    let written = String(decoding: list.bytes, as: UTF8.self)
    #expect(written.hasSuffix("# Version: 2022\n# Source: https://lists.example/hs\n" + rows), "\(written)")
    #expect(CodeListHeader(parsing: list.bytes) == Self.header)
    #expect(CodeListSummary(list.bytes, file: kind.fileName).count == list.count)
  }

  @Test(
    "A bad line is told and nothing is taken",
    arguments: [
      (
        CodeListKind.hs, "090411,Pepper\n90411,Pepper\n",
        "line 2: “90411” is no code: expected 6 to 12 digits, not 5 (has the column lost a zero in front? keep it as text)"
      ),
      (
        .hs, "090411,Pepper\n090411,Salt\n",
        "list.csv line 2: 090411 stands a second time, with another text than in list.csv line 1"
      ),
      (.hs, "090411,Pepper\n770101,Nothing\n", "77, which is reserved"),
      (.hs, "090411\n", "line 1: 1 column, code and text expected"),
      (.hs, "090411,\n", "line 1: 090411 has no text"),
      (.hs, "", "the file has no codes"), (.hs, "code,text\n", "the file has no codes"),
      (.hs, "090411,\"Pepper\n", "line 1: the quote that opens here is never closed"),
      (.locode, ",SG,S1N,Singapore\n", "expected the country's two letters and three of A-Z and 2-9"),
      (.hs, "{\"results\":[{\"id\":\"0101", "list.csv: the file is JSON, which is read for hs alone"),
      (.package, "CT,Car\u{202E}ton\n", "the text of CT has U+202E, which cannot be shown"),
      (.hs, "PK\u{3}\u{4}", "list.csv: the file is a spreadsheet: save the sheet with the codes as CSV (UTF-8)"),
      (.incoterm, "EXWO,Ex Works\n", "expected three capital letters"),
      (.transportMode, "10,Sea\n", "expected one digit"), (.package, "C,Carton\n", "expected two capital letters"),
      (.unit, "KGMX,x\n", "expected one to three capital letters"),
    ])
  func faults(_ kind: CodeListKind, _ text: String, _ says: String) {
    let list = take(kind, text)
    #expect(list.bytes.isEmpty && list.count == 0)
    #expect(list.faults.first?.contains(says) == true, "\(list.faults)")
  }

  @Test("Bytes are letters of the encoding that was told, or the file is refused")
  func encodings() {
    let latin = Array(",DE,MUC,M".utf8) + [0xFC] + Array("nchen ".utf8) + [0x80] + Array("\n".utf8)
    func take(_ kind: CodeListKind, _ bytes: [UInt8], _ encoding: CSVDialect.Encoding = .utf8) -> CodeListImport {
      CodeListImport(kind, from: [.init(name: "x", bytes: bytes)], encoding: encoding, header: Self.header)
    }
    #expect(
      take(.locode, latin).faults == [
        "x line 1: the text is not UTF-8; older lists of UNECE need --encoding windows-1252"
      ])
    let right = take(.locode, latin, .windows1252)
    #expect(String(decoding: right.bytes, as: UTF8.self).hasSuffix("DEMUC\tMünchen €\n"))
    #expect(take(.locode, [0x81], .windows1252).faults.count == 1)
    #expect(take(.hs, [0xFF, 0xFE, 0x30, 0x00]).faults.first == "x: the file is UTF-16: save it as UTF-8")
  }

  @Test("No more than twenty faults are told")
  func many() {
    let list = take(.hs, String(repeating: "x,y\n", count: 1) + String(repeating: "12345,y\n", count: 100))
    #expect(list.faults.count == CodeListImport.mostFaults)
  }

  @Test("A long list is looked up where it lies, and names the nearest code")
  func sorted() throws {
    let text = "# Version: 7\nBEANR\tAntwerpen\nBEBRU\tBruxelles\nSGJUR\tJurong\nSGSIN\tSingapore\n"
    let list = try SortedCodes(Array(text.utf8), file: "x.tsv")
    #expect(list.header.version == "7" && list.count == 4)
    for code in ["BEANR", "BEBRU", "SGJUR", "SGSIN"] { #expect(list.contains(code)) }
    for code in ["", "A", "BEAN", "BEANS", "SGSIM", "ZZZZZ"] { #expect(!list.contains(code)) }
    #expect(list.containsPrefix("SG") && !list.containsPrefix("DE") && list.hasLength(5) && !list.hasLength(6))
    #expect(list.suggestion(for: "SGSIM", sharing: [2]) == "SGSIN (Singapore)")
    #expect(list.suggestion(for: "DEMUC", sharing: [2]) == nil)
  }

  @Test(
    "A list that is out of order, doubled or no list is refused with its line",
    arguments: [
      ("B\tb\nA\ta\n", "x.tsv:2: cannot read the code list: A is out of order"),
      ("A\ta\nA\ta\n", "x.tsv:2: cannot read the code list: A stands a second time"),
      ("A\ta\nB\n", "x.tsv:2: cannot read the code list: 1 columns, 2 expected"), ("# x\n", "it has no codes"),
      ("a\tb\n", "a code of capital letters and digits expected"),
    ])
  func unsorted(_ text: String, _ says: String) {
    do {
      _ = try SortedCodes(Array(text.utf8), file: "x.tsv")
      Issue.record("read")
    } catch {
      #expect(error.description.contains(says), "\(error.description)")
    }
  }
}
