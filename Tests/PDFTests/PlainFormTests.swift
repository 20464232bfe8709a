// SPDX-License-Identifier: GPL-3.0-or-later
import HandmadePDFs
import PDF
import Testing

/// Forms that are read without libqpdf, and those that are left to it.
@Suite struct PlainFormTests {
  static func plain(_ bytes: [UInt8]) -> [String: String]? { FilledForm.plain(bytes, file: "form.pdf")?.fields }

  static func libqpdf(_ bytes: [UInt8]) throws(PDFError) -> FilledForm {
    let odd = bytes + Array("%\n".utf8)
    #expect(plain(odd) == nil)
    return try FilledForm(reading: odd, file: "form.pdf")
  }

  @Test("A plain form is read without libqpdf, with what libqpdf would find")
  func plain() throws {
    let filled = try #require(FilledForm.plain(FilledFormTests.form, file: "form.pdf"))
    #expect(try filled == Self.libqpdf(FilledFormTests.form))
    #expect(filled.fields.count == 6 && filled.names.first == "remarks")
  }

  @Test(
    "Texts in their usual encodings are plain, and as libqpdf has them",
    arguments: [
      "(a)", "(a\\(b\\)\\\\ (c) \\101\\t)", "(\\344\\374 \\60)", "<4142>", "<FEFF65E5D83DDE00>", "<EFBBBFE697A5>",
      "(\nb\n)",
      "()", "<>", "(\\1012)", "<fEfF00e4>",
    ])
  func texts(written: String) throws {
    let bytes = FilledFormTests.form(["\(FilledFormTests.widget) /FT /Tx /T (a) /V \(written)"])
    let plain = try #require(Self.plain(bytes))
    #expect(try plain == Self.libqpdf(bytes).fields)
    #expect(written.count == 2 || plain["a"] != "")
  }

  @Test(
    "What has more than one reading, or asks for one of libqpdf's tables, is left to it",
    arguments: [
      "/V (a\rb)", "/V (\\q)", "/V (a\\\nb)", "/V <414>", "/V <41 42>", "/V (\\200)", "/V <FFFE4100>", "/V <FEFFD800>",
      "/V <FEFF41>", "/V (\\777)", "/V (a) /V (b)", "/V (a) /A#42 1", "/V (a) % comment", "/V (a) /X +-1",
      "/V (a) /X <",
      "/V 5 1 R", "/V (a) /AA << /K << /S /JavaScript >> >>", "/V (a) /A << /S /Launch >>",
    ])
  func left(entries: String) {
    #expect(Self.plain(FilledFormTests.form(["\(FilledFormTests.widget) /FT /Tx /T (a) \(entries)"])) == nil)
  }

  /// A file to which a viewer has appended what it changed (7.5.6).
  static func saved(_ file: [UInt8], _ object: String, number: Int, more: String = "") -> [UInt8] {
    let text = String(decoding: file, as: UTF8.self)
    let earlier = text.split(separator: "\n").dropLast().last ?? ""
    let offset = String(file.count)
    let table = "xref\n\(number) 1\n" + String(repeating: "0", count: 10 - offset.count) + offset + " 00000 n \n"
    let body = "\(number) 0 obj\n<< \(object) >>\nendobj\n"
    return file
      + Array(
        "\(body)\(table)trailer\n<< /Size 9 /Root 1 0 R /Prev \(earlier) \(more) >>\nstartxref\n\(file.count + body.utf8.count)\n%%EOF\n"
          .utf8)
  }

