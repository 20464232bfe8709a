// SPDX-License-Identifier: GPL-3.0-or-later
import Archives
import Foundation
import HandmadePDFs
import Submissions
import Testing
import Trade

/// The samples as other programs would have written them: odd, and right.
@Suite("Formats as other programs write them")
struct OtherProgramsTests {
  static func text(_ name: String) throws -> String {
    String(decoding: try FormatTests.sample("inbox/\(name)"), as: UTF8.self)
  }

  // MARK: XML

  static func utf16(_ text: String, low: Int) -> [UInt8] {
    ([0xFEFF] + Array(text.utf16)).flatMap {
      low == 0 ? [UInt8($0 & 255), UInt8($0 >> 8)] : [UInt8($0 >> 8), UInt8($0 & 255)]
    }
  }

  static func latin(_ text: String) -> [UInt8] {
    text.unicodeScalars.map { $0 == "’" ? 0x92 : $0.value < 256 ? UInt8($0.value) : UInt8(ascii: "?") }
  }

  @Test("UBL in UTF-16, ISO-8859-1 and Windows-1252 gives the form that it gives in UTF-8, from the same lines")
  func encodings() throws {
    let plain = try Self.text("clean-ubl-tea.xml").replacing("Teekontor", with: "Téékontör")
    let form = FormatTests.examine(Array(plain.utf8), traced: true)
    #expect(form.form?.consignee.name.contains("Téékontör") == true)
    func declared(_ name: String) -> String { plain.replacing("UTF-8", with: name) }
    for bytes in [
      Self.utf16(declared("UTF-16"), low: 0), Self.utf16(declared("utf-16"), low: 1),
      Self.utf16(plain.replacing(" encoding=\"UTF-8\"", with: ""), low: 0), Self.latin(declared("ISO-8859-1")),
      Self.latin(declared("windows-1252")), [0xEF, 0xBB, 0xBF] + Array(plain.replacing("\n", with: "\r\n").utf8),
    ] {
      let other = FormatTests.examine(bytes, traced: true)
      #expect(other.findings == [])
      #expect(other.form == form.form && other.sources == form.sources)
    }
    let quote = Self.latin(declared("Windows-1252").replacing("Téékontör", with: "l’or"))
    #expect(FormatTests.examine(quote).form?.consignee.name.hasPrefix("l’or") == true)
  }

  @Test(
    "An encoding that the bytes contradict is refused, whatever else they hold",
    arguments: [
      (Array("<?xml version='1.0' encoding='ISO-8859-1'?><a>ö</a>".utf8), "xml.encoding", "are UTF-8"),
      (latin("<?xml version='1.0' encoding='ISO-8859-1'?><a>’</a>"), "xml.encoding", "Line 1, column 47"),
      (latin("<?xml version='1.0' encoding='cp1252'?><a>\u{81}</a>"), "xml.encoding", "Windows-1252"),
      (latin("<?xml version='1.0' encoding='KOI8-R'?><a>ö</a>"), "xml.encoding", "\"KOI8-R\""),
      (latin("<?xml version='1.0' encoding='UTF-8'?><a>ö</a>"), "file.utf-8", "Line 1, column 42"),
      (Array("<?xml version='1.0' encoding='UTF-16'?><a/>".utf8), "xml.encoding", "\"UTF-16\""),
      (utf16("<?xml version='1.0' encoding='UTF-8'?><a/>", low: 0), "xml.encoding", "the file is UTF-16"),
      (utf16("<a/>", low: 0).dropLast(), "file.utf-16", "is not UTF-16"),
      (utf16("<a>", low: 1) + [0xD8, 0x00, 0x00, 0x41], "file.utf-16", "is not UTF-16"),
      (utf16("<a>\u{0}</a>", low: 0), "file.nul", "Line 1, column 4"),
      (utf16("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", low: 0), "xml.document-type", "Line 1"),
      ([0x3C, 0, 0x61, 0, 0x2F, 0, 0x3E, 0], "file.utf-16", "save it as UTF-8"),
    ] as [([UInt8], String, String)])
  func contradictions(bytes: [UInt8], rule: String, words: String) {
    let findings = FormatTests.examine(bytes).findings
    #expect(findings.map(\.rule) == [rule] && findings.first?.message.contains(words) == true, "\(findings)")
  }

  @Test("Other prefixes, CDATA, comments, extensions and time zones of days change nothing in UBL")
  func ubl() throws {
    let plain = try Self.text("clean-ubl-tea.xml")
    let form = FormatTests.examine(Array(plain.utf8)).form
    let extensions =
      "<x:UBLExtensions xmlns:x='urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2'><x:UBLExtension>"
      + "<x:ExtensionContent><cbc:ID>9</cbc:ID></x:ExtensionContent></x:UBLExtension></x:UBLExtensions>"
    for other in [
      plain.replacing("cbc", with: "b").replacing("cac", with: "agg"),
      plain.replacing(/<cbc:Name>([^<]*)</) {
        "<cbc:Name><!-- a --><![CDATA[\($0.1.replacing("&amp;", with: "&"))]]><"
      },
      plain.replacing("<cbc:UBLVersionID>2.5", with: "\(extensions)<cbc:UBLVersionID>2.4"),
      plain.replacing(/Date>([0-9-]+)</) { "Date>\n \($0.1)+08:00\n<" },
      plain.replacing(/Date>([0-9-]+)</) { "Date>\($0.1)Z<" },
    ] {
      #expect(other != plain)
      let examination = FormatTests.examine(Array(other.utf8))
      #expect(examination.findings == [] && examination.form == form)
    }
  }

