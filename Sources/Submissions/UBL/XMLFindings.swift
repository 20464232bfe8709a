// SPDX-License-Identifier: GPL-3.0-or-later
import XML

extension FindingList {
  /// One finding that tells why a file is not read as XML.
  mutating func addXML(_ error: XMLError) {
    switch error {
    case .documentType(let line):
      add(
        "xml.document-type",
        "Line \(line): a document type declaration (<!DOCTYPE … or <!ENTITY …): it could bring in text from elsewhere and is "
          + "not taken: leave it out.")
    case .encoding(let name):
      add(
        "xml.encoding",
        "Line 1: the XML declaration says encoding \(quoted(name)): UTF-8, UTF-16, ISO-8859-1 and Windows-1252 are taken: "
          + "save the file as UTF-8 and let the declaration say so.")
    case .tooManyAttributes(let line, let limit):
      add(
        "xml.too-many-attributes", "Line \(line): an element has more than \(limit) attributes; none needs that many.")
    case .tooDeep(let line, let limit):
      add("xml.too-deep", "Line \(line): elements nest more than \(limit) levels deep; an application nests twelve.")
    case .tooManyElements(let limit):
      add(
        "xml.too-many-elements",
        "The document has more than \(limit) elements: split the consignment into several applications.")
    case .malformed(let line, let column, let reason):
      add(
        "xml.syntax",
        "Line \(line), column \(column): not well-formed XML: \(quoted(reason)). Make the file again with the program that "
          + "wrote it, or send it again whole.")
    }
  }
}
