// SPDX-License-Identifier: GPL-3.0-or-later

/// Notes which places of a source were read for which field of the form. Off unless somebody asks (`certmill convert`),
/// so that a night pays nothing for it.
struct SourceTrace {
  let isOn: Bool
  private var met: [String] = []
  private(set) var sources: [FieldSource] = []

  init(isOn: Bool) {
    self.isOn = isOn
  }

  /// A place is being read.
  mutating func meet(_ place: @autoclosure () -> String) {
    guard isOn else { return }
    let place = place()
    if !met.contains(place) { met.append(place) }
  }

  /// What was read since the last call made this field.
  mutating func give(_ field: @autoclosure () -> String) {
    guard isOn else { return }
    if !met.isEmpty { sources.append(FieldSource(field: field(), place: met.joined(separator: "; "))) }
    met.removeAll()
  }

  /// What was read since the last call made no field.
  mutating func drop() {
    met.removeAll()
  }
}
