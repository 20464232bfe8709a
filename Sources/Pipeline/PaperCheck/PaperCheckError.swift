// SPDX-License-Identifier: GPL-3.0-or-later
public import DurableFiles

/// Why no paper can be compared at all.
public enum PaperCheckError: Error, Equatable, CustomStringConvertible {
  /// Countries stand on certificates by their names.
  case noCountryNames(FileError)

  public var description: String {
    switch self {
    case .noCountryNames(let fault):
      "\(fault); paper cannot be compared without the names of countries: install iso-codes, or leave paper out "
        + "(`certmill verify --codes-only`, `--set match.paper=false`)"
    }
  }
}
