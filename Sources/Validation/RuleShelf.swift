// SPDX-License-Identifier: GPL-3.0-or-later
public import Settings

/// Reads rule books that build on each other, each file once.
public struct RuleShelf {
  private let codeLists: CodeLists
  private let bytes: (String) throws -> [UInt8]
  private var books: [String: RuleBook] = [:]
  /// Files that are being read, the one asked for first.
  private var open: [String] = []

  /// A longer chain is a mistake, or an attack.
  static let mostBases = 8

  /// `reading` gives a file's bytes by its name; a base lies beside the book that names it.
  public init(codeLists: CodeLists, reading bytes: @escaping (String) throws -> [UInt8]) {
    self.codeLists = codeLists
    self.bytes = bytes
  }

  /// The book of a file; throws `SettingsError` for a fault in it or in a base, a circle among them, and what
  /// `reading` throws.
  public mutating func book(_ file: String) throws -> RuleBook {
    if let book = books[file] { return book }
    return try book(file, of: try bytes(file))
  }

  private mutating func book(_ file: String, of yaml: [UInt8]) throws -> RuleBook {
    let root = try SettingsNode(parsing: yaml, file: file)
    let book = try RuleBook(root, base: try base(of: root, file), codeLists: codeLists)
    books[file] = book
    return book
  }

  /// Everything that is wrong with one file; of its bases only the first fault.
  public mutating func reading(of file: String) throws -> SettingsReading<RuleBook> {
    let yaml = try bytes(file)
    let base = try base(of: try SettingsNode(parsing: yaml, file: file), file)
    let standIns = "rulebook: x\nversion: x\nboxes: {}\nrules: []\n"
    return SettingsReading(parsing: yaml, file: file, standIns: Array(standIns.utf8)) {
      [codeLists] root throws(SettingsError) in
      try RuleBook(root, base: base, codeLists: codeLists)
    }
  }

  private mutating func base(of root: SettingsNode, _ file: String) throws -> RuleBook? {
    guard let node = try root.optional("extends") else { return nil }
    let base = try Self.beside(file, node)
    open.append(file)
    defer { open.removeLast() }
    if let start = open.firstIndex(of: base) {
      throw node.error("the books go round in a circle: \((open[start...] + [base]).joined(separator: " -> "))")
    }
    guard open.count <= Self.mostBases else {
      throw node.error("at most \(Self.mostBases) books may build on each other")
    }
    if let book = books[base] { return book }
    let yaml: [UInt8]
    do { yaml = try bytes(base) } catch { throw node.error("cannot read the book that this one builds on: \(error)") }
    return try book(base, of: yaml)
  }

  /// The file that a book builds on, if it builds on any; the rest of the book is not looked at.
  public static func base(of yaml: [UInt8], file: String) throws(SettingsError) -> String? {
    guard let node = try SettingsNode(parsing: yaml, file: file).optional("extends") else { return nil }
    return try beside(file, node)
  }

  private static func beside(_ file: String, _ node: SettingsNode) throws(SettingsError) -> String {
    let name = try node.text()
    guard !name.contains("/") else {
      throw node.error("expected the name of a file beside this one, found a path")
    }
    guard let slash = file.lastIndex(of: "/") else { return name }
    return file[...slash] + name
  }
}
