// SPDX-License-Identifier: GPL-3.0-or-later

import Decisions
import Testing

@Suite("Lists of names")
struct WatchListTests {
  @Test(
    "A table is read by the names of its columns, whatever parts them",
    arguments: [
      "id,name,alias,country\nE-1,\"Bakri, Sons & Co\",Bakri Bros|B.S.C.,SY\nE-2,Orient Star,,\n",
      "\u{FEFF}ID;Name;Alias;Country\r\nE-1;Bakri, Sons & Co;\"Bakri Bros;B.S.C.\";SY\r\n\r\nE-2;Orient Star;;\r\n",
      "country\tname\talias\tid\tlisted on\nSY\tBakri, Sons & Co\tBakri Bros|B.S.C.\tE-1\t2020\n\tOrient Star\t\tE-2\t\n",
    ])
  func table(_ text: String) throws {
    let names = try WatchList(Array(text.utf8), file: "list.csv").names
    #expect(names.map(\.id) == ["E-1", "E-2"])
    #expect(names.map(\.name) == ["Bakri, Sons & Co", "Orient Star"])
    #expect(names.map(\.aliases) == [["Bakri Bros", "B.S.C."], []])
    #expect(names.map(\.country) == ["SY", ""])
  }

  @Test("Plain names stand one a line; lines with a hash are remarks")
  func plain() throws {
    let names = try WatchList(Array("# seen in June\nBakri, Sons\n\n  Orient Star \n".utf8), file: "names.txt").names
    #expect(names.map(\.name) == ["Bakri, Sons", "Orient Star"])
    #expect(names.map(\.line) == [2, 4])
  }

  @Test(
    "A list that cannot be read whole is refused with its line",
    arguments: [
      (Array("Orient Star\nM\u{FC}ller".unicodeScalars.map { UInt8($0.value) }), 2, "not UTF-8"),
      ([0xFF, 0xFE, 0x41, 0x00], 1, "UTF-16"), ([0x41, 0x0A, 0x42, 0x00], 2, "not UTF-8"),
      (Array("id,name\n1,\"Orient".utf8), 2, "never closed"), (Array("id,name\n1,\"A\"B\n".utf8), 2, "closing quote"),
      (Array("id,name\n1,A,B\n".utf8), 2, "3 cells"), (Array("id,name\n1,A\n2,...\n".utf8), 3, "no letters"),
      (Array("1,Orient Star\n".utf8), 1, "first row"), (Array("id,name\n".utf8), 0, "no name"), ([], 1, "first row"),
    ] as [([UInt8], Int, String)])
  func broken(_ bytes: [UInt8], _ line: Int, _ says: String) {
    let error = #expect(throws: WatchListError.self) {
      try WatchList(
        bytes,
        file: line == 2 && bytes.first == 79 ? "a.txt" : bytes.first == 0x41 || bytes.first == 0xFF ? "a" : "a.csv")
    }
    #expect(error?.line == line)
    #expect(error?.description.contains(says) == true, "\(String(describing: error))")
  }
}
