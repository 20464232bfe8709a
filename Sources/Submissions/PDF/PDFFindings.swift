// SPDX-License-Identifier: GPL-3.0-or-later
import PDF

extension FindingList {
  /// One finding that tells why a PDF's fields are not read.
  mutating func addPDF(_ error: PDFError) {
    switch error {
    case .encrypted:
      add("pdf.encrypted", "The PDF is encrypted: save it without a password and without restrictions.")
    case .xmlForm:
      add(
        "pdf.xfa",
        "The PDF is an XFA form, whose fields are made by a program: fill in the chamber's application form, a plain one."
      )
    case .activeContent(_, let action, let place):
      add(
        "pdf.scripts",
        "The PDF has \(action) in \(place): what it shows may not be what it holds. Fill in the chamber's application form, "
          + "which has none.")
    case .tooComplex(_, let what, let limit):
      add("pdf.too-complex", "The PDF has more than \(limit) \(what): fill in the chamber's application form.")
    case .damaged(_, let doing, let library):
      add(
        "pdf.damaged",
        "The PDF is damaged (cannot \(doing): \(quoted(library))): save it again, or send it again whole.")
    default:
      add("pdf.damaged", "The PDF cannot be read: save it again, or send it again whole.")
    }
  }
}
