// SPDX-License-Identifier: GPL-3.0-or-later

import Certificates
import Glibc
import Printing
import Seals
import Signing
import Testing
import Trade

/// What the tests of this module print with: the fonts of Debian's packages and the templates that the project ships.
enum Fixture {
  static let root: String = {
    var path = #filePath[...]
    for _ in 0..<3 { path = path[..<(path.lastIndex(of: "/") ?? path.startIndex)] }
    return String(path)
  }()

  static func bytes(_ path: String) -> [UInt8] {
    guard let file = fopen(path, "rb") else { return [] }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count <= 0 { return bytes }
      bytes.append(contentsOf: buffer[..<count])
    }
  }

  static func fontPaths(_ names: [String]) -> [String: String] {
    let folders = ["truetype/noto", "truetype/dejavu", "truetype/droid", "opentype/noto"]
    var paths: [String: String] = [:]
    for name in names {
      for folder in folders where access("/usr/share/fonts/\(folder)/\(name)", R_OK) == 0 {
        paths[name] = "/usr/share/fonts/\(folder)/\(name)"
        break
      }
    }
    return paths
  }

  /// The templates that the project ships.
  static let shippedNames: [String] = {
    guard let folder = opendir("\(root)/pipelines/templates") else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasSuffix(".yaml") { names.append(String(name.dropLast(5))) }
    }
    return names.sorted()
  }()

  static let shippedWithArtwork: [String] = shippedNames.filter { name in
    (try? shipped(name))?.artwork != nil
  }

  /// A template that the project ships.
  static func shipped(_ name: String) throws -> TemplateSource {
    let folder = "\(root)/pipelines/templates/"
    let yaml = bytes("\(folder)\(name).yaml")
    let template = try Template(yaml: yaml, file: "\(name).yaml")
    return TemplateSource(
      name: "\(name).yaml", yaml: yaml, artwork: template.artworkFile.map { bytes(folder + $0) },
      back: template.back.map { bytes(folder + $0.file) },
      fontPaths: fontPaths(template.fontFiles))
  }

  /// A small pre-printed layout; `head` replaces the lines before the boxes, `boxes` and `tail` add to them.
  static func yaml(
    boxes: String = "", tail: String = "", goods: String = "x: 20, y: 120, width: 170, height: 60",
    code: String = "x: 150, y: 240", offset: String = "x: 0, y: 0"
  ) -> String {
    """
    template: test
    page: { width: 210, height: 297 }
    preprinted: true
    offset: { \(offset) }
    fonts: { regular: [DejaVuSans.ttf], bold: [DejaVuSans-Bold.ttf] }
    boxes:
      - { field: number, x: 120, y: 20, width: 70, height: 8, font: bold, size: 12, minimum: 8 }
      - { field: consignor, x: 20, y: 30, width: 80, height: 25, size: 9, minimum: 6.5 }
      - { field: remarks, x: 20, y: 90, width: 80, height: 15, size: 9, minimum: 6.5 }
      - { field: copy.mark, x: 120, y: 30, width: 40, height: 8, size: 10 }
      - { field: sheet.mark, x: 120, y: 40, width: 40, height: 8, size: 8 }
    \(boxes)
    goods:
      { \(goods), size: 9, minimum: 7, columns: [ { field: no, x: 20, width: 8 },
        { field: goods, x: 30, width: 120 }, { field: quantity, x: 155, width: 35, align: right } ] }
    code: { \(code) }
    \(tail)
    """
  }

  static func source(_ yaml: String, images: [String: [UInt8]] = [:]) -> TemplateSource {
    TemplateSource(
      name: "test.yaml", yaml: Array(yaml.utf8), artwork: nil, images: images,
      fontPaths: fontPaths(["DejaVuSans.ttf", "DejaVuSans-Bold.ttf"]))
  }

  static func form(items: Int = 2, remarks: String = "", seed: Int = 0) -> ApplicationForm {
    let goods = [
      "Black pepper, whole, FAQ grade", "Woven cotton fabric, bleached, 180 g/m²", "Ceramic tiles 30×60 cm, 1st choice",
    ]
    return ApplicationForm(
      reference: "APP-\(seed)",
      consignor: Party(
        name: "Łódzkie Zakłady Włókiennicze S.A.", address: ["Ul. Żwirki \(seed + 1)"], city: "Łódź",
        postcode: "90-001", country: "PL"),
      consignee: Party(name: "Antwerp Foods NV", address: ["Noorderlaan 147"], city: "Antwerpen", country: "BE"),
      origin: "PL", destination: "BE",
      transport: Transport(mode: "1", departure: "2026-11-26", loading: "PLGDN", discharge: "BEANR"), remarks: remarks,
      invoices: [Invoice(number: "INV \(88_000 + seed)", date: "2026-11-18")],
      items: (0..<items).map { index in
        GoodsItem(
          no: index + 1, marks: ["NO MARKS"], packages: [Packages(count: 120 + index, kind: "CT")],
          description: goods[(index + seed) % goods.count], hs: "090411", grossKg: "\(3240 + index)", netKg: "3120")
      }, declaration: Declaration(place: "Łódź", date: "2026-11-20", signatory: "Zofia Wąsik"))
  }

  static let countries = ["PL": "Poland", "BE": "Belgium", "SG": "Singapore"]
  static let day = CalendarDate(daysSinceEpoch: 20_780)

  static func notes(replaces: String? = nil) -> PrintNotes {
    PrintNotes(
      issuerName: "Lion City Chamber of Commerce", host: "verify.example", countryNames: countries, issuedOn: day,
      issuedPlace: "Singapore", replaces: replaces, replacedOn: replaces.map { _ in day.adding(days: -30) })
  }

  static func order(
    _ form: ApplicationForm, sequence: Int = 1, copies: Int = 1, sheets: Int = 1, replaces: String? = nil
  ) throws -> PrintOrder {
    let number = try #require(CertificateNumber(country: "SG", year: 2026, sequence: sequence))
    let certificate = Certificate(
      application: form, copies: copies, issued: Timestamp(seconds: 1_795_000_000), issuer: "SG-CC1", number: number,
      salt: [UInt8](repeating: 3, count: 16), replaces: replaces, sheets: sheets)
    let key = try SigningKey(seed: [UInt8](repeating: 7, count: 32))
    var seals: [String] = []
    for copy in 1...copies {
      for sheet in 1...sheets {
        let claims = certificate.claims(copy: copy, sheet: sheet, ledgerIndex: sequence)
        seals.append(try Seal.sign(claims, host: "VERIFY.EXAMPLE", with: key).text)
      }
    }
    return PrintOrder(certificate: certificate, notes: notes(replaces: replaces), seals: seals)
  }
}
