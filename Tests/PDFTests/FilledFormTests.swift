// SPDX-License-Identifier: GPL-3.0-or-later
import HandmadePDFs
import PDF
import Testing

@Suite struct FilledFormTests {
  static let widget = "/Type /Annot /Subtype /Widget /Rect [10 10 60 30]"

  static let form: [UInt8] = {
    var pdf = HandmadePDF()
    pdf.add("<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [5 0 R 6 0 R 7 0 R 8 0 R 9 0 R 10 0 R 12 0 R] >> >>")
    pdf.add("<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
    pdf.add(
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Contents 4 0 R"
        + " /Annots [6 0 R 5 0 R 7 0 R 8 0 R 9 0 R 11 0 R 12 0 R] >>")
    pdf.add(stream: "")
    pdf.add("<< \(widget) /FT /Tx /T (reference) /V (EXP-2026-17) >>")
    pdf.add("<< \(widget) /FT /Tx /T (remarks) /V <FEFF00C4004E0044> >>")
    pdf.add("<< \(widget) /FT /Btn /T (flags.retroactive) /V /Yes /AS /Yes /AP << /N << /Yes 4 0 R /Off 4 0 R >> >> >>")
    pdf.add("<< \(widget) /FT /Btn /T (flags.exhibition) /V /Off /AS /Off /AP << /N << /Yes 4 0 R /Off 4 0 R >> >> >>")
    pdf.add("<< \(widget) /FT /Ch /Ff 131072 /T (origin) /Opt [(SG) (DE)] /V (DE) >>")
    pdf.add("<< /FT /Tx /T (consignor) /Kids [11 0 R] >>")
    pdf.add("<< \(widget) /Parent 10 0 R /T (name) /V (Ada) >>")
    pdf.add("<< \(widget) /FT /Btn /Ff 65536 /T (send) >>")
    return pdf.bytes
  }()

  /// A page that shows the objects from 5 on; `roots` are the fields of the form.
  static func form(_ objects: [String], roots: String = "5 0 R", shown: String? = nil) -> [UInt8] {
    var pdf = HandmadePDF()
    pdf.add("<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [\(roots)] >> >>")
    pdf.add("<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
    let all = objects.indices.map { "\($0 + 5) 0 R" }.joined(separator: " ")
    pdf.add("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Contents 4 0 R /Annots [\(shown ?? all)] >>")
    pdf.add(stream: "")
    for object in objects { pdf.add("<< \(object) >>") }
    return pdf.bytes
  }

  static func read(_ bytes: [UInt8]) throws(PDFError) -> FilledForm { try FilledForm(reading: bytes, file: "form.pdf") }

  @Test("Fields of a form come with their full names and values, in the order of the page")
  func fields() throws {
    let filled = try Self.read(Self.form)
    #expect(
      filled.fields == [
        "reference": "EXP-2026-17", "remarks": "ÄND", "flags.retroactive": "true", "flags.exhibition": "false",
        "origin": "DE", "consignor.name": "Ada",
      ])
    #expect(
      filled.names == ["remarks", "reference", "flags.retroactive", "flags.exhibition", "origin", "consignor.name"])
    #expect(try Self.read(PDFFileTests.text).names.isEmpty)
  }

  @Test(
    "What a field has not itself, it has from those above it; each kind reads as what it shows",
    arguments: [
      // Texts: PDFDocEncoding, UTF-16 of either end, UTF-8; none.
      ("/FT /Tx /V (\\200 \\344)", "• ä"), ("/FT /Tx /V <FEFF65E5>", "日"), ("/FT /Tx /V <FFFEE565>", "日"),
      ("/FT /Tx /V <EFBBBFE697A5>", "日"), ("/FT /Tx", ""), ("/FT /Tx /V 7", ""), ("/FT /Tx /V null", ""),
      // Choices: what is exported, also where what is shown was written; several; written by hand.
      ("/FT /Ch /Opt [[(1) (sea)] [(2) (rail)]] /V (2)", "2"),
      ("/FT /Ch /Opt [[(1) (sea)] [(2) (rail)]] /V (rail)", "2"),
      ("/FT /Ch /Opt [[(a) (b)] [(b) (c)]] /V (b)", "b"), ("/FT /Ch /Opt [(a) (b)] /V [(a) (b)]", "a\nb"),
      ("/FT /Ch /Ff 393216 /Opt [(a)] /V (else)", "else"), ("/FT /Ch /Opt [(a)]", ""),
      // Buttons: by the value, else by the look; only a look that the widget has is on.
      ("/FT /Btn /AS /On /AP << /N << /On 4 0 R >> >>", "true"),
      ("/FT /Btn /V /Off /AS /On /AP << /N << /On 4 0 R >> >>", "false"),
      ("/FT /Btn /V /Other /AP << /N << /On 4 0 R >> >>", "false"), ("/FT /Btn /V /On", "false"),
      // Nobody fills these in.
      ("/FT /Btn /Ff 65536 /V /On", nil), ("/FT /Sig /V (x)", nil), ("/V (x)", nil),
    ] as [(String, String?)])
  func kinds(entries: String, value: String?) throws {
    #expect(try Self.read(Self.form(["\(Self.widget) /T (a) \(entries)"])).fields["a"] == value)
    let inherited = Self.form(
      ["/T (top) /Kids [6 0 R] \(entries)", "\(Self.widget) /T (a) /Parent 5 0 R /AP << /N << /On 4 0 R >> >>"],
      shown: "6 0 R")
    guard !entries.contains("/Btn") else { return }
    #expect(try Self.read(inherited).fields == (value.map { ["top.a": $0] } ?? [:]))
  }

