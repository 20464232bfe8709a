// SPDX-License-Identifier: GPL-3.0-or-later

/// The words of a letter that are the same in every letter.
enum LetterFrame: String, CaseIterable, Sendable {
  case title
  // Names of the particulars.
  case date, reference, file, document
  case greeting
  /// Before the list; `count` is how many points there are.
  case one, several
  /// Before what an officer wrote.
  case officer
  /// Where neither a finding nor an officer says why.
  case ask
  // Headings of the list.
  case form, box, item
  // Names of a finding's parts.
  case found, expected, example, nearest
  case nothing
  /// After the list: what to do, whom to ask.
  case again, questions, machine
  case page

  /// What stands in braces in its sentence.
  var holes: [String] {
    switch self {
    case .several: ["count"]
    case .box: ["box"]
    case .item: ["item"]
    case .questions: ["document", "chamber"]
    case .page: ["page", "pages"]
    default: []
    }
  }

  var english: String {
    switch self {
    case .title: "Application returned"
    case .date: "Date"
    case .reference: "Your reference"
    case .file: "File"
    case .document: "Our document"
    case .greeting: "Dear Sir or Madam,"
    case .one: "no certificate could be issued for this application. One point has to be put right:"
    case .several: "no certificate could be issued for this application. {count} points have to be put right:"
    case .officer: "an officer of the chamber has refused this application:"
    case .ask:
      "no certificate can be issued for this application as it is. Please get in touch with the chamber."
    case .form: "The application as a whole"
    case .box: "Box {box}"
    case .item: "Item {item}"
    case .found: "Found"
    case .expected: "Expected"
    case .example: "Example"
    case .nearest: "Did you mean"
    case .nothing: "nothing"
    case .again:
      "Please put all points right in one go and send the whole application again, under the same reference. It is "
        + "then examined anew, as if it came for the first time."
    case .questions: "In questions please name document {document}. {chamber} will gladly help."
    case .machine: "This letter was made by a program and is valid without a signature."
    case .page: "Page {page} of {pages}"
    }
  }
}