  @Test("What a viewer appended when it saved counts, not what stood there before")
  func saved() throws {
    let widget = "\(FilledFormTests.widget) /FT /Tx /T (a)"
    let once = Self.saved(FilledFormTests.form(["\(widget) /V (old)"]), "\(widget) /V (new)", number: 5)
    #expect(Self.plain(once) == ["a": "new"])
    let twice = Self.saved(once, "\(widget) /V (newest)", number: 5)
    #expect(Self.plain(twice) == ["a": "newest"])
    #expect(try Self.libqpdf(twice).fields == ["a": "newest"])
    // Tables of both kinds in one file, an encrypted file, a table that leads back to itself.
    for more in ["/XRefStm 10", "/Encrypt 4 0 R"] {
      #expect(Self.plain(Self.saved(once, "\(widget) /V (x)", number: 5, more: more)) == nil)
    }
    let circle = Self.saved(once, "\(widget) /V (x)", number: 5)
    let own = String(decoding: circle, as: UTF8.self).split(separator: "\n").dropLast().last ?? ""
    let text = String(decoding: once, as: UTF8.self)
    let first = text.split(separator: "\n").dropLast().last ?? ""
    let turned = String(decoding: circle, as: UTF8.self).replacing("/Prev \(first)", with: "/Prev \(own)")
    #expect(turned.utf8.count == circle.count && Self.plain(Array(turned.utf8)) == nil)
  }

  @Test("Tables that do not lead to their objects, objects in streams and other frames are left to libqpdf")
  func tables() throws {
    let form = String(
      decoding: FilledFormTests.form(["\(FilledFormTests.widget) /FT /Tx /T (a) /V (x)"]), as: UTF8.self)
    #expect(Self.plain(Array(form.utf8)) == ["a": "x"])
    for (part, other) in [
      ("5 0 obj", "6 0 obj"), ("5 0 obj", "5 1 obj"), ("0000000015 00000 n", "0000000016 00000 n"),
      ("xref\n0 6", "xref\n1 6"),
      ("0000000000 65535 f", "0000000009 65535 n"), ("xref\n0 6", "xref\n0 7"), ("endobj\n2 0", "endxbj\n2 0"),
      ("/Type /Page ", "/Type /Pane "), ("%PDF", " %PDF"), ("%%EOF\n", "%%EOF\n\u{1A}"),
    ] {
      let changed = form.replacing(part, with: other)
      #expect(changed != form && Self.plain(Array(changed.utf8)) == nil, "\(part)")
    }
  }

