// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
public import Settings
public import Validation

/// `certmill rules`: reads, explains and tries rule books as they lie there.
public struct RulesDesk {
  private let codeLists: CodeLists
  private var shelf: RuleShelf

  /// - Parameters:
  ///   - codeLists: folders of code lists, the first one first; empty for `../codelists` beside the first book.
  ///   - isoCodes: Debian's iso-codes.
  ///   - trial: the books' examples are to be run: with the product-specific rules that they were written for, not with
  ///     those of the chamber.
  public init(books: [String], codeLists folders: [String] = [], isoCodes: String, trial: Bool = false) throws {
    let beside = books.first.map { FileFinder.folder(of: $0) + "/../codelists" } ?? "."
    let finder = FileFinder(folders: (folders.isEmpty ? [beside] : folders) + [isoCodes])
    var files: [String: [UInt8]] = [:]
    for name in CodeLists.fileNames {
      files[name] = try DurableFile.read(try finder.find(name, for: "rule books: code list"), limit: 1 << 26)
    }
    for name in CodeLists.suppliedFileNames {
      // A full list is the chamber's; for the examples a few codes do.
      let path = trial && CodeLists.areProductRules(name) ? nil : finder.optional(name)
      files[name] =
        try path.map { path throws(FileError) in try DurableFile.read(path, limit: 1 << 26) }
        ?? CodeLists.smallLists[name]
    }
    codeLists = try CodeLists(files: files)
    shelf = RuleShelf(codeLists: codeLists) { try DurableFile.read($0, limit: 1 << 22) }
  }

  /// A book, or everything that is wrong with its file.
  public mutating func check(_ file: String) throws -> (book: RuleBook?, faults: [String]) {
    do {
      let reading = try shelf.reading(of: file)
      return (reading.value, reading.faults.map(\.description))
    } catch let error as SettingsError {
      return (nil, [error.description])
    }
  }

  public mutating func book(_ file: String) throws -> RuleBook { try shelf.book(file) }

  /// What the agreement asks of the goods of an HS code, in words; nil for a book without such rules.
  public func productRule(of book: RuleBook, for code: String) -> String? {
    codeLists.productRuleWords(for: code, agreement: book.agreement)
  }

  /// Throws where two editions would be in force on one day.
  public func checkTogether(_ books: [RuleBook]) throws(SettingsError) { _ = try RuleBooks(books) }
}
