// SPDX-License-Identifier: GPL-3.0-or-later

/// This program's name and version, as they stand in a batch's configuration.
public enum Certmill {
  public static let version = "0.1.0"
}