  @Test("Buttons of one name are one field, which reads as the chosen one; one field in two places is one")
  func radioButtons() throws {
    let looks = { (on: String) in "\(Self.widget) /Parent 5 0 R /AP << /N << /\(on) 4 0 R /Off 4 0 R >> >>" }
    // Radio buttons, and check boxes of which each has its own state.
    for kind in ["/Ff 32768", ""] {
      let group = Self.form(["/FT /Btn \(kind) /T (r) /V /B /Kids [6 0 R 7 0 R]", looks("A"), looks("B")])
      #expect(try Self.read(group).fields == ["r": "B"])
      let none = Self.form(["/FT /Btn \(kind) /T (r) /V /Off /Kids [6 0 R 7 0 R]", looks("A"), looks("B")])
      #expect(try Self.read(none).fields == ["r": ""])
      let same = Self.form(["/FT /Btn \(kind) /T (r) /V /A /Kids [6 0 R 7 0 R]", looks("A"), looks("A")])
      #expect(try Self.read(same).fields == ["r": "true"])
    }
    let listed = Self.form([
      "/FT /Btn /Ff 32768 /T (r) /V /1 /Opt [(sea) (rail)] /Kids [6 0 R 7 0 R]", looks("0"), looks("1"),
    ])
    #expect(try Self.read(listed).fields == ["r": "rail"])
    let twice = Self.form(["/FT /Tx /T (a) /V (x) /Kids [6 0 R 7 0 R]", Self.widget, Self.widget])
    #expect(try Self.read(twice).names == ["a"] && Self.read(twice).fields == ["a": "x"])
  }

  @Test("A long text may be a stream, whose filters are undone")
  func stream() throws {
    var pdf = HandmadePDF()
    pdf.add("<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [5 0 R] >> >>")
    pdf.add("<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
    pdf.add("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Contents 4 0 R /Annots [5 0 R] >>")
    pdf.add(stream: "")
    pdf.add("<< \(Self.widget) /FT /Tx /T (remarks) /V 6 0 R >>")
    pdf.add(stream: "C384>", "/Filter /ASCIIHexDecode")
    #expect(try Self.read(pdf.bytes).fields == ["remarks": "\u{C3}\u{2014}"])
  }

  @Test("A field that no page shows is not read, and an annotation that is no field of the form neither")
  func unseen() throws {
    let bytes = Self.form(
      [
        "\(Self.widget) /FT /Tx /T (a) /V (x)", "\(Self.widget) /FT /Tx /T (b) /V (y)", Self.widget + " /FT /Tx /T (c)",
      ],
      roots: "5 0 R 6 0 R", shown: "6 0 R 7 0 R")
    #expect(try Self.read(bytes).fields == ["b": "y"])
    let armed = Self.form(
      ["\(Self.widget) /FT /Tx /T (a)", "/FT /Tx /T (b) /AA << /K << /S /JavaScript /JS (1) >> >>"],
      roots: "5 0 R 6 0 R", shown: "5 0 R")
    #expect(
      throws: PDFError.activeContent(file: "form.pdf", action: "a JavaScript action", place: "an event of field 2")
    ) {
      try Self.read(armed)
    }
  }

  @Test("Fields that are their own kids are read once; too many, too deep or too long together are refused")
  func limits() throws {
    let circle = Self.form(["\(Self.widget) /FT /Tx /T (a) /V (x) /Kids [5 0 R 6 0 R]", Self.widget + " /Kids [5 0 R]"])
    #expect(try Self.read(circle).fields == ["a": "x"])
    func refusal(_ bytes: [UInt8]) -> String? {
      do throws(PDFError) {
        _ = try Self.read(bytes)
        return nil
      } catch .tooComplex(_, let what, _) { return what } catch { return "\(error)" }
    }
    let many = String(repeating: "5 0 R ", count: 20_001)
    #expect(refusal(Self.form([Self.widget], roots: many)) == "fields")
    let deep = (0..<40).map { "/T (a) /Kids [\($0 + 6) 0 R]" } + [Self.widget]
    #expect(refusal(Self.form(deep)) == "levels of fields")
    // One long text that a hundred fields share.
    let shared = (0..<100).map { "/T (a\($0)) /FT /Tx /V 105 0 R" }
    var pdf = HandmadePDF()
    let kids = shared.indices.map { "\($0 + 5) 0 R" }.joined(separator: " ")
    pdf.add("<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [\(kids)] >> >>")
    pdf.add("<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
    pdf.add("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] /Contents 4 0 R /Annots [\(kids)] >>")
    pdf.add(stream: "")
    for field in shared { pdf.add("<< \(field) >>") }
    pdf.add("(\(String(repeating: "x", count: 200_000)))")
    #expect(refusal(pdf.bytes) == "bytes of text in fields")
  }

  @Test("Any bytes of a form changed or cut give a form or an error of the module, never worse")
  func fuzz() {
    var dice = Dice(seed: 12)
    for _ in 0..<300 {
      var bytes = Self.form
      for _ in 0...dice.below(6) { bytes[dice.below(bytes.count)] = UInt8(truncatingIfNeeded: dice.next()) }
      if dice.below(4) == 0 { bytes.removeLast(dice.below(bytes.count)) }
      do throws(PDFError) { _ = try Self.read(bytes) } catch { #expect(error.description.hasPrefix("form.pdf")) }
    }
  }
}