  // MARK: CSV

  @Test("Names of columns in any case, and the line that tells a spreadsheet the separator, change nothing in CSV")
  func csv() throws {
    let plain = try Self.text("clean-csv-quotes-and-crlf.csv")
    let form = FormatTests.examine(Array(plain.utf8)).form
    let lines = plain.split(separator: "\r\n", maxSplits: 1)
    for other in [
      "\(lines[0].uppercased())\r\n\(lines[1])", "\(lines[0].capitalized)\r\n\(lines[1])", "sep=,\r\n\(plain)",
      "\u{FEFF}\"sep=,\"\r\n\(plain)",
    ] {
      let examination = FormatTests.examine(Array(other.utf8))
      #expect(examination.findings == [] && examination.form == form)
    }
    let doubled = FormatTests.examine(Array("REFERENCE,\(plain)".utf8)).findings
    #expect(doubled.first?.rule == "csv.duplicate-column")
    #expect(FormatTests.examine(Array("sep=;\r\n\(plain)".utf8)).form == form, "the recipe says what parts the columns")
  }

  // MARK: PDF

  @Test("What a list or radio buttons export is the value, not what they show; a radio button for no is no")
  func pdf() throws {
    let off = "/AP << /N << /No 3 0 R /Off 3 0 R >> >>"
    var form = try #require(
      FormatTests.examine(
        FormatTests.pdf([
          ("reference", "/V (X)"), ("origin", "/FT /Ch /Opt [[(SG) (Singapore)] [(DE) (Germany)]] /V (DE)"),
          ("destination", "/FT /Ch /Opt [[(SG) (Singapore)] [(DE) (Germany)]] /V (Singapore)"),
          ("flags.exhibition", "/FT /Ch /V (Yes)"), ("flags.accumulation", "/FT /Ch /V (no)"),
        ])
      ).form)
    #expect(form.origin == "DE" && form.destination == "SG" && form.flags == ["exhibition"])
    var pdf = HandmadePDF()
    pdf.add("<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [4 0 R 5 0 R 8 0 R] >> >>")
    pdf.add("<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
    pdf.add("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Annots [4 0 R 6 0 R 7 0 R 9 0 R 10 0 R] >>")
    let widget = "/Type /Annot /Subtype /Widget /Rect [0 0 9 9]"
    pdf.add("<< \(widget) /T (reference) /FT /Tx /V (X) >>")
    pdf.add("<< /T (flags) /Kids [11 0 R] >>")
    pdf.add("<< \(widget) /Parent 11 0 R /AP << /N << /Yes 3 0 R /Off 3 0 R >> >> >>")
    pdf.add("<< \(widget) /Parent 11 0 R \(off) >>")
    pdf.add("<< /T (transport.mode) /FT /Btn /V /4 /Kids [9 0 R 10 0 R] >>")
    pdf.add("<< \(widget) /Parent 8 0 R /AP << /N << /1 3 0 R >> >> >>")
    pdf.add("<< \(widget) /Parent 8 0 R /AP << /N << /4 3 0 R >> >> >>")
    pdf.add("<< /T (exhibition) /Parent 5 0 R /FT /Btn /Ff 32768 /V /No /Kids [6 0 R 7 0 R] >>")
    let examination = FormatTests.examine(pdf.bytes)
    form = try #require(examination.form)
    #expect(examination.findings == [])
    #expect(form.transport.mode == "4" && form.flags == nil)
    let neither = FormatTests.pdf([("reference", "/V (X)"), ("flags.exhibition", "/V (X)")])
    #expect(FormatTests.examine(neither).findings.map(\.rule) == ["pdf.choice"])
  }

  // MARK: ZIP

  @Test("Backslashes part folders as slashes do, but lead nowhere else; notes of systems are no papers")
  func zip() throws {
    let form = try FormatTests.sample("inbox/clean-pepper-singapore.json")
    let examination = FormatTests.examine(
      FormatTests.zip([
        ("app\\a.json", form), ("app\\papers\\invoice.txt", [65]), ("__MACOSX/app/._a.json", [0]),
        ("app/._a.json", [0]),
        ("app/.DS_Store", [0]), ("app/desktop.ini", [0]),
      ]))
    #expect(examination.findings == [] && examination.form == FormatTests.examine(form).form)
    #expect(examination.enclosures.map(\.name) == ["app/papers/invoice.txt"])
    func rules(_ name: String) -> [String] {
      FormatTests.examine(FormatTests.zip([("a.json", form), (name, [65]), ("b/c", [66])])).findings.map(\.rule)
    }
    for name in ["..\\b", "b\\..\\..\\c", "\\b", "\\\\host\\b", "C:\\b"] { #expect(rules(name) == ["zip.name"]) }
    #expect(rules("b\\c") == ["zip.duplicate-name"])
    let document = try Self.text("clean-ubl-tea.xml").replacing("UTF-8", with: "UTF-16")
    let packed = FormatTests.examine(FormatTests.zip([("tea.xml", Self.utf16(document, low: 0)), ("i.txt", [65])]))
    #expect(packed.findings == [] && packed.enclosures.count == 1)
  }
}
