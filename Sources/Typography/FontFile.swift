// SPDX-License-Identifier: GPL-3.0-or-later

/// A face of a TrueType or OpenType file that may be embedded in a PDF; checked when it is named.
///
/// The path may lack an extension (a store by content). The file must not change while a `FontStack` uses it.
public struct FontFile: Hashable, Sendable {
  public let path: String
  /// The face's place in a collection (TTC), from 0.
  public let index: Int

  /// Throws if the file cannot be read, is no usable font or must not be embedded.
  public init(path: String, index: Int = 0) throws(TypographyError) {
    self.path = path
    self.index = index
    _ = try Face(path: path, index: index)
  }
}
