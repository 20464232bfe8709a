// SPDX-License-Identifier: GPL-3.0-or-later
import Trade

/// Values as the recipe's dialect writes them, put into the words of the flat form.
extension CSVFormReader {
  /// A decimal with the mark that the recipe names. Without any mark, or with letters, it is the rule book's to judge.
  mutating func decimal(_ name: String) -> String? {
    guard let written = text(name) else { return nil }
    let mark = dialect.decimal
    let marks = written.utf8.count { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") }
    guard marks > 0, written.utf8.allSatisfy({ (48...57).contains($0) || $0 == 0x2E || $0 == 0x2C }) else {
      return written
    }
    if marks == 1, written.contains(mark.rawValue) {
      return mark == .point ? written : written.replacing(",", with: ".")
    }
    var message =
      "\"\(name)\" is \(quoted(written)): decimals have a \(mark == .point ? "point" : "comma") here, and nothing parts "
      + "thousands: write \"3240\(mark.rawValue)5\""
    // A mark before exactly three digits may as well part thousands.
    if marks == 1 {
      message +=
        "; decimals with a \(mark == .point ? "comma" : "point") are another setting "
        + CSVDialect.setting("decimal", mark.other.rawValue)
    }
    refuse("csv.decimal", name, message + ".")
    return nil
  }

  /// A day in the order that the recipe names. A text that is no day in any order is the rule book's to judge.
  mutating func day(_ name: String) -> String? {
    guard let written = text(name) else { return nil }
    if let day = dialect.dates.day(written) { return day }
    let fitting = DatePattern.common.filter { $0 != dialect.dates && $0.day(written) != nil }
    guard !fitting.isEmpty || dialect.dates != .iso else { return written }
    var message = "\"\(name)\" is \(quoted(written)): days are written \(dialect.dates) here"
    if !fitting.isEmpty {
      let settings = fitting.map { CSVDialect.setting("dates", $0.description) }.joined(separator: " or ")
      message += "; another setting would fit \(settings)"
    }
    refuse("csv.date", name, message + ".")
    return nil
  }

  /// A text that a spreadsheet would compute, not show.
  mutating func tellFormula(_ text: String, _ name: String) {
    guard let first = text.utf8.first else { return }
    switch first {
    case UInt8(ascii: "="), UInt8(ascii: "@"):
      fault(
        "csv.formula", name,
        "\"\(name)\" begins with \"\(Character(Unicode.Scalar(first)))\", as a formula does, \(quoted(text)): write the "
          + "value itself.")
    case UInt8(ascii: "+"), UInt8(ascii: "-"):
      guard text.utf8.count > 1 else { return }
      fault(
        "csv.formula", severity: .warning, name,
        "\"\(name)\" begins with \"\(Character(Unicode.Scalar(first)))\", as a formula does, \(quoted(text)): see that it "
          + "is the text that was meant.")
    default: return
    }
  }

  /// The value is told once: the rule book does not ask for it again.
  private mutating func refuse(_ rule: String, _ name: String, _ message: String) {
    let (place, _) = CSVColumns.place(name, row: itemNumber.map { $0 - 1 })
    findings.noteAbsent(name.hasPrefix("item.") ? name + (place.item.map { "#\($0)" } ?? "") : name)
    fault(rule, name, message)
  }
}
