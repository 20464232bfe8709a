// SPDX-License-Identifier: GPL-3.0-or-later

import Settings

/// One thing that is wrong with a template, or that its maker should know.
public struct TemplateFault: Equatable, Sendable, CustomStringConvertible {
  public enum Severity: String, Sendable {
    /// The template cannot be used.
    case error
    /// It can, but look: text over text, artwork that was repaired.
    case warning
  }

  public var severity: Severity
  public var file: String
  /// In the YAML file, from 1; 0 where the file as a whole is meant.
  public var line: Int
  /// The box, column or key; empty where the problem says it itself.
  public var place: String
  /// Millimetres, what is expected, and the way out.
  public var problem: String

  public init(severity: Severity = .error, file: String, line: Int, place: String, problem: String) {
    self.severity = severity
    self.file = file
    self.line = line
    self.place = place
    self.problem = problem
  }

  init(_ error: SettingsError) {
    self.init(
      file: error.file, line: error.line, place: "",
      problem: error.message + (error.suggestion.map { "; did you mean \"\($0)\"?" } ?? ""))
  }

  /// `form.yaml:12: box 3 (origin): …`
  public var description: String {
    "\(file)\(line > 0 ? ":\(line)" : ""): " + (severity == .warning ? "warning: " : "")
      + (place.isEmpty ? "" : "\(place): ") + problem
  }
}
