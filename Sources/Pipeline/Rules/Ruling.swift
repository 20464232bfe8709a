// SPDX-License-Identifier: GPL-3.0-or-later
import DurableFiles
import Settings
import Trade
import Validation

/// Which rule book judges a form, and whether the recipe's template is its certificate.
struct Ruling {
  /// Nil where the form's agreement has none, or none in force.
  let book: RuleBook?
  /// What the policy hears of: the book's name, or that of an agreement that has books, none of them in force.
  let bookName: String?
  /// The recipe's template is the certificate of this form.
  let isPrintable: Bool
  /// The agreement that the recipe lacks book or certificate of; nil where it has both.
  let missing: String?
  /// Why the form waits, for the officer.
  let reason: String?

  /// Before the day of declaration where that matters: `ATIGA on 2009-12-01`.
  static let on = " on "
  /// What a form without agreement is called where an agreement is due.
  static let ordinary = "ordinary certificates"

  init(_ form: ApplicationForm, by books: RuleBooks, on day: CalendarDate, printing agreement: String?) {
    isPrintable = form.agreement == agreement
    let own = form.agreement.map { String($0.unicodeScalars.prefix(40)) } ?? Self.ordinary
    var reasons: [String] = []
    var lacking = own
    switch books.choice(for: form, issuedOn: day) {
    case .book(let found): (book, bookName) = (found, found.name)
    // The policy has its own words for it.
    case .none: (book, bookName) = (nil, nil)
    case .notInForce(_, let declared):
      (book, bookName) = (nil, own)
      lacking += Self.on + declared.description
      reasons.append("declared on \(declared), when none of the recipe's rule books for \(own) was in force")
    }
    if !isPrintable {
      reasons.append(
        "the recipe prints \(agreement ?? Self.ordinary), not \(own): run the recipe that has its certificate")
    }
    missing = book == nil || !isPrintable ? lacking : nil
    reason = reasons.isEmpty ? nil : reasons.joined(separator: "; ")
  }
}

extension RuleBooks {
  /// The books that a worker was told, out of the store.
  init(_ setUp: WorkerSetUp, codeLists: CodeLists) throws {
    let paths = Dictionary(
      (setUp.books + setUp.bases).map { ($0.name, $0.path) }, uniquingKeysWith: { first, _ in first })
    var shelf = RuleShelf(codeLists: codeLists) { name in
      guard let path = paths[name] else { throw PacketReader.Fault.broken }
      return try DurableFile.read(path)
    }
    try self.init(setUp.books.map { try shelf.book($0.name) })
  }
}

/// What a recipe can judge and print, to ask for forms that wait for it.
struct RecipeScope {
  private let agreement: String
  /// The times of the rule books of that agreement.
  private var times: [(from: CalendarDate?, until: CalendarDate?)] = []

  init(_ configuration: FrozenConfiguration, from store: ByteStore) throws {
    agreement = configuration.recipe.agreement ?? Ruling.ordinary
    for book in configuration.rules.books {
      let root = try SettingsNode(parsing: try store.get(book.digest), file: book.file)
      guard try root.optional("agreement")?.text() == configuration.recipe.agreement else { continue }
      times.append(
        (
          from: try root.optional("from").flatMap { CalendarDate(try $0.text()) },
          until: try root.optional("until").flatMap { CalendarDate(try $0.text()) }
        ))
    }
  }

  /// Whether a form that was held for want of this can be judged now.
  func has(_ missing: String) -> Bool {
    if missing == agreement { return !times.isEmpty }
    guard missing.hasPrefix(agreement + Ruling.on),
      let day = CalendarDate(missing.dropFirst(agreement.count + Ruling.on.count))
    else { return false }
    return times.contains { ($0.from.map { $0 <= day } ?? true) && ($0.until.map { day <= $0 } ?? true) }
  }
}
