// SPDX-License-Identifier: GPL-3.0-or-later

/// What a field has of its own and from those above it.
struct FieldAbove {
  enum Kind: String { case text = "Tx", button = "Btn", choice = "Ch" }

  var name = ""
  var type: Kind?
  var flags = 0
  var options = FieldOptions()
  /// nil where none is written.
  var values: [String]?

  var isPushButton: Bool { flags & 1 << 16 != 0 }
}

/// What a walk through the tree of fields has met.
///
/// Its limits hold the walk to time and memory in proportion to the file: fields may share one long text, or be their
/// own kids.
struct FieldsMet {
  static let mostFields = 20_000
  /// Bytes of names, values and options; the form of the samples has 10,000.
  static let mostText = 16_000_000

  let shown: Set<QPDFReader.ObjectID>
  let file: String
  private(set) var count = 0
  var found: [QPDFReader.ObjectID: (name: String, value: ShownValue)] = [:]
  private var seen: Set<QPDFReader.ObjectID> = []
  private var spent = 0

  init(shown: Set<QPDFReader.ObjectID>, file: String) {
    self.shown = shown
    self.file = file
  }

  /// Counts a field; false for one that has been met.
  mutating func isNew(_ field: QPDFReader.ObjectID?) throws(PDFError) -> Bool {
    count += 1
    guard count <= Self.mostFields else { throw .tooComplex(file: file, what: "fields", limit: Self.mostFields) }
    return field.map { seen.insert($0).inserted } ?? true
  }

  mutating func spend(_ bytes: Int) throws(PDFError) {
    spent += bytes
    guard spent <= Self.mostText else {
      throw .tooComplex(file: file, what: "bytes of text in fields", limit: Self.mostText)
    }
  }
}
