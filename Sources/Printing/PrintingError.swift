// SPDX-License-Identifier: GPL-3.0-or-later

public import Settings

/// Why a template cannot be used or a certificate cannot be put on paper.
public enum PrintingError: Error, Equatable, Sendable, CustomStringConvertible {
  /// The template's YAML cannot be read.
  case settings(SettingsError)
  /// Something stands where it cannot be printed; `place` is the box, `problem` says millimetres and the way out.
  case layout(file: String, line: Int, place: String, problem: String)
  /// A file that the template names is not there.
  case missing(template: String, line: Int, kind: String, file: String)
  /// A run is to have backs, and the template has none.
  case noBack(template: String)
  /// The artwork cannot be used.
  case artwork(template: String, file: String, problem: String)
  /// A font cannot be used.
  case font(template: String, problem: String)
  /// A picture cannot be used.
  case picture(template: String, file: String, problem: String)
  /// Text that this template cannot put on paper: no glyph, or no room even at the smallest size.
  case unprintable(certificate: String, place: String, problem: String)
  /// One seal a sheet and copy is needed.
  case seals(certificate: String, expected: Int, found: Int)
  /// The layout gives another number of sheets than the certificate says.
  case sheets(certificate: String, expected: Int, found: Int)
  /// The code cannot be made.
  case code(certificate: String, problem: String)
  /// Bytes that are no certificate of this template.
  case tail(offset: Int, problem: String)

  public var description: String {
    switch self {
    case .settings(let error): error.description
    case .layout(let file, let line, let place, let problem):
      "\(file)\(line > 0 ? ":\(line)" : ""): \(place): \(problem)"
    case .missing(let template, let line, let kind, let file):
      "\(template):\(line): \(kind) \(file) is not there; put it beside the template or correct the name"
    case .noBack(let template):
      "\(template): has no back for a run on both sides; name its PDF as `back`, or print with sides simplex"
    case .artwork(let template, let file, let problem): "\(template): cannot use the artwork \(file): \(problem)"
    case .font(let template, let problem): "\(template): cannot use its fonts: \(problem)"
    case .picture(let template, let file, let problem): "\(template): cannot use the picture \(file): \(problem)"
    case .unprintable(let certificate, let place, let problem): "\(certificate): cannot print \(place): \(problem)"
    case .seals(let certificate, let expected, let found):
      "\(certificate): cannot stamp: \(expected) seals expected, one a sheet of each copy, \(found) found"
    case .sheets(let certificate, let expected, let found):
      "\(certificate): cannot stamp: this template needs \(found) sheets a copy, the certificate says \(expected); "
        + "stamp it with the template that it was certified under"
    case .code(let certificate, let problem): "\(certificate): cannot make the code: \(problem)"
    case .tail(let offset, let problem): "stamped certificate, byte \(offset): \(problem)"
    }
  }
}
