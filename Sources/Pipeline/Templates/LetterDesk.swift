// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Letters
import Validation

/// `certmill letter check`: whether a strings file says in its language all that the rule books of a recipe can ask.
public struct LetterDesk {
  private let recipePath: String
  private let stringsPath: String?

  /// `strings` is a file to look at in the place of the recipe's own.
  public init(recipe: String, strings: String? = nil) {
    recipePath = recipe
    stringsPath = strings
  }

  public struct Report: Sendable {
    /// The strings file as it was named.
    public var file: String
    public var language: String
    public var ruleCount: Int
    /// A line for each thing that is missing, and for sentences that no rule needs.
    public var lines: [String]
    /// No letter has to fall back to English.
    public var isComplete: Bool

    init(file: String, language: String, ruleCount: Int, _ gaps: LetterGaps) {
      self.file = file
      self.language = language
      self.ruleCount = ruleCount
      isComplete = gaps.isComplete
      lines = gaps.frame.map { "frame: \($0) is missing" }
      lines += gaps.rules.map { "rules: \($0) has no sentence, nor has its family" }
      lines += gaps.fields.map { "fields: \($0) has no name" }
      lines += gaps.unused.map { "rules: \($0) is a rule of no book here (misspelt?)" }
    }
  }

  /// Nil for a recipe whose letters are English alone.
  public func check() throws -> Report? {
    let yaml = try DurableFile.read(recipePath, limit: 1 << 20)
    let recipe = try IssuanceRecipe(yaml: yaml, file: recipePath)
    let beside = FileFinder(folders: [FileFinder.folder(of: recipePath)])
    guard
      let path = try stringsPath
        ?? recipe.letters.map({ try beside.find($0, for: "\(recipePath): letters' strings") })
    else { return nil }
    let strings = try LetterStrings(yaml: try DurableFile.read(path, limit: 1 << 20), file: path)
    let finder = FileFinder(folders: [recipe.codeLists, recipe.isoCodes].map { beside.resolve($0) })
    var lists: [String: [UInt8]] = [:]
    for name in CodeLists.fileNames {
      lists[name] = try DurableFile.read(try finder.find(name, for: "\(recipePath): code list"), limit: 1 << 26)
    }
    let codeLists = try CodeLists(files: lists)
    var shelf = RuleShelf(codeLists: codeLists) { name in
      try DurableFile.read(try beside.find(name, for: "\(recipePath): rule book"), limit: 1 << 22)
    }
    var rules: [(id: String, fields: [String])] = []
    var known: Set<String> = []
    // Books that build on another have its rules as well.
    for name in recipe.ruleBooks {
      for rule in try shelf.book(name).rules where known.insert(rule.id).inserted {
        rules.append((rule.id, rule.fields))
      }
    }
    return Report(file: path, language: strings.language, ruleCount: rules.count, strings.gaps(rules: rules))
  }
}
