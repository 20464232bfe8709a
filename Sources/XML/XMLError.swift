// SPDX-License-Identifier: GPL-3.0-or-later

/// Why bytes are not read as XML. Lines and columns count from 1.
public enum XMLError: Error, Equatable, Sendable {
  /// A document type declaration: the door to entities, inside and outside.
  case documentType(line: Int)
  /// An encoding other than UTF-8 is declared.
  case encoding(String)
  case tooManyAttributes(line: Int, limit: Int)
  case tooDeep(line: Int, limit: Int)
  case tooManyElements(limit: Int)
  /// libxml2's own words.
  case malformed(line: Int, column: Int, reason: String)
}
