// SPDX-License-Identifier: GPL-3.0-or-later

/// A fault in a settings file, with the place to look at and, for a mistyped name, the nearest valid one.
public struct SettingsError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The file as the caller named it.
  public var file: String
  /// From 1; 0 where the file as a whole is meant.
  public var line: Int
  /// From 1, in characters; 0 where the line as a whole is meant.
  public var column: Int
  /// What was read, what was expected and what was found.
  public var message: String
  /// The valid name nearest to what was written.
  public var suggestion: String?
  /// What of the file is at fault; only readers of this module can tell.
  var subject = Subject.value

  enum Subject: Equatable, Sendable {
    /// The value that begins at the place.
    case value
    /// The key at the place is not a valid one.
    case key
    /// The key at the place has no value.
    case emptyKey
    /// The group that begins at the place lacks this key.
    case missing(String)
  }

  public init(file: String, line: Int = 0, column: Int = 0, message: String, suggestion: String? = nil) {
    self.file = file
    self.line = line
    self.column = column
    self.message = message
    self.suggestion = suggestion
  }

  func about(_ subject: Subject) -> SettingsError {
    var error = self
    error.subject = subject
    return error
  }

  /// `nightly.yaml:12:5: unknown key "copys"; did you mean "copies"?`
  public var description: String {
    var text = file
    if line > 0 {
      text += ":\(line)"
      if column > 0 { text += ":\(column)" }
    }
    text += ": " + message
    if let suggestion { text += "; did you mean \"\(suggestion)\"?" }
    return text
  }
}
