// SPDX-License-Identifier: GPL-3.0-or-later
import ArgumentParser
import Pipeline
import Validation

struct RulesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rules", abstract: "Checks, explains and tries rule books.",
    subcommands: [Check.self, Explain.self, Test.self])

  struct Books: ParsableArguments {
    @Argument(help: "Rule books, YAML.") var books: [String]
    @Option(
      help: ArgumentHelp(
        "Folders of code lists, the first one first; default: codelists beside the first book's folder.",
        valueName: "folder"))
    var codelists: [String] = []
    @Option(help: ArgumentHelp("Folder of ISO 3166 and ISO 4217.", valueName: "folder"))
    var isoCodes = "/usr/share/iso-codes/json"

    func desk(trial: Bool = false) throws -> RulesDesk {
      try RulesDesk(books: books, codeLists: codelists, isoCodes: isoCodes, trial: trial)
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Names everything that is wrong with rule books.",
      discussion: "Exit code 0 if they can be used together in one recipe; 1 if they cannot.")
    @OptionGroup var given: Books

    func run() throws {
      var desk = try given.desk()
      var good: [RuleBook] = []
      for file in given.books {
        let (book, faults) = try desk.check(file)
        for fault in faults { Terminal.message(fault) }
        guard let book, faults.isEmpty else { continue }
        good.append(book)
        Terminal.out("\(file): \(RuleWords.summary(of: book))")
      }
      try desk.checkTogether(good)
      guard good.count == given.books.count else { throw ExitCode(ExitStatus.usage.rawValue) }
    }
  }

  struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Says in words what rules ask, when, and what an exporter reads who breaks them.")
    @OptionGroup var given: Books
    @Option(help: "Only rules whose name is this or begins so.") var rule: String?
    @Option(help: "Says which product-specific rule the agreement has for this HS code, instead.") var hs: String?

    func run() throws {
      var desk = try given.desk()
      var count = 0
      for file in given.books {
        let book = try desk.book(file)
        Terminal.out("\(book.title) (\(RuleWords.summary(of: book)))")
        if let hs {
          Terminal.out("  " + (desk.productRule(of: book, for: hs) ?? "the book has no product-specific rules"))
          count += 1
          continue
        }
        for rule in book.rules where self.rule.map({ rule.id.hasPrefix($0) }) ?? true {
          Terminal.out("\n" + RuleExplanation(rule, in: book).lines.joined(separator: "\n"))
          count += 1
        }
      }
      guard count > 0 else { throw ValidationError("--rule \(rule ?? ""): none of the books has such a rule") }
    }
  }

  struct Test: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Runs the examples that stand beside each rule.",
      discussion: """
        A good example must not break its rule, a bad one must; a rule without a bad one fails. Exit code 0 if all is \
        as it should be; 1 if not.
        """)
    @OptionGroup var given: Books
    @Flag(help: "Prints the tables of docs/rules.md.") var markdown = false

    func run() throws {
      var desk = try given.desk(trial: true)
      var faults = 0
      for (index, file) in given.books.enumerated() {
        let book = try desk.book(file)
        if markdown {
          Terminal.out((index == 0 ? "" : "\n") + RuleTable(book).markdown.dropLast())
        } else {
          Terminal.out("\(file): \(RuleWords.summary(of: book))")
        }
        for fault in book.specimenFaults {
          Terminal.message("\(file): \(fault)")
          faults += 1
        }
        for trial in book.trials {
          if !markdown { Terminal.out(RuleWords.line(of: trial)) }
          for fault in trial.faults { Terminal.message("\(trial.rule.book): \(trial.rule.id): \(fault)") }
          faults += trial.faults.count
        }
      }
      guard faults == 0 else { throw ExitCode(ExitStatus.usage.rawValue) }
      if !markdown { Terminal.out("good") }
    }
  }
}

/// Lines about rule books on a terminal.
enum RuleWords {
  static func summary(of book: RuleBook) -> String {
    let own = book.rules.count { $0.book == book.name }
    var words = ["\(book.name) \(book.version)", book.agreement ?? "no agreement", "\(book.rules.count) rules"]
    if let base = book.base { words.append("\(own) of its own, the others of \(base)") }
    if let from = book.from { words.append("from \(from)") }
    if let until = book.until { words.append("until \(until)") }
    return words.joined(separator: ", ")
  }

  /// `item.hs.structure                     good 2  bad 4  ok`.
  static func line(of trial: RuleTrial) -> String {
    let name = trial.rule.id + String(repeating: " ", count: max(1, 40 - trial.rule.id.count))
    return "  \(name)good \(trial.good)  bad \(trial.bad)  \(trial.isGood ? "ok" : "FAILS")"
  }
}
