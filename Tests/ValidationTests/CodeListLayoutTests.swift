// SPDX-License-Identifier: GPL-3.0-or-later
import Submissions
import Testing

@testable import Validation

/// Rows in the very layouts in which the lists are published.
@Suite("Code lists as they are published")
struct CodeListLayoutTests {
  static let header = CodeListHeader(version: "1", source: "https://lists.example/")

  func take(_ kind: CodeListKind, _ texts: String..., encoding: CSVDialect.Encoding = .utf8) -> CodeListImport {
    let parts = texts.enumerated().map { index, text in
      let bytes =
        encoding == .utf8 ? Array(text.utf8) : text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
      return CodeListImport.Part(name: "part \(index + 1)", bytes: bytes)
    }
    return CodeListImport(kind, from: parts, encoding: encoding, header: Self.header)
  }

  func rows(_ list: CodeListImport) -> [String] {
    String(decoding: list.bytes, as: UTF8.self).split(separator: "\n").filter { !$0.hasPrefix("#") }.map(String.init)
  }

  @Test("UN/LOCODE comes in parts without a heading, with countries, references, removals and places of two names")
  func locode() {
    let list = take(
      .locode,
      """
      ,"AX",,".ÅLAND ISLANDS",,,,,,,,\r
      ,"AX","MHQ","Mariehamn (Maarianhamina)","Mariehamn (Maarianhamina)",,"1--4----","AI","1207",,"6006N 01957E",""\r
      ,"AX","MHQ","Maarianhamina (Mariehamn)","Maarianhamina (Mariehamn)",,"1--4----","AI","1207",,"6006N 01957E",""\r
      "=","AE","","Ruwais = Ar Ruways","Ruwais = Ar Ruways","",,"",,"","",""\r
      "+","DE","MUC","München","Munchen","BY","--345---","AF","0401",,"4808N 01134E",\r
      "X","DE","ZZ9","Altort","Altort","BY","--3-----","XX","0401",,,\r

      """,
      """
      "#","SG","SIN","Singapore","Singapore",,"12345---","AI","0001",,"0117N 10351E",\r
      ,"FR",,"Cayenne = GF CAY","Cayenne = GF CAY",,"---45---","AF","9506",,,\r

      """, encoding: .windows1252)
    #expect(list.faults == [])
    #expect(rows(list) == ["AXMHQ\tMariehamn (Maarianhamina)", "DEMUC\tMünchen", "DEZZ9\tAltort", "SGSIN\tSingapore"])
    #expect(list.skipped == 4 && list.withdrawn == 0 && list.deprecated == ["DEZZ9"])
  }

  @Test("Recommendation 20 has status, code and name; X is left out, D kept and told, a cell may have two lines")
  func units() {
    let list = take(
      .unit,
      """
      Status,"CommonCode",Name,Description,"Level/Category",Symbol,ConversionFactor
      X,05,lift,,3.9,,
      D,ARE,are,Synonym: square decametre,2,a,10² m²
      ,ANN,year,"Unit of time equal to 365,25 days.
      Synonym: Julian year",2,y,"3,155 76 x 10⁷ s"
      |,MTR,metre,,1,m,m

      """)
    #expect(list.faults == [])
    #expect(rows(list) == ["ANN\tyear", "ARE\tare", "MTR\tmetre"])
    #expect(list.withdrawn == 1 && list.deprecated == ["ARE"])
    #expect(String(decoding: list.bytes, as: UTF8.self).contains("# Deprecated by the publisher: ARE\n"))
  }

  @Test("Annex I of Recommendation 20 and Recommendation 21 have their columns in other places")
  func columns() {
    let annex = take(
      .unit,
      """
      Group Number,Sector,Group ID,Quantity,Level/ Category,Status,Common Code,Name,Conversion Factor,Symbol,Description
      01,Space and Time,2,angle (plane),1,,C81,radian,rad,rad,
      01,Space and Time,23,length,1S,X,KTM,kilometre,10³ m,km,

      """)
    #expect(annex.faults == [] && rows(annex) == ["C81\tradian"] && annex.withdrawn == 1)
    let packages = take(
      .package,
      "Status,Code,Name,Description,Numeric code\n,1A,\"Drum, steel\",,34\n¦,OD,\"Pallet, AS 4068-1993\",x,92\n")
    #expect(packages.faults == [] && rows(packages) == ["1A\tDrum, steel", "OD\tPallet, AS 4068-1993"])
  }

  @Test(
    "The HS comes as CSV with its sections, as UN Comtrade's JSON and CSV, and in the numbering of the WCO",
    arguments: [
      """
      section,hscode,description,parent,level
      I,01,Animals; live,TOTAL,2
      I,010121,"Horses; live,
      pure-bred
      ",0101,6

      I,010129,Horses; other,0101,6

      """,
      """
      {"more":false,"results":[{"id":"TOTAL","text":"TOTAL - All Commodities","parent":"#","aggrlevel":0},
      {"id":"0101","text":"0101 - Horses","parent":"01","isLeaf":"0","aggrlevel":4},
      {"id":"010121","text":"010121 - Horses; live, pure-bred","parent":"0101","isLeaf":"1","aggrlevel":6},
      {"id":"010129","text":"010129 - Horses; other"},{"id":"999999","text":"999999 - Commodities not specified"}]}
      """,
      "id,text,parent\nTOTAL,All,#\n010121,\"010121 - Horses; live, pure-bred\",0101\n010129,010129 - Horses; other,0101\n",
      """
      Heading;H.S. Code;Description
      01.01;;Live horses, asses, mules and hinnies.
      ;;- Horses :
      ;0101.21;"-- Horses; live, pure-bred"
      ;0101.29;"-- Horses; other"

      """,
    ])
  func harmonizedSystem(_ text: String) {
    let list = take(.hs, text)
    #expect(list.faults == [])
    #expect(rows(list) == ["010121\tHorses; live, pure-bred", "010129\tHorses; other"])
  }
}
