// SPDX-License-Identifier: GPL-3.0-or-later
internal import CQPDF

/// The objects of a PDF, whoever found them: libqpdf, or the tables of a plain file.
///
/// An object that a method gives is the caller's to release. A value that is null, or leads nowhere, is none.
protocol PDFObjects: ~Copyable {
  associatedtype Object

  var file: String { get }
  var catalog: Object { get }

  func pageCount() throws(PDFError) -> Int
  func page(_ index: Int) throws(PDFError) -> Object

  func release(_ object: Object)
  func kind(_ object: Object) -> qpdf_object_type_e
  /// Object and generation number; nil for an object that stands where it is used.
  func reference(_ object: Object) -> ObjectID?

  /// The value of a dictionary's key, or of a stream's dictionary.
  func value(_ object: Object, _ key: String) -> Object?
  /// The value of a key, with its slash, of what is known to be a dictionary.
  func entry(_ dictionary: Object, _ key: String) -> Object?
  /// Keys of a dictionary without their slash.
  func keys(_ dictionary: Object) -> [[UInt8]]
  /// The value of a key as `keys` gave it; null where the key is gone.
  func value(_ dictionary: Object, key: [UInt8]) -> Object

  func isDictionary(_ object: Object, ofType type: String) -> Bool

  func itemCount(_ array: Object) -> Int
  /// The items of an array from 0, which stay the array's.
  func eachItem(_ array: Object, _ take: (Int, Object) throws(PDFError) -> Void) throws(PDFError)

  /// A name without its slash.
  func name(_ object: Object) -> [UInt8]?
  /// A text string in any of its encodings (ISO 32000-1 7.9.2.2); nil for anything else.
  func text(_ object: Object) -> String?
  /// A stream's bytes as a text string.
  func text(ofStream stream: Object, limit: Int) throws(PDFError) -> String?
  func number(_ object: Object) -> Double?
}

struct ObjectID: Hashable {
  var number: Int32
  var generation: Int32
}
