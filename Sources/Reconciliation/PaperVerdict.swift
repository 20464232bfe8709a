// SPDX-License-Identifier: GPL-3.0-or-later

/// What the sheet that a code stands on is found to be; the code's own verdict stands beside it.
public enum PaperVerdict: String, CaseIterable, Sendable {
  /// The certificate was not at hand, or the sheet was not looked at.
  case notCompared = "not compared"
  case matches
  case altered
  /// The evidence is weak: a person has to look.
  case byEye = "by eye"
}
