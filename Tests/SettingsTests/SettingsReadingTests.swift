// SPDX-License-Identifier: GPL-3.0-or-later

import Testing

@testable import Settings

@Suite struct SettingsReadingTests {
  private struct Shelf: Equatable {
    var name: String
    var width: Int
    var books: [String] = []
    var lamp: String?
  }

  private static func read(_ root: SettingsNode) throws(SettingsError) -> Shelf {
    let size = try root.required("size")
    var shelf = Shelf(name: try root.text("name"), width: try size.integer("width", in: 1...100))
    for item in try root.required("books").items() {
      _ = try item.integer("pages", in: 1...9_000)
      shelf.books.append(try item.choice("kind", Kind.self).rawValue)
    }
    if let lamp = try root.optional("lamp") { shelf.lamp = try lamp.text("colour") }
    try root.finish()
    return shelf
  }

  private enum Kind: String, CaseIterable { case novel, atlas }

  private func reading(_ yaml: String) -> SettingsReading<Shelf> {
    SettingsReading(
      parsing: Array(yaml.utf8), file: "s.yaml", standIns: Array("name: '-'\nsize: { width: 100 }\nbooks: []".utf8)
    ) { root throws(SettingsError) in try Self.read(root) }
  }

  private static let good = """
    name: Oak
    size: { width: 80 }
    books:
      - { kind: novel, pages: 300 }
      - { kind: atlas, pages: 90 }
    lamp: { colour: red }
    """

  @Test("A file without fault is read as it is")
  func sound() {
    let reading = reading(Self.good)
    #expect(reading.value == Shelf(name: "Oak", width: 80, books: ["novel", "atlas"], lamp: "red"))
    #expect(reading.faults.isEmpty && reading.mended.isEmpty)
  }

  @Test(
    "Each fault is told once, at its line, and reading goes on",
    arguments: [
      // Mistyped names are taken for the nearest.
      ([("width: 80", "widht: 80")], [2], [] as Set<String>, 80, 2),
      ([("kind: novel", "kind: novle")], [4], [], 80, 2),
      ([("lamp:", "lmap:")], [6], [], 80, 2),
      // A wrong value goes with its item; one that must be there gives way to the stand-in.
      ([("pages: 300", "pages: many")], [4], ["books"], 80, 1),
      ([("width: 80", "width: 800")], [2], ["size"], 100, 2),
      ([("size: { width: 80 }", "size:")], [2], ["size"], 100, 2),
      ([("size: { width: 80 }", "")], [1], ["size"], 100, 2),
      ([("{ colour: red }", "{}")], [6], ["lamp"], 80, 2),
      ([("pages: 300", "")], [4], ["books"], 80, 1),
      // All at once.
      (
        [("width: 80", "width: x"), ("pages: 300", "pages: 0"), ("atlas", "atlass"), ("colour: red", "color: red")],
        [2, 4, 5, 6], ["size", "books"], 100, 1
      ),
      ([("name: Oak", "name: Oak\nheight: 3\nweight: 5")], [2, 3], [], 80, 2),
    ] as [([(String, String)], [Int], Set<String>, Int, Int)])
  func faults(changes: [(String, String)], lines: [Int], mended: Set<String>, width: Int, books: Int) {
    var yaml = Self.good
    for (old, new) in changes { yaml = yaml.replacing(old, with: new) }
    let reading = reading(yaml)
    #expect(reading.faults.map(\.line).sorted() == lines, "\(reading.faults)")
    #expect(reading.mended == mended)
    #expect(reading.value?.width == width)
    #expect(reading.value?.books.count == books)
  }

  @Test("What cannot be mended is told, and there is no value", arguments: ["]", "", "- a\n- b", "just text"])
  func hopeless(yaml: String) {
    let reading = reading(yaml)
    #expect(reading.value == nil)
    #expect(reading.faults.count == 1)
  }

  @Test("A file of nothing but faults ends")
  func endless() {
    let items = (0..<1_000).map { "  - { kind: x\($0)y, pages: z }" }.joined(separator: "\n")
    let reading = reading("name: a\nsize: { width: 1 }\nbooks:\n" + items)
    #expect(reading.faults.count == SettingsReading<Shelf>.mostFaults)
  }
}