  @Test("Objects in an object stream under a cross-reference stream are plain too, and read as libqpdf reads them")
  func packed() throws {
    var pdf = HandmadePDF()
    pdf.add("<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [5 0 R] >> >>")
    pdf.add("<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
    pdf.add("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Contents 4 0 R /Annots [5 0 R] >>")
    pdf.add(stream: "")
    pdf.add("<< \(FilledFormTests.widget) /FT /Tx /T (a) /V 6 0 R >>")
    pdf.add("<FEFF65E5>")
    #expect(Self.plain(pdf.packed) == ["a": "日"])
    #expect(try Self.libqpdf(pdf.packed).fields == ["a": "日"])
  }

  /// One field, all objects deflated, the table's rows as differences from those above (7.4.4.4).
  static func deflated(filter: UInt8 = 2, number: Int = 4, value: String = "(x)", columns: Int = 4) -> [UInt8] {
    let bodies = [
      "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [4 0 R] >> >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Annots [4 0 R] >>",
      "<< \(FilledFormTests.widget) /FT /Tx /T (a) /V \(value) >>",
    ]
    var (heads, offset) = ("", 0)
    for (index, body) in bodies.enumerated() {
      heads += "\(index == 3 ? number : index + 1) \(offset) "
      offset += body.utf8.count + 1
    }
    let objects = Deflate.compress(Array((heads + bodies.joined(separator: " ")).utf8), level: 6)
    var file = Array("%PDF-1.5\n".utf8)
    var places = [file.count]
    file += Array(
      "5 0 obj\n<< /Type /ObjStm /N 4 /First \(heads.utf8.count) /Filter /FlateDecode /Length \(objects.count) >>\nstream\n"
        .utf8)
    file += objects + Array("\nendstream\nendobj\n".utf8)
    places.append(file.count)
    let rows: [[UInt8]] =
      [[0, 0, 0, 0]] + (0..<4).map { [2, 0, 5, UInt8($0)] } + places.map { [1, UInt8($0 >> 8), UInt8($0 & 255), 0] }
    var (table, above): ([UInt8], [UInt8]) = ([], [0, 0, 0, 0])
    for row in rows {
      table += [filter] + (filter == 2 ? zip(row, above).map { $0 &- $1 } : row)
      above = row
    }
    let packed = Deflate.compress(table, level: 6)
    file += Array(
      ("6 0 obj\n<< /Type /XRef /Size 7 /W [1 2 1] /Root 1 0 R /Filter /FlateDecode /DecodeParms << /Predictor 12 "
        + "/Columns \(columns) >> /Length \(packed.count) >>\nstream\n").utf8)
    return file + packed + Array("\nendstream\nendobj\nstartxref\n\(places[1])\n%%EOF\n".utf8)
  }

  @Test("Deflated objects and a table under its predictor are plain; what they should not be is libqpdf's to judge")
  func deflated() throws {
    for filter: UInt8 in [0, 2] {
      #expect(Self.plain(Self.deflated(filter: filter)) == ["a": "x"])
      #expect(try Self.libqpdf(Self.deflated(filter: filter)).fields == ["a": "x"])
    }
    for odd in [
      Self.deflated(filter: 1), Self.deflated(number: 3), Self.deflated(number: 9), Self.deflated(columns: 5),
      Self.deflated(value: "(x"), Self.deflated(value: "1 0 R /X [1 2"), Self.deflated(value: "(x) /V (y)"),
    ] { #expect(Self.plain(odd) == nil) }
    // A hundred bytes that become more than all streams may hold.
    #expect(Self.plain(Self.deflated(value: "(\(String(repeating: " ", count: 20_000_000)))")) == nil)
  }

  @Test("Whatever bytes of packed objects are changed: what is still plain, libqpdf reads the same")
  func fuzzPacked() throws {
    var dice = Dice(seed: 208)
    for _ in 0..<500 {
      var bytes = Self.deflated()
      bytes[dice.below(bytes.count)] = UInt8(truncatingIfNeeded: dice.next())
      guard let plain = FilledForm.plain(bytes, file: "form.pdf") else { continue }
      #expect(try plain == FilledForm(reading: bytes + Array("%\n".utf8), file: "form.pdf"))
    }
  }

  @Test("Objects that lie in one another cost no more than the file is long")
  func nested() {
    // Each begins a string that holds all that come after it.
    var pdf = HandmadePDF()
    pdf.add("<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [5 0 R] >> >>")
    pdf.add("<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
    pdf.add("<< /Type /Page /Parent 2 0 R /Annots [5 0 R 6 0 R] >>")
    pdf.add("null")
    pdf.add("(")
    pdf.add("[\(String(repeating: "() ", count: 1_000))")
    #expect(Self.plain(pdf.bytes) == nil)
  }

  @Test("Whatever bytes are changed: what is still plain, libqpdf reads the same")
  func fuzz() throws {
    var dice = Dice(seed: 207)
    var stillPlain = 0
    let text = Array("()<>[]/%#\\ 0159RnfA\r\n".utf8)
    for _ in 0..<1_500 {
      var bytes = FilledFormTests.form
      for _ in 0...dice.below(2) {
        let place = dice.below(bytes.count)
        bytes[place] = dice.below(2) == 0 ? text[dice.below(text.count)] : UInt8(truncatingIfNeeded: dice.next())
      }
      guard let plain = FilledForm.plain(bytes, file: "form.pdf") else { continue }
      stillPlain += 1
      #expect(try plain == FilledForm(reading: bytes + Array("%\n".utf8), file: "form.pdf"))
    }
    #expect(stillPlain > 100)
  }
}
