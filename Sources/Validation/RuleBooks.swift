// SPDX-License-Identifier: GPL-3.0-or-later
public import Settings
public import Trade

/// The rule books of a recipe: one for each kind of certificate, or several editions of it with their times.
public struct RuleBooks: Sendable {
  /// Which book a form is judged by.
  public enum Choice: Sendable {
    case book(RuleBook)
    /// No book of this agreement; nil for the ordinary certificate.
    case none(agreement: String?)
    /// There are books of it, but none for that day of the declaration.
    case notInForce(agreement: String?, day: CalendarDate)
  }

  public let books: [RuleBook]

  /// Throws where two editions are in force on one day: nobody could say which one decides.
  public init(_ books: [RuleBook]) throws(SettingsError) {
    for (index, book) in books.enumerated() {
      for other in books[..<index] where other.agreement == book.agreement {
        let ends = other.until.flatMap { until in book.from.map { until < $0 } } ?? false
        let begins = book.until.flatMap { until in other.from.map { until < $0 } } ?? false
        guard !ends, !begins else { continue }
        throw SettingsError(
          file: book.file,
          message: "\(book.name) \(book.version) and \(other.file) (\(other.name) \(other.version)) are both in force "
            + "for \(book.agreement ?? "ordinary certificates"): give them from and until")
      }
    }
    self.books = books
  }

  /// The book in force on the day of the application's declaration; where that is no date, which its rules tell, on
  /// the day of issue.
  public func choice(for form: ApplicationForm, issuedOn issued: CalendarDate) -> Choice {
    let editions = books.filter { $0.agreement == form.agreement }
    let day = CalendarDate(form.declaration.date) ?? issued
    if let book = editions.first(where: { $0.isInForce(on: day) }) { return .book(book) }
    return editions.isEmpty ? .none(agreement: form.agreement) : .notInForce(agreement: form.agreement, day: day)
  }
}
