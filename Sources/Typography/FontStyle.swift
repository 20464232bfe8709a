// SPDX-License-Identifier: GPL-3.0-or-later

/// The two styles that a template can set text in.
public enum FontStyle: String, CaseIterable, Hashable, Sendable {
  case regular
  case bold
}
