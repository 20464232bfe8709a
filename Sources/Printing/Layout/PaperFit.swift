// SPDX-License-Identifier: GPL-3.0-or-later

public import Trade

/// Whether a form can be put on paper under a template, told before it gets a number.
public enum PaperFit: Equatable, Sendable {
  /// Sheets that each copy needs, from 1.
  case sheets(Int)
  /// What keeps it from being printed; every fault found, in the order of the form.
  case unprintable([Finding])
}
