// SPDX-License-Identifier: GPL-3.0-or-later

/// What stands in one field of one form.
enum FieldValue: Sendable {
  case absent
  case text(String)
  /// Lines of an address, marks, kinds of packages.
  case texts([String])
  case number(Int)
  case numbers([Int])
  /// How many parts a list of parts has.
  case parts(Int)

  init(_ text: String?) { self = text.map(Self.text) ?? .absent }
  init(_ number: Int?) { self = number.map(Self.number) ?? .absent }
}
