// SPDX-License-Identifier: GPL-3.0-or-later

extension StringProtocol {
  /// Without what is blank at both ends: spaces, unless the source has other blanks.
  public func trimmed(of isBlank: (Unicode.Scalar) -> Bool = { $0 == " " }) -> String {
    var rest = unicodeScalars[...]
    while let first = rest.first, isBlank(first) { rest.removeFirst() }
    while let last = rest.last, isBlank(last) { rest.removeLast() }
    return String(String.UnicodeScalarView(rest))
  }
}
